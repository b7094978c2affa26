# Sourced after steps.sh by benchmarks of a filled register, with their arguments: where the registers lie.
# Usage: [--database sqlite|postgresql|both] [--keep DIR]; with --keep they stay in DIR, for the next time.

database=both keep=
while [ $# -gt 0 ]; do
  case "$1 ${2:-}" in
    "--database sqlite" | "--database postgresql" | "--database both") database=$2 ;;
    "--keep "?*) keep=$2 ;;
    *) stop "Usage: $0 [--database sqlite|postgresql|both] [--keep DIR]" ;;
  esac
  shift 2
done

source tools/setting_up.sh
source tools/testing.sh
source tools/postgres.sh

# The server's data: in its own folder, or in the one to keep, to which a link leads from there.
start_kept_postgres() {
  if [ -n "$keep" ]; then
    mkdir -p "$keep/postgresql"
    chmod 700 "$keep/postgresql"
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$keep/postgresql"; fi
    ln -s "$keep/postgresql" "$cluster/data"
  fi
  if [ -f "$cluster/data/PG_VERSION" ]; then
    begin_postgres
  else
    start_postgres
  fi
}

if [ -n "$keep" ]; then
  mkdir -p "$keep"
  keep=$(cd "$keep" && pwd)
fi
databases=() # {name} is where a register's name goes
[ "$database" = postgresql ] || databases+=("sqlite:///${keep:-$scratch}/{name}.sqlite3")
[ "$database" = sqlite ] || databases+=("${postgres_url/besponsa?/\{name\}?}")
