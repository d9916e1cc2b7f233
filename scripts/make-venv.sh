#!/usr/bin/env bash
# Makes .venv with the pinned uv in it. Needs a Python of at least 3.11 and its pip, nothing more:
# no root, no writable home, no python3-venv package, and an "externally managed" pip will do.
# PYTHON=/path/to/python chooses another interpreter.
set -euo pipefail
cd "$(dirname "$0")/.."

fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    local each
    for each in ${PYTHON:-python3.11 python3.12 python3.13 python3.14 python3 python}; do
        if fits "$each"; then
            echo "$each"
            return
        fi
    done
    echo "Znatok needs Python 3.11 or newer and found none${PYTHON:+ at $PYTHON}." \
        "Install it (on Debian and Ubuntu: apt install python3 python3-pip)" \
        "or name it: make run PYTHON=/path/to/python3" >&2
    return 1
}

python=$(find_python)
if ! fits .venv/bin/python; then
    rm -rf .venv
    # Without pip inside: Debian keeps the copy that venv would put there in a package of its own.
    "$python" -m venv --without-pip .venv
fi
if "$python" -m pip --version >/dev/null 2>&1; then
    pip=("$python" -m pip --python .venv/bin/python)
elif .venv/bin/python -m ensurepip --version >/dev/null 2>&1; then
    .venv/bin/python -m ensurepip >/dev/null
    pip=(.venv/bin/python -m pip)
else
    echo "$python has no pip. On Debian and Ubuntu: apt install python3-pip" >&2
    exit 1
fi
"${pip[@]}" install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
