#!/usr/bin/env bash
# Serves a debug build, builds again whenever a file changes, and reloads the page in the browser.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$project"

# cargo-leptos has an address of its own in mind unless it is told.
LEPTOS_SITE_ADDR=$(configured_address)
export LEPTOS_SITE_ADDR
# A release build may be put together at the same time.
export LEPTOS_SITE_ROOT=target/site-dev
# cargo-leptos 0.3.11 hashes the names only in the first build of a watch: after a change the page would still ask
# for the old files.
export LEPTOS_HASH_FILES=false

scripts/setup.sh --for dev
node scripts/address.mjs free "$LEPTOS_SITE_ADDR" ||
  fail "Stop it, or choose another address: LEPTOS_SITE_ADDR=127.0.0.1:3002 make dev"

# The editor is built once here; after a change of it: node editor/build.mjs
node editor/build.mjs >&2
node service-worker/build.mjs
# Lazy routes do not hydrate without --split, in debug builds neither.
in_target_folder "$dev_target" cargo-leptos leptos watch --split -- serve
