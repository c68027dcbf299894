#!/bin/sh
# The provider runs on Node.js. What is written to standard output before the provider is up, Terraform shows.
case $0 in
  */*) folder=${0%/*} ;;
  *) folder=. ;;
esac
if command -v node >/dev/null 2>&1; then
  exec node "$folder/launch.cjs" "$@"
fi
echo "terraform-provider-fullstory needs Node.js NEEDED or later, and there is no program named node on PATH: install it from https://nodejs.org, or have your CI do so."
# Terraform ends what printed such a line. It says that it read nothing where the process ends sooner than that.
/bin/sleep 1 2>/dev/null || sleep 1
exit 1
