#!/bin/sh
# What people write by hand in place of `snapshot verify`: fetch the eight documents, leave out who changed them when,
# sort what has no order, and compare with the file. TOGETHER=1 makes one curl fetch all of them at once, and one jq
# read them; else there are eight curl calls, each piped to jq. The same script with WRITE=1 makes the FILE.
set -eu
base="$FULLSTORY_BASE_URL/settings/recording/v1"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
printf 'header = "Authorization: Basic %s"\n' "$FULLSTORY_API_KEY" > "$dir/key"
paths='blocking domain?platform=web domain?platform=mobile features?platform=web features?platform=mobile geo privacy targeting'
normal='
  del(.metadata)
  | if .blockedIps then .blockedIps |= unique | .blockedUas |= unique | .blockedAppIds |= unique else . end
  | if .recordGeoZones then .recordGeoZones |= unique else . end
  | if .elementBlocks
    then .elementBlocks |= (map(del(.lastUpdated) | .exceptionSelectors |= ((. // []) | unique)) | unique)
    else . end'
if [ "${TOGETHER:-}" = 1 ]; then
  number=0
  for path in $paths; do
    number=$((number + 1))
    printf 'url = "%s/%s"\noutput = "%s/%s.json"\n' "$base" "$path" "$dir" "$number"
  done > "$dir/urls"
  curl --silent --show-error --fail --parallel --parallel-immediate --config "$dir/key" --config "$dir/urls"
  jq --sort-keys "$normal" "$dir"/[1-8].json > "$dir/live"
else
  for path in $paths; do
    curl --silent --show-error --fail --config "$dir/key" "$base/$path" | jq --sort-keys "$normal"
  done > "$dir/live"
fi
if [ "${WRITE:-}" = 1 ]; then cp "$dir/live" "$FILE"; else cmp -s "$dir/live" "$FILE"; fi
