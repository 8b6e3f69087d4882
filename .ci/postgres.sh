#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server of its own, and takes the server away afterwards.
#
#     .ci/postgres.sh cargo test --no-default-features
#
# The command finds the server in DATABASE_URL, and in PGCTL how to stop and start it. KEEP_FSYNC=1 leaves durability on,
# for tests that kill the server. The server listens on a socket in a new folder and on no port; nothing else is touched.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: .ci/postgres.sh COMMAND [ARGUMENT…]" >&2; exit 2; }

newest() { find /usr/lib/postgresql /usr/pgsql-* -maxdepth 2 -type d -name bin 2>/dev/null | sort -V | tail -n 1; }
tools=$(newest || true)
if [ -z "$tools" ] && command -v pg_config >/dev/null; then tools=$(pg_config --bindir); fi
if [ ! -x "${tools:-/nowhere}/initdb" ]; then
    echo ".ci/postgres.sh: there is no PostgreSQL server here; on Debian: apt-get install postgresql" >&2
    exit 2
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/hotseat-pg.XXXXXX")
# The server refuses to run as root.
user=()
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    user=(setpriv --reuid=postgres --regid=postgres --clear-groups env "HOME=$folder")
fi
control=("${user[@]}" "$tools/pg_ctl" --pgdata="$folder/data")
end() {
    (cd / && "${control[@]}" --mode=immediate stop >/dev/null 2>&1) || true
    rm -rf "$folder"
}
trap end EXIT

settings=(listen_addresses= "unix_socket_directories=$folder" max_connections=300)
[ -n "${KEEP_FSYNC:-}" ] || settings+=(fsync=off synchronous_commit=off full_page_writes=off)
(
    cd "$folder"
    "${user[@]}" "$tools/initdb" --pgdata=data --username=app --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
        --no-sync >init.log 2>&1 || { cat init.log >&2; exit 1; }
    # In the file, so that a server that is started again has them too.
    printf '%s\n' "${settings[@]}" | sed "s/=\(.*\)/ = '\1'/" >>data/postgresql.conf
    "${control[@]}" --log="$folder/log" --wait start >/dev/null || { cat log >&2; exit 1; }
    "$tools/createdb" --host="$folder" --username=app hotseat
)
DATABASE_URL="postgresql://app@/hotseat?host=$folder" PGCTL="${control[*]}" "$@"
