#!/usr/bin/env bash
# Proves the wheel in dist/: installed alone into an empty environment, far from the checkout, it
# serves the demonstration, web pages included, and answers with a citation. Run `make build` first.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
wheel=("$root"/dist/*.whl)
[[ ${#wheel[@]} == 1 && -e ${wheel[0]} ]] || { echo "dist/ should hold one wheel: make build" >&2; exit 1; }
room=$(mktemp -d)
server=
finish() {
    if [[ -n $server ]]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$room"
}
trap finish EXIT

cd "$room"
export UV_SYSTEM_CERTS=1
uv=$root/.venv/bin/uv
"$uv" venv --quiet --python "$root/.venv/bin/python" venv
"$uv" pip install --quiet --python venv/bin/python "${wheel[0]}"
port=$(venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
venv/bin/znatok serve --demo --port "$port" >log 2>&1 &
server=$!
if ! venv/bin/python "$root/scripts/first_answer.py" "http://127.0.0.1:$port"; then
    tail -50 log >&2
    exit 1
fi
venv/bin/python - "http://127.0.0.1:$port/" <<'PYTHON'
import sys
import urllib.request

page = urllib.request.urlopen(sys.argv[1], timeout=30).read().decode()
assert "<script" in page and "assets/" in page, "the wheel has no web pages"
PYTHON
echo "the wheel serves"
