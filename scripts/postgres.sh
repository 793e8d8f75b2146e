#!/usr/bin/env bash
# Runs a command with a PostgreSQL server of its own, which is gone afterwards. The command finds it in
# TILSHI_TEST_POSTGRES_URL; when that is set already, that server is used and none is started.
#
#   scripts/postgres.sh COMMAND…
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

if [ $# -eq 0 ]; then
  say "Usage: scripts/postgres.sh COMMAND…"
  exit 2
fi
if [ -n "${TILSHI_TEST_POSTGRES_URL:-}" ]; then
  exec "$@"
fi

find_postgresql || fail "PostgreSQL's server programs are missing. Run: scripts/setup.sh --for database"

folder=
server=
# shellcheck disable=SC2317 # called by trap
stop_server() {
  trap '' INT TERM HUP
  if [ -n "$server" ]; then
    # Nothing in it is worth an orderly end.
    kill -QUIT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  if [ -n "$folder" ]; then rm -rf "$folder"; fi
}
trap stop_server EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

folder=$(mktemp -d "${TMPDIR:-/tmp}/tilshi-postgresql.XXXXXX")
password=$(node -p 'crypto.randomBytes(16).toString("hex")')
printf '%s\n' "$password" >"$folder/password"

# PostgreSQL refuses to run as root: root starts it as the user that Debian's package has made. Should this script
# be killed without a chance to clean up, the kernel ends the server (--pdeathsig).
as_server=(setpriv)
if [ "$(id -u)" = 0 ]; then
  id postgres >/dev/null 2>&1 ||
    fail "PostgreSQL refuses to run as root, and there is no user 'postgres' to run it as. Make one: useradd --system postgres"
  chown -R postgres: "$folder"
  as_server=(setpriv --reuid postgres --regid postgres --init-groups)
fi
# The server may not be allowed to enter the folder this was started in.
cd_folder=(env -C "$folder")

# Passwords travel in clear text inside this machine only, which spares debug builds the slow arithmetic of SCRAM.
"${cd_folder[@]}" "${as_server[@]}" "$postgresql_programs/initdb" --pgdata "$folder/data" --username postgres \
  --encoding UTF8 --locale C.UTF-8 --auth-local reject --auth-host password --pwfile "$folder/password" \
  --no-sync >"$folder/initdb.log" 2>&1 || {
  cat "$folder/initdb.log" >&2
  fail "initdb could not make a database cluster; its messages are above."
}

# start_server PORT: false if the server ends before it is ready, for example because the port was taken meanwhile.
start_server() {
  "${cd_folder[@]}" "${as_server[@]}" --pdeathsig QUIT "$postgresql_programs/postgres" -D "$folder/data" -p "$1" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
    -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off -c jit=off \
    >"$folder/server.log" 2>&1 9>&- &
  server=$!
  for _ in {1..300}; do
    if "$postgresql_programs/pg_isready" --quiet --host 127.0.0.1 --port "$1"; then return 0; fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  kill -QUIT "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
  return 1
}

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

for _ in 1 2 3; do
  port=$(free_port)
  if start_server "$port"; then break; fi
done
if [ -z "$server" ]; then
  tail -n 20 "$folder/server.log" >&2
  fail "PostgreSQL did not start; its last messages are above."
fi

status=0
TILSHI_TEST_POSTGRES_URL=postgres://postgres:$password@127.0.0.1:$port/postgres "$@" || status=$?
exit "$status"
