#!/usr/bin/env bash
# Brings every tool that Tilshi is built, run and tested with. Says nothing when all of them are there.
#
#   scripts/setup.sh [--for run|dev|bench|test|rust|database|browser|editor]     without --for: everything
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$project"

cargo_leptos_version=0.3.11

purpose="test"
if [ $# -gt 0 ]; then
  if [ "$1" != --for ] || [ $# -ne 2 ]; then
    say "Usage: scripts/setup.sh [--for run|dev|bench|test|rust|database|browser|editor]"
    exit 2
  fi
  purpose=$2
fi
case $purpose in
  rust | bench) needed="compiler" ;;
  run | dev) needed="compiler bundler" ;;
  database) needed="compiler postgresql" ;;
  browser) needed="compiler bundler chromium" ;;
  editor) needed="packages chromium" ;;
  test) needed="compiler bundler chromium postgresql" ;;
  *)
    say "scripts/setup.sh: --for $purpose is unknown. It takes run, dev, bench, test, rust, database, browser or editor."
    exit 2
    ;;
esac

needs() {
  [[ " $needed " == *" $1 "* ]]
}

ticker=
stop_ticker() {
  if [ -n "$ticker" ]; then
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    ticker=
    printf '\r\033[K' >&2
  fi
}

work=
# timeout passes the signal on to everything that the work has started.
# shellcheck disable=SC2317 # called by trap
stop_all() {
  stop_ticker
  if [ -n "$work" ]; then
    kill -TERM "$work" 2>/dev/null || true
    wait "$work" 2>/dev/null || true
  fi
}
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# tick LABEL LOG: shows on a terminal that something is still going on.
tick() {
  local start=$SECONDS
  while sleep 1; do
    printf '\r\033[KInstalling %s … %s s  %.30s' "$1" $((SECONDS - start)) "$(tail -n 1 "$2" 2>/dev/null)" >&2
  done
}

# bring LABEL MINUTES COMMAND…: runs COMMAND within a limit of time and says in one line how long it took.
# What COMMAND prints goes to a file and is shown only when it fails.
bring() {
  local label=$1 minutes=$2 log status=0 start=$SECONDS
  shift 2
  mkdir -p "$TILSHI_CACHE/log"
  log=$TILSHI_CACHE/log/$(printf '%s' "${label%% (*}" | tr -c '[:alnum:].' -).log
  if [ -t 2 ]; then
    tick "$label" "$log" 9>&- &
    ticker=$!
  else
    printf 'Installing %s … ' "$label" >&2
  fi
  timeout --kill-after=30 "${minutes}m" "$@" >"$log" 2>&1 </dev/null 9>&- &
  work=$!
  wait "$work" || status=$?
  work=
  if [ -n "$ticker" ]; then
    stop_ticker
    printf 'Installing %s … ' "$label" >&2
  fi
  case $status in
    0) say "$((SECONDS - start)) s" ;;
    124 | 137) fail "stopped after $minutes minutes. Is the network slow or closed? What it did: $log" ;;
    *)
      say "failed (exit status $status). Its last lines:"
      tail -n 20 "$log" >&2
      fail "All of it: $log"
      ;;
  esac
}

# The Debian packages that are missing, one on each line.
missing_packages() {
  command -v git >/dev/null || echo git
  command -v flock >/dev/null && command -v setpriv >/dev/null || echo util-linux
  command -v timeout >/dev/null || echo coreutils
  command -v cc >/dev/null || printf '%s\n' gcc libc6-dev
  command -v make >/dev/null || echo make
  command -v pkg-config >/dev/null || echo pkg-config
  if needs chromium && ! find_chromium; then echo chromium; fi
  if needs postgresql && ! find_postgresql; then echo postgresql; fi
}

