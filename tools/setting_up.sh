# Sourced after steps.sh: the parts of a set-up. Each does nothing where its work is done already.

# Any Python that is new enough; the one in .venv first, so that a second run need not search.
find_python() {
  local candidate
  for candidate in .venv/bin/python python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python=$candidate
      return
    fi
  done
  stop "Python 3.11 or newer is needed; here: $(python3 --version 2>/dev/null || echo none)." \
    "Debian 12, Ubuntu 24.04 and later have it:  sudo apt-get install python3 python3-venv"
}

# install_packages PACKAGE...: Debian's, with apt-get where that is permitted; else says what to type.
install_packages() {
  local by_hand="sudo apt-get update && sudo apt-get install --no-install-recommends $*"
  command -v apt-get >/dev/null ||
    refuse "Missing on this machine, under Debian's names: $*" "Install them in this system's own way, then try again."
  local as_root=(env)
  if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo -n env)
    sudo -n true 2>/dev/null || refuse "Missing on this machine: $*" "Type this, then try again:" "  $by_hand"
  fi
  as_root+=(DEBIAN_FRONTEND=noninteractive)
  local wait=(-o DPkg::Lock::Timeout=300) # seconds; a new Ubuntu may be updating itself
  "${as_root[@]}" apt-get "${wait[@]}" update -qq || echo "apt-get update failed; trying with the lists at hand"
  "${as_root[@]}" apt-get "${wait[@]}" install -y -qq --no-install-recommends "$@"
}

# What WeasyPrint loads. Without harfbuzz-subset it would still run, but every PDF would have other bytes.
for_weasyprint=(pango-1.0:libpango-1.0-0 pangoft2-1.0:libpangoft2-1.0-0 harfbuzz-subset:libharfbuzz-subset0)

system_libraries() {
  local missing
  missing=$(missing_libraries "${for_weasyprint[@]}")
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086 # several names
  install_packages $missing
  missing=$(missing_libraries "${for_weasyprint[@]}")
  [ -z "$missing" ] || refuse "Installed, and still not found by Python: $missing"
}

# missing_libraries LIBRARY:PACKAGE...: the packages whose library the linker does not find.
missing_libraries() {
  "$python" -c '
import sys
from ctypes.util import find_library

pairs = [pair.split(":") for pair in sys.argv[1:]]
print(*(package for library, package in pairs if not find_library(library)))
' "$@"
}

python_environment() {
  if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    rm -rf .venv # made by a Python that is gone
    local version
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    "$python" -c 'import ensurepip, venv' 2>/dev/null || install_packages "python$version-venv"
    "$python" -m venv .venv
  fi
  is_installed tools/uv.txt && return
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/uv.txt
  mark_installed tools/uv.txt
}

# python_packages FILE...: what the lock files list, with their hashes checked.
python_packages() {
  local file
  for file in "$@"; do
    is_installed "$file" && continue
    .venv/bin/python -m uv pip install --python .venv/bin/python --require-hashes --compile-bytecode -r "$file"
    mark_installed "$file"
  done
}

# A lock file is installed when .venv holds a copy that is still the same.
is_installed() { cmp -s "$1" ".venv/installed/$(basename "$1")"; }
mark_installed() { mkdir -p .venv/installed && cp "$1" .venv/installed/; }

# Collected, hashed and compressed anew when a source or what works on them changed. Files under older hashes stay: a
# server that runs meanwhile still names them.
static_files() {
  local sources
  shopt -s nullglob
  sources=$(find static ./*/static pages/stylesheet.py besponsa_site/settings.py requirements.txt -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
  if [ -f staticfiles/staticfiles.json ] && [ "$(cat .venv/installed/static-files 2>/dev/null)" = "$sources" ]; then
    return
  fi
  manage collectstatic --noinput
  printf '%s\n' "$sources" >.venv/installed/static-files
}
