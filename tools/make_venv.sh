#!/bin/sh
# make_venv.sh PYTHON LOCK: make .venv if it is not there, install what the lock file names, then Reelbridge itself.
set -eu
python=$1
lock=$2

"$python" - <<'CHECK' || { echo "error: Python 3.11 or newer is needed; found $("$python" --version 2>&1)" >&2; exit 1; }
import sys
sys.exit(sys.version_info < (3, 11))
CHECK

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    rm -rf .venv
    # Debian ships venv apart from Python; fetch it where we may
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
        rm -rf .venv
        if [ "$(id -u)" -eq 0 ]; then
            apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
            "$python" -m venv .venv
        else
            echo "error: $python cannot make a virtual environment" >&2
            echo "hint: install it with: sudo apt-get install python3-venv" >&2
            exit 1
        fi
    fi
fi

echo "Installing what Reelbridge needs into .venv (once) ..." >&2
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --editable .