# Says everything that is missing and that this script cannot bring, and how to get it.
check_basis() {
  local missing=() line
  if ! command -v rustup >/dev/null || ! command -v cargo >/dev/null; then
    missing+=("Rust by rustup: https://rustup.rs")
  fi
  # The scripts need Node.js everywhere, and its JavaScript engine is what wasm-opt runs on.
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    missing+=("Node.js 20 or newer with npm: https://nodejs.org")
  elif ! node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)'; then
    missing+=("Node.js 20 or newer: this is $(node --version); https://nodejs.org")
  fi
  if [ ${#packages[@]} -gt 0 ] && { [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; }; then
    missing+=("${packages[*]} (so the packages are called in Debian and Ubuntu):"
      "  sudo apt-get install --no-install-recommends ${packages[*]}")
    if [[ " ${packages[*]} " == *" chromium "* ]]; then
      missing+=("  Another Chromium or Chrome can be named instead: TILSHI_CHROMIUM=/path/to/chrome")
    fi
    if [[ " ${packages[*]} " == *" postgresql "* ]]; then
      missing+=("  PostgreSQL from elsewhere is found when initdb is on PATH.")
    fi
  fi
  if [ ${#missing[@]} -gt 0 ]; then
    say "Some tools are missing. Install them and run this again:"
    for line in "${missing[@]}"; do say "  $line"; done
    exit 1
  fi
}

# install_debian_packages PACKAGE…: run as root, in a shell of its own.
install_debian_packages() {
  local options=(-y --no-install-recommends -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 -o Acquire::http::Timeout=60)
  local folder=/etc/postgresql-common/createcluster.d
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 -o Acquire::http::Timeout=60 ||
    echo "apt-get update failed; going on with the lists that are there"
  # Debian's package would start a database server for the whole machine. The tests start their own.
  mkdir -p "$folder"
  trap 'rm -f /etc/postgresql-common/createcluster.d/tilshi.conf' EXIT
  echo "create_main_cluster = false" >"$folder/tilshi.conf"
  apt-get install "${options[@]}" "$@"
}
export -f install_debian_packages

bring_debian_packages() {
  [ ${#packages[@]} -gt 0 ] || return 0
  bring "Debian packages (${packages[*]})" 20 \
    bash -euo pipefail -c 'install_debian_packages "$@"' install "${packages[@]}"
}

# The words between quotation marks in the line of rust-toolchain.toml that starts with the given key.
toolchain_setting() {
  sed -n "s/^$1 *= *//p" rust-toolchain.toml | grep -o '"[^"]*"' | tr -d '"'
}

toolchain_is_complete() {
  local folder program target
  for folder in "${RUSTUP_HOME:-${HOME:-}/.rustup}"/toolchains/"$(toolchain_setting channel)"-*; do
    for program in rustc cargo-clippy rustfmt; do
      [ -x "$folder/bin/$program" ] || continue 2
    done
    for target in $(toolchain_setting targets); do
      [ -d "$folder/lib/rustlib/$target/lib" ] || continue 2
    done
    return 0
  done
  return 1
}

bring_compiler() {
  local version
  toolchain_is_complete && return
  version=$(rustup --version 2>/dev/null | sed -n 's/^rustup \([0-9]*\.[0-9]*\).*/\1/p')
  if [ "$(printf '%s\n' 1.28 "$version" | sort --version-sort | head -n 1)" != 1.28 ]; then
    fail "rustup $version is too old to read rust-toolchain.toml by itself: run 'rustup self update' (1.28 or newer)."
  fi
  # Without an argument it installs what rust-toolchain.toml names. Automatic installation may be switched off.
  bring "Rust $(toolchain_setting channel) for $(uname -m) and WebAssembly" 15 rustup toolchain install --no-self-update
}

# The program and the library of wasm-bindgen only work together when they are the same version.
wasm_bindgen_version() {
  local pinned locked
  pinned=$(sed -nE 's/^wasm-bindgen *= *(\{ *version *= *)?"=([0-9.]+)".*/\2/p' Cargo.toml | head -n 1)
  [ -n "$pinned" ] || fail "Cargo.toml must pin wasm-bindgen to one version, like wasm-bindgen = \"=0.2.130\"."
  if [ -f Cargo.lock ]; then
    locked=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock)
    if [ "$locked" != "$pinned" ]; then
      fail "Cargo.toml pins wasm-bindgen $pinned, Cargo.lock has ${locked:-none}. Run: cargo update -p wasm-bindgen --precise $pinned"
    fi
  fi
  printf '%s\n' "$pinned"
}

# cargo_install NAME VERSION: run in a shell of its own. Once more without the tool's own lock file, because a
# registry may lack one of the versions named there.
cargo_install() {
  cargo install "$1" --version "=$2" --root "$tools" --force --locked ||
    cargo install "$1" --version "=$2" --root "$tools" --force
}
export -f cargo_install

bring_cargo_tools() {
  local wasm_bindgen
  wasm_bindgen=$(wasm_bindgen_version)
  export tools
  if [ "$("$tools/bin/wasm-bindgen" --version 2>/dev/null)" != "wasm-bindgen $wasm_bindgen" ]; then
    bring "wasm-bindgen $wasm_bindgen (about 2 minutes, only this once)" 30 \
      env CARGO_TARGET_DIR="$TILSHI_CACHE/tools-build" \
      bash -euo pipefail -c 'cargo_install "$@"' install wasm-bindgen-cli "$wasm_bindgen"
  fi
  if [ "$("$tools/bin/cargo-leptos" --version 2>/dev/null)" != "cargo-leptos $cargo_leptos_version" ]; then
    # Its own profile links for 23 minutes to gain nothing here.
    bring "cargo-leptos $cargo_leptos_version (about 10 minutes, only this once)" 60 \
      env CARGO_TARGET_DIR="$TILSHI_CACHE/tools-build" CARGO_PROFILE_RELEASE_LTO=off \
      CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
      bash -euo pipefail -c 'cargo_install "$@"' install cargo-leptos "$cargo_leptos_version"
  fi
  # Two gigabytes that nothing needs once the programs are there.
  if [ -d "$TILSHI_CACHE/tools-build" ]; then rm -rf "$TILSHI_CACHE/tools-build"; fi
}

# One folder for each package-lock.json, shared by all checkouts; node_modules is a link to it.
bring_npm_packages() {
  local key folder fresh
  key=$(cat package.json package-lock.json | sha256sum | cut -c 1-16)
  folder=$TILSHI_CACHE/npm/$key
  if [ ! -d "$folder/node_modules" ]; then
    mkdir -p "$TILSHI_CACHE/npm"
    rm -rf "$TILSHI_CACHE/npm/new" "$folder"
    fresh=$TILSHI_CACHE/npm/new
    mkdir "$fresh"
    cp package.json package-lock.json .npmrc "$fresh"
    bring "npm packages (wasm-opt, Playwright and others)" 15 env -C "$fresh" \
      npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --fetch-retries=2 --fetch-timeout=60000
    mv "$fresh" "$folder"
  fi
  if [ -e node_modules ] && [ ! -L node_modules ]; then
    fail "node_modules is a folder; set-up makes it a link to $TILSHI_CACHE/npm. Remove it (rm -r node_modules) and run this again."
  fi
  if [ "$(readlink node_modules || true)" != "$folder/node_modules" ]; then
    ln -sfn "$folder/node_modules" node_modules
  fi
}

mapfile -t packages < <(missing_packages)
check_basis
mkdir -p "$TILSHI_CACHE"
take_lock "$TILSHI_CACHE/setup.lock" "setting up"
bring_debian_packages
if needs compiler; then bring_compiler; fi
if needs bundler; then bring_cargo_tools; fi
if needs bundler || needs packages; then bring_npm_packages; fi
