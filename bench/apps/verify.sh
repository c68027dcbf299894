#!/bin/sh
# What people write by hand in place of `snapshot verify`: fetch the eight documents, all at once, leave out who
# changed them when, sort what has no order, and compare with the file. FILE is made by the same script with WRITE=1.
set -eu
base="$FULLSTORY_BASE_URL/settings/recording/v1"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
at() { printf 'url = "%s/%s"\noutput = "%s/%s.json"\n' "$base" "$1" "$dir" "$2"; }
{
  at blocking blocking
  at 'domain?platform=web' domain-web
  at 'domain?platform=mobile' domain-mobile
  at 'features?platform=web' features-web
  at 'features?platform=mobile' features-mobile
  at geo geo
  at privacy privacy
  at targeting targeting
} > "$dir/urls"
printf 'header = "Authorization: Basic %s"\n' "$FULLSTORY_API_KEY" > "$dir/key"
if [ "${ONE_BY_ONE:-}" = 1 ]; then together=""; else together="--parallel --parallel-immediate"; fi
# shellcheck disable=SC2086
curl --silent --show-error --fail $together --config "$dir/key" --config "$dir/urls"
jq --sort-keys --slurp '
  map(
    del(.metadata)
    | if .blockedIps then .blockedIps |= unique | .blockedUas |= unique | .blockedAppIds |= unique else . end
    | if .recordGeoZones then .recordGeoZones |= unique else . end
    | if .elementBlocks
      then .elementBlocks |= (map(del(.lastUpdated) | .exceptionSelectors |= ((. // []) | unique)) | unique)
      else . end
  )' "$dir"/blocking.json "$dir"/domain-*.json "$dir"/features-*.json "$dir/geo.json" "$dir/privacy.json" "$dir/targeting.json" \
  > "$dir/live"
if [ "${WRITE:-}" = 1 ]; then cp "$dir/live" "$FILE"; else cmp -s "$dir/live" "$FILE"; fi
