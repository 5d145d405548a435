#!/usr/bin/env bash
# Makes .venv with everything pinned in packaging/, and sees to the system libraries that are missing.
# `make setup` runs it when one of its inputs has changed; running it once more does no harm. With the
# word `tests` it only sees to the system packages that the tests work with.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'setup: %s\n' "$*"; }
# The first line says what is wrong, those after it what to do: to be pasted as they stand.
stop() { { printf 'setup: %s\n' "$1"; shift; printf '  %s\n' "$@"; } >&2; exit 1; }

# 1. A Python to build on: PYTHON if set, else the oldest supported one that is there.
python_works() { command -v "$1" >/dev/null && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
find_python() {
  local candidate
  for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3.14 python3}; do
    if python_works "$candidate"; then command -v "$candidate"; return; fi
  done
  stop "Keylease needs Python 3.11 or newer, and ${PYTHON:-the Python found here} is not." \
       "Install it (Debian, Ubuntu: apt-get install python3) or name one: make setup PYTHON=/path/to/python3"
}
python=$(find_python)

# 2. What the system lacks: Python's own venv, and what the list in that file names.
missing_packages() {
  "$python" -c 'import ensurepip, venv' 2>/dev/null || echo "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
  local list=$1 known name brings
  known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null) || return 0   # no glibc here: Qt brings its own
  while read -r name brings; do
    case $name in ''|'#'*) continue ;; esac
    is_there "$brings" || echo "$name"
  done < "$list"
}
is_there() {   # a file by its path, a library by its name, a program by its command
  case $1 in
    /*) [ -e "$1" ] ;;
    *.so.*) case $known in *"$1 "*) ;; *) return 1 ;; esac ;;
    *) command -v "$1" >/dev/null ;;
  esac
}
install_missing() {
  local packages=("$@") as_root=()
  local line="apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"
  if ! command -v apt-get >/dev/null; then
    say "this system seems to lack what Debian calls ${packages[*]}; the desktop and its tests need it, the command line does not"
    return
  fi
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || stop "The system lacks ${#packages[@]} packages, and installing them takes an administrator. Paste this line, then run the command again:" \
                                     "sudo sh -c '$line'"
    as_root=(sudo -n)
  fi
  say "installing system packages: ${packages[*]}"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c "$line" >.setup.log 2>&1 </dev/null \
    || { tail -n 20 .setup.log >&2; stop "The system packages could not be installed (all of it: .setup.log). The line was:" "$line"; }
  rm -f .setup.log
}
see_to() {
  local missing
  missing=$(missing_packages "$1")
  # shellcheck disable=SC2086  # package names hold no spaces
  [ -z "$missing" ] || install_missing $missing
}
if [ "${1:-}" = tests ]; then
  see_to packaging/debian-packages-tests.txt
  exit
fi
see_to packaging/debian-packages.txt

# 3. The environment. One that was left half made, or whose Python has gone, is made anew.
if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
  say "making .venv with $("$python" --version)"
  "$python" -m venv --clear .venv
fi

# 4. The pins: uv by pip with its hash, all the rest by uv with theirs, then the project itself.
export UV_NO_PROGRESS=1 VIRTUAL_ENV="$PWD/.venv"
want=$(sed -n 's/^uv==\([^ ;\\]*\).*/\1/p' packaging/requirements-setup.txt)
if [ "$(.venv/bin/uv --version 2>/dev/null | cut -d' ' -f2)" != "$want" ]; then
  say "installing uv $want"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall --require-hashes -r packaging/requirements-setup.txt
fi
say 'installing the pinned packages'
.venv/bin/uv pip sync --quiet --require-hashes packaging/requirements-dev.txt
.venv/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
say 'ready: .venv'
