#!/usr/bin/env bash
# scripts/install.sh FILE [VENV]: what FILE of requirements/ locks, into .venv or VENV, every hash
# checked, compiled at once so that no start has to. By uv; by pip where uv finds no way out (it does not read pip.conf, where many companies
# name their mirror).
set -euo pipefail
cd "$(dirname "$0")/.."

file=requirements/$1.txt
venv=${2:-.venv}
if .venv/bin/uv pip install --quiet --compile-bytecode --python "$venv/bin/python" --require-hashes -r "$file"; then
    exit
fi
echo "uv could not install $file; trying pip" >&2
python=$(sed -n 's/^executable = //p' .venv/pyvenv.cfg)
"$python" -m pip --python "$venv/bin/python" install --quiet --disable-pip-version-check \
    --require-hashes -r "$file"
