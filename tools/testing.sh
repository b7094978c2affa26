# Sourced after setting_up.sh: what tests and checks need on top.

unset DJANGO_SETTINGS_MODULE PYTEST_ADDOPTS
# Production's settings, all named in .env.example, so that nothing from the shell or from .env plays a part.
set -a
# shellcheck source=/dev/null
source <(sed -n 's/^#\([A-Z_]*=\)/\1/p' .env.example)
ALLOWED_HOSTS=example.org
DATA_DIR=$scratch/data
STAFF_SECOND_FACTOR= # the demonstration's staff have passwords alone
SECRET_KEY=$(od -An -N40 -tx1 /dev/urandom | tr -d ' \n')
set +a
mkdir "$DATA_DIR"

set_up_steps=6
set_up_for_tests() {
  find_python
  step "System libraries" system_libraries
  step "Python environment" python_environment
  step "Python packages" python_packages requirements.txt requirements-dev.txt
  step "Browser, Java, Node.js, PDF tools, servers" debian_tools
  step "Node.js packages" node_packages
  step "Static files" static_files
}

debian_tools() {
  local missing=()
  if ! has_one_of chromium chromium-browser google-chrome; then
    if grep -q '^ID=ubuntu' /etc/os-release; then
      refuse "The browser tests need Chromium, which Ubuntu has only as a snap. Type this, then try again:" \
        "  sudo snap install chromium"
    fi
    missing+=(chromium)
  fi
  # shellcheck disable=SC2207 # no name has a space
  missing+=($(missing_libraries atomic:libatomic1)) # playwright's own Node.js loads it
  has_one_of java || missing+=(default-jre-headless) # runs the Nu HTML checker
  has_one_of npm || missing+=(nodejs npm)
  has_one_of pdfinfo || missing+=(poppler-utils)
  has_one_of qpdf || missing+=(qpdf)
  [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
  servers
}

# What tools/cluster.py puts together.
servers() {
  local missing=()
  compgen -G "/usr/lib/postgresql/*/bin/postgres" >/dev/null || missing+=(postgresql)
  has_one_of redis-server || missing+=(redis-server)
  PATH=$PATH:/usr/sbin has_one_of nginx || missing+=(nginx-light)
  has_one_of openssl || missing+=(openssl)
  [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
}

wrk_program() {
  has_one_of wrk || install_packages wrk
}

has_one_of() {
  local name
  for name in "$@"; do
    command -v "$name" >/dev/null && return
  done
  return 1
}

node_packages() {
  cmp -s package-lock.json node_modules/.installed && return
  npm ci --ignore-scripts --no-audit --no-fund
  cp package-lock.json node_modules/.installed
}

pytest() { .venv/bin/python -m pytest "$@"; }
# One process more than there are cores, since many tests wait for programs that they started. tests/scheduling.py says
# which of them one process goes through, tests/conftest.py in what order.
on_all_cores=(-n "$(($(nproc) + 1))" --maxprocesses 5 --no-loadscope-reorder)
