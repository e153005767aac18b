#!/bin/sh
# Runs a command against a PostgreSQL of its own, on a socket in a folder that is gone afterwards.
set -eu
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if ! [ -x "${programs:-/none}/initdb" ]; then programs=$(dirname "$(command -v initdb)"); fi
folder=$(mktemp -d /tmp/digitilts-postgresql.XXXXXX)

# PostgreSQL refuses to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

stop() {
    as_owner "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
chmod 755 "$folder"
as_owner "$programs/initdb" -D "$folder/data" -U digitilts -A trust -E UTF8 --locale=C.UTF-8 >"/dev/null"
as_owner "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
    -o "-k $folder -c listen_addresses='' -c fsync=off -c max_connections=300" start >/dev/null
DATABASE_URL="postgres://digitilts@/postgres?host=$folder" "$@"
