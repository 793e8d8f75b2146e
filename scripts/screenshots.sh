#!/usr/bin/env bash
# Takes the pictures for the documentation from the release build.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$project"

find_chromium || fail "There is no Chromium: make setup brings it."
release=$(scripts/build.sh)
use_release "$release"
playwright test -c end2end/screenshots.config.ts --reporter=line
