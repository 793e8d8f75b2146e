# shellcheck shell=bash
# shellcheck disable=SC2034 # the variables are for the scripts that source this file
# Where tools, caches and builds lie, and the few functions that all scripts share.
# Sourced by the other scripts, never run by itself.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

if [ -z "${TILSHI_CACHE:-}" ]; then
  TILSHI_CACHE=${HOME:?HOME is not set: set it, or TILSHI_CACHE to a folder for tools and builds}/.cache/tilshi
fi
case $TILSHI_CACHE in
  /*) ;;
  *) TILSHI_CACHE=$project/$TILSHI_CACHE ;;
esac
export TILSHI_CACHE

tools=$TILSHI_CACHE/tools

# One build folder per flavour: cargo-leptos compiles debug builds with `--cfg erase_components`, plain cargo
# does not, and in one folder each would throw away what the other has built.
release_target=$TILSHI_CACHE/target
dev_target=$TILSHI_CACHE/target-dev
test_target=$TILSHI_CACHE/target-test

# Our own tools come before any others: cargo-leptos takes the first wasm-bindgen and wasm-opt on PATH and never
# looks at their version. Cargo's folder is missing from PATH in shells that do not read a profile.
PATH=$tools/bin:$project/node_modules/.bin:$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin
export PATH

# Leptos compiles this name in. Where one cargo call has it and the next has not, everything is built again.
export LEPTOS_OUTPUT_NAME=tilshi
# The tests drive Debian's Chromium: Playwright's own download is not needed.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

# Prints a message for people. Standard output is kept for results that other scripts read.
say() {
  printf '%s\n' "$*" >&2
}

# Prints why it cannot go on and ends the script.
fail() {
  say "$*"
  exit 1
}

# Sets TILSHI_CHROMIUM to the browser that the tests drive; false if there is none.
find_chromium() {
  local name
  if [ -n "${TILSHI_CHROMIUM:-}" ]; then
    [ -x "$TILSHI_CHROMIUM" ]
    return
  fi
  for name in chromium chromium-browser google-chrome; do
    if TILSHI_CHROMIUM=$(command -v "$name"); then
      export TILSHI_CHROMIUM
      return 0
    fi
  done
  unset TILSHI_CHROMIUM
  return 1
}

# Sets postgresql_programs to the folder with initdb and postgres, the newest version first; false if there is none.
find_postgresql() {
  local folder folders
  mapfile -t folders < <(printf '%s\n' /usr/lib/postgresql/*/bin | sort --version-sort --reverse)
  if command -v initdb >/dev/null; then folders+=("$(dirname "$(readlink -f "$(command -v initdb)")")"); fi
  for folder in "${folders[@]}"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
      postgresql_programs=$folder
      return 0
    fi
  done
  return 1
}

# take_lock FILE WHAT: waits until no other make holds FILE. The lock is file descriptor 9 and ends with the shell;
# start whatever may outlive it with `9>&-`, or it keeps the lock.
take_lock() {
  exec 9>>"$1"
  if ! flock --nonblock 9; then
    say "Waiting for another make, which is $2."
    flock --timeout 3600 9 || fail "Another make has held $1 for an hour. Stop it and run this again."
  fi
}

# in_target_folder FOLDER COMMAND…: runs COMMAND with FOLDER as cargo's build folder, alone in it.
in_target_folder() (
  folder=$1
  shift
  mkdir -p "$folder" || exit
  take_lock "$folder/tilshi.lock" "building in $folder"
  # Cargo cleans no folder without this mark of a cache (bford.info/cachedir), and it only marks folders that it has
  # made itself.
  if [ ! -f "$folder/CACHEDIR.TAG" ]; then
    printf 'Signature: 8a477f597d28d172789f06886806bc55\n' >"$folder/CACHEDIR.TAG" || exit
  fi
  if [ "$(cat "$folder/tilshi.checkout" 2>/dev/null)" != "$project" ]; then
    forget_other_checkout "$folder"
    printf '%s\n' "$project" >"$folder/tilshi.checkout" || exit
  fi
  export CARGO_TARGET_DIR=$folder
  "$@" 9>&-
)

# forget_other_checkout FOLDER: removes what another checkout has compiled of this workspace; libraries stay.
# Cargo gives the same package the same name in every checkout and compares only times: a checkout whose files are
# older than the other's last build would silently get the other's program.
forget_other_checkout() {
  local wasm=wasm32-unknown-unknown
  clean_workspace "$1" --profile dev
  clean_workspace "$1" --profile release
  clean_workspace "$1" --profile dev --target "$wasm"
  clean_workspace "$1/front" --profile dev --target "$wasm"
  clean_workspace "$1/front" --profile wasm-release --target "$wasm"
}

clean_workspace() {
  cargo clean --quiet --workspace --target-dir "$@" 9>&- ||
    fail "What another checkout has built could not be removed from $1. Remove that folder: rm -r $1"
}

# Prints the address that the server will listen on: from the environment, from the configuration, or its default.
configured_address() {
  local address=${LEPTOS_SITE_ADDR:-}
  if [ -z "$address" ]; then
    address=$(sed -n 's/^[[:space:]]*site_addr[[:space:]]*=[[:space:]]*"\([^"]*\)".*/\1/p' \
      "${TILSHI_CONFIG:-Leptos.toml}" 2>/dev/null | tail -n 1) || true
  fi
  printf '%s\n' "${address:-127.0.0.1:3000}"
}

# use_release FOLDER: points the environment at a build that scripts/build.sh has put together.
use_release() {
  export TILSHI_BINARY=$1/tilshi
  export LEPTOS_SITE_ROOT=$1/site
  export LEPTOS_SITE_PKG_DIR=pkg
  # The names of the hashed files are read at run time too, from hash.txt beside the program.
  export LEPTOS_HASH_FILES=true
  export LEPTOS_HASH_FILE_NAME=hash.txt
}
