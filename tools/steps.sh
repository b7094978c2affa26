# Sourced first by every script here: goes to the project's folder and shows work as numbered steps.
# A step's output is kept in a log and shown only when the step fails.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scratch=$(mktemp -d /tmp/besponsa.XXXXXX) # for this run only
log=$scratch/log
clean_up() { rm -rf "$scratch"; }
trap clean_up EXIT

step_number=0
steps_in_all=0 # each script says how many it has

# stop MESSAGE...: says why nothing can go on, and ends the script.
stop() {
  printf '%s\n' "$@" >&2
  exit 1
}

# refuse LINE...: from within a step, ends it with these lines instead of its log.
refuse() {
  printf '%s\n' "$@" >"$log"
  exit 1
}

# step NAME COMMAND...: "[2/6] NAME … done (3 s)".
step() {
  begin_step "$1"
  printf ' … '
  shift
  : >"$log"
  set +e
  (set -e; "$@") >>"$log" 2>&1 </dev/null # not `if`: that would switch `set -e` off inside
  end_step $?
}

# open_step NAME COMMAND...: the same, with the command's output in full view.
open_step() {
  begin_step "$1"
  printf '\n'
  shift
  : >"$log"
  set +e
  (set -e; "$@")
  local status=$?
  printf '[%s/%s] ' "$step_number" "$steps_in_all"
  end_step $status
}

begin_step() {
  step_number=$((step_number + 1))
  printf '[%s/%s] %s' "$step_number" "$steps_in_all" "$1"
  step_began=$SECONDS
}

end_step() {
  set -e
  local seconds=$((SECONDS - step_began))
  if [ "$1" -eq 0 ]; then
    printf 'done (%s s)\n' "$seconds"
    return
  fi
  printf 'failed (%s s)\n' "$seconds"
  show_log
  exit 1
}

show_log() {
  [ -s "$log" ] || return 0
  printf '\n'
  tail -n 30 "$log" | sed 's/^/    /'
  if [ "$(wc -l <"$log")" -gt 30 ]; then
    local kept
    kept=$(mktemp /tmp/besponsa-log.XXXXXX)
    cp "$log" "$kept"
    printf '    (the end only; all of it: %s)\n' "$kept"
  fi
  printf '\n'
}

# setting NAME DEFAULT: its value in the environment, else in .env, else the default.
setting() {
  local value=${!1:-}
  if [ -z "$value" ] && [ -f .env ]; then
    value=$(sed -n "s/^$1=//p" .env | tail -n 1 | tr -d "\"'")
  fi
  printf '%s' "${value:-$2}"
}

manage() { .venv/bin/python manage.py "$@"; }
