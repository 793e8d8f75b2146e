#!/usr/bin/env bash
# Builds the release: the server program, the browser's side beside it, everything compressed once and for all.
# Prints the folder it lies in; target/tilshi is a link to the last one. Builds only when something has changed
# since the last build of the same inputs.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$project"

# The address of the moment must not be compiled in or start a build of its own.
unset LEPTOS_SITE_ADDR LEPTOS_SITE_ROOT LEPTOS_HASH_FILES LEPTOS_HASH_FILE_NAME

# The files that the build may read, with a zero byte after each.
list_inputs() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files -z --cached --others --exclude-standard -- . \
      ':!docs' ':!drawings' ':!tests' ':!Leptos.toml' ':!end2end' ':!benches' ':!.ci' ':!Makefile' ':!scripts' ':!editor/tests' \
      ':(exclude,glob)*.md'
  else
    find . \( -path ./target -o -path ./data -o -path ./node_modules -o -path ./docs -o -path ./end2end -o -path ./public/editor -o -path ./public/service-worker.js \
      -o -path ./editor/tests -o -path ./editor/test-results \) -prune \
      -o -type f -print0
  fi
}

# One number for all that the build depends on: the contents of the files, the tools, the flags.
digest_inputs() {
  {
    rustc --version --verbose
    wasm-bindgen --version
    cargo-leptos --version
    printf '%s\n' "${RUSTFLAGS:-}" "${CARGO_ENCODED_RUSTFLAGS:-}"
    # A file that was removed but not yet committed is still listed: sha256sum then only complains.
    list_inputs | LC_ALL=C sort --zero-terminated --unique |
      { xargs --null --no-run-if-empty sha256sum 2>/dev/null || true; }
    sha256sum scripts/build.sh scripts/environment.sh scripts/precompress.mjs
  } | sha256sum | cut -c 1-16
}

# A stylesheet that lightningcss cannot parse is shipped as it stands, without a word.
check_stylesheet() {
  local file
  for file in "$1"/pkg/*.css; do
    [ -f "$file" ] || fail "The build has made no stylesheet."
    if [ "$(wc -l <"$file")" -gt 20 ]; then
      fail "style/main.css was not minified, so lightningcss could not parse it. Look for a mistake in style/."
    fi
  done
}

# compile FOLDER: builds and puts together in FOLDER what a server needs.
compile() {
  local folder=$1 locked=() build=target/builds/new
  # CI must see the versions that were committed, not newer ones.
  if [ -n "${CI:-}" ]; then locked=(--cargo-locked); fi
  rm -rf "$build" "$release_target/release/hash.txt"
  node editor/build.mjs >&2
  node service-worker/build.mjs
  # The site lies in the checkout and not in the shared folder, so that it is never another checkout's. Its files
  # are compressed below: cargo-leptos would do it too (--precompress), but with fonts and pictures as well, and
  # whether it helps or not.
  LEPTOS_SITE_ROOT=target/site cargo-leptos leptos build --release --split "${locked[@]}" >&2
  check_stylesheet target/site
  mkdir -p "$build"
  cp "$release_target/release/tilshi" "$release_target/release/hash.txt" "$build"
  cp -R target/site "$build/site"
  # wasm-bindgen's type descriptions are for programmers, not for browsers.
  find "$build/site/pkg" -name '*.d.*.ts' -delete
  node scripts/precompress.mjs "$build/site" >&2
  # A folder of its own for each build: a server that is running keeps the files it was started with.
  rm -rf "$folder"
  mv "$build" "$folder"
}

# Keeps the last three builds; older ones are not needed to go back and forth between two branches.
remove_old_builds() {
  local folder
  while IFS= read -r folder; do
    rm -rf "${folder:?}"
  done < <(find target/builds -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort --reverse --numeric-sort |
    tail -n +4 | cut -d ' ' -f 2-)
}

build() {
  local digest folder start=$SECONDS
  mkdir -p target/builds
  digest=$(digest_inputs)
  folder=target/builds/$digest
  if [ ! -d "$folder" ]; then
    say "Building Tilshi (the first time takes some minutes)."
    compile "$folder"
    say "Built in $((SECONDS - start)) s: $folder"
  fi
  touch "$folder"
  ln -sfn "builds/$digest" target/tilshi
  remove_old_builds
  printf '%s\n' "$project/$folder"
}

in_target_folder "$release_target" build
