#!/usr/bin/env bash
# Sets up what is missing, builds what has changed, and serves the paper until Ctrl+C.
# LEPTOS_SITE_ADDR=127.0.0.1:3001 takes another port, TILSHI_DATA_DIR another data folder.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$project"

# Links that leave the site (feeds, sharing) must lead to where it is served, unless it has a name of its own.
if [ -n "${LEPTOS_SITE_ADDR:-}" ]; then export TILSHI_SITE_URL=${TILSHI_SITE_URL:-http://$LEPTOS_SITE_ADDR}; fi
address=$(configured_address)

scripts/setup.sh --for run

# Asked before the build: nobody should wait minutes to hear it.
node scripts/address.mjs free "$address" ||
  fail "Stop it, or choose another address: LEPTOS_SITE_ADDR=127.0.0.1:3001 make run"

release=$(scripts/build.sh)
use_release "$release"

server=
# The server ends by itself when it is asked to; it gets as long as it gives running requests.
# shellcheck disable=SC2317 # called by trap
stop_server() {
  trap '' INT TERM HUP
  if [ -n "$server" ]; then
    kill -TERM "$server" 2>/dev/null || true
    for _ in {1..320}; do
      kill -0 "$server" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  say "Tilshi has stopped."
  exit 0
}
trap stop_server INT TERM HUP

"$TILSHI_BINARY" serve &
server=$!

# The server itself says where to look as soon as it listens.
status=0
wait "$server" || status=$?
say "Tilshi has ended by itself (exit status $status); its last messages are above."
exit "$((status == 0 ? 1 : status))"
