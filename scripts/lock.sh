#!/usr/bin/env bash
# Rewrites requirements/*.txt from pyproject.toml. The files hold names, versions and hashes, and no
# address of an index: each company installs from its own mirror (docs/adr/0002).
set -euo pipefail
cd "$(dirname "$0")/.."

uv=.venv/bin/uv
[[ -x $uv ]] || uv=uv

lock() { # lock FILE SOURCE…
    local file=requirements/$1.txt
    shift
    "$uv" pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
        --python-version 3.11 --output-file "$file" "$@"
}

lock runtime pyproject.toml
lock dev pyproject.toml --group dev --extra lancedb
for tool in uv build node; do
    lock "$tool" --group "$tool"
done
