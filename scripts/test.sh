#!/usr/bin/env bash
# Runs every test and stops at the first step that fails. ONLY=lint, ONLY=rust, ONLY=editor or ONLY=browser runs a
# part.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$project"

only=${ONLY:-}
case $only in
  "") purpose="test" ;;
  lint) purpose="rust" ;;
  rust) purpose="database" ;;
  editor) purpose="editor" ;;
  browser) purpose="browser" ;;
  *)
    say "ONLY=$only is unknown. It takes lint, rust, editor or browser; without it everything runs."
    exit 2
    ;;
esac

# No test may touch what a developer's own settings point at.
for name in "${!TILSHI_@}"; do
  case $name in
    TILSHI_CACHE | TILSHI_CHROMIUM | TILSHI_TEST_*) ;;
    *) unset "$name" ;;
  esac
done
unset LEPTOS_SITE_ADDR LEPTOS_SITE_ROOT LEPTOS_HASH_FILES

reports=$(mktemp -d "${TMPDIR:-/tmp}/tilshi-tests.XXXXXX")
trap 'rm -rf "$reports"' EXIT

locked=()
# CI must see the versions that were committed, not newer ones.
if [ -n "${CI:-}" ]; then locked=(--locked); fi

# limited COMMAND…: where nobody watches, a test that hangs must not hang for ever.
limited() {
  if [ -n "${CI:-}" ]; then
    timeout --kill-after=30 30m "$@"
  else
    "$@"
  fi
}

passed=0
failed=0
left_out=0
counted=

# count PASSED FAILED LEFT_OUT: adds what a step has reported.
count() {
  counted=yes
  passed=$((passed + $1))
  failed=$((failed + $2))
  left_out=$((left_out + $3))
}

print_totals() {
  [ -n "$counted" ] || return 0
  if [ "$left_out" -gt 0 ]; then printf '%s ignored or skipped\n' "$left_out"; fi
  printf '%s passed, %s failed\n' "$passed" "$failed"
}

# step NAME FUNCTION: one part of the run, with its heading and its time.
step() {
  local name=$1 start=$SECONDS status=0
  printf '\n== %s\n' "$name"
  "$2" || status=$?
  if [ "$status" -ne 0 ]; then
    printf '\n'
    print_totals
    printf 'Stopped at "%s": it failed after %s s (exit status %s).\n' "$name" $((SECONDS - start)) "$status"
    exit 1
  fi
  printf -- '-- %s: %s s\n' "$name" $((SECONDS - start))
}

set_up() {
  scripts/setup.sh --for "$purpose"
}

check_format() {
  cargo fmt --all --check
}

lint_server() {
  limited cargo clippy "${locked[@]}" --workspace --all-targets --features ssr -- -D warnings
}

lint_browser_side() {
  limited cargo clippy "${locked[@]}" --lib --features hydrate --target wasm32-unknown-unknown -- -D warnings
}

check_lints() {
  in_target_folder "$test_target" lint_server && in_target_folder "$test_target" lint_browser_side
}

run_cargo_test() {
  limited scripts/postgres.sh cargo test "${locked[@]}" --workspace --features ssr --no-fail-fast | tee "$reports/rust"
}

test_rust() {
  local status=0 numbers
  : >"$reports/rust"
  in_target_folder "$test_target" run_cargo_test || status=$?
  # test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s
  read -r -a numbers < <(awk '/^test result: / { p += $4; f += $6; i += $8 } END { print p + 0, f + 0, i + 0 }' "$reports/rust")
  count "${numbers[@]}"
  if [ "$status" -eq 0 ] && [ "${numbers[0]}" -eq 0 ]; then
    say "cargo test has run no test at all."
    status=1
  fi
  return "$status"
}

build_release() {
  release=$(scripts/build.sh) && use_release "$release"
}

# run_playwright FOLDER: runs the tests of a folder and counts them.
run_playwright() {
  local folder=$1 report=$reports/$1.json status=0 numbers
  find_chromium || return
  PLAYWRIGHT_JSON_OUTPUT_FILE=$report \
    limited playwright test -c "$folder" --output "$folder/test-results/failures" --reporter=list,json || status=$?
  [ -s "$report" ] || return "$((status == 0 ? 1 : status))"
  # A test that failed first and passed later has failed: it cannot be relied on.
  read -r -a numbers < <(node -p 'const { stats: s } = JSON.parse(fs.readFileSync(process.argv[1]));
    [s.expected, s.unexpected + s.flaky, s.skipped].join(" ")' "$report")
  count "${numbers[@]}"
  if [ "$status" -eq 0 ] && [ "${numbers[1]}" -gt 0 ]; then status=1; fi
  return "$status"
}

test_editor() {
  tsc -p editor && run_playwright editor
}

test_in_browser() {
  tsc -p service-worker && run_playwright end2end
}

wants() {
  [ -z "$only" ] || [ "$only" = "$1" ]
}

step "Set-up" set_up
if wants lint; then
  step "Formatting" check_format
  step "Lints (server and browser side)" check_lints
fi
if wants rust; then
  step "Rust tests (on SQLite and PostgreSQL)" test_rust
fi
if wants editor; then
  step "Editor tests" test_editor
fi
if wants browser; then
  step "Release build" build_release
  step "Browser tests" test_in_browser
fi

printf '\nEverything that was asked for has passed in %s s.\n' "$SECONDS"
print_totals
