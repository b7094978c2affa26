# Sourced after testing.sh: a PostgreSQL server of our own, for as long as a script runs.
# It listens on a socket in its own folder only, so it meets no other server and needs no password.

postgres_programs() {
  local newest
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
  if [ -x "$newest" ]; then
    dirname "$newest"
  elif command -v initdb pg_ctl >/dev/null; then
    dirname "$(command -v initdb)"
  fi
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start_postgres() {
  [ -n "$(postgres_programs)" ] || install_packages postgresql
  local programs
  programs=$(postgres_programs)
  cd /tmp || return # a folder that the user postgres may enter
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$cluster"; fi
  as_postgres "$programs/initdb" -D "$cluster/data" --username=postgres --auth=trust --encoding=UTF8 --no-locale --no-sync
  begin_postgres
}

# With the data that are there. What it holds may be lost, so it need not wait for the disk.
begin_postgres() {
  cd /tmp || return
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$cluster"; fi
  as_postgres "$(postgres_programs)/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w start -o \
    "-c listen_addresses= -c unix_socket_directories=$cluster -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
}

clean_up() {
  if [ -f "$cluster/data/postmaster.pid" ]; then
    (cd /tmp && as_postgres "$(postgres_programs)/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null) || true
  fi
  rm -rf "$cluster" "$scratch"
}

cluster=$(mktemp -d /tmp/besponsa-postgres.XXXXXX)
postgres_url="postgres://postgres@/besponsa?host=$cluster" # tests make a database of their own there
