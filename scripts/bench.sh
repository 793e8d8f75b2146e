#!/usr/bin/env bash
# Runs the benchmarks in benches/; arguments go to cargo bench, for example a part of a name.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$project"

if ! find . -path ./target -prune -o -path '*/benches/*.rs' -print -quit | grep -q .; then
  fail "There are no benchmarks yet: they would lie in benches/."
fi
scripts/setup.sh --for bench
# Both ends of two thousand connections.
ulimit -n 16384 2>/dev/null || true
in_target_folder "$release_target" cargo bench --workspace --features ssr --benches "$@"
