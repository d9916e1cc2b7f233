#!/usr/bin/env bash
# scripts/with-node.sh COMMAND…: runs COMMAND in web/ with a Node.js that Vite 8 accepts: the one on
# PATH if it is new enough, else the one that a pip package carries.
set -euo pipefail
cd "$(dirname "$0")/.."

# ^20.19 || >=22.12, as web/package-lock.json says of vite.
fits() {
    command -v npm >/dev/null && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number)
        process.exit((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22 ? 0 : 1)
    ' >/dev/null 2>&1
}

if ! fits; then
    packed=$PWD/.venv/node
    if [[ ! -x $packed/bin/npm ]]; then
        echo "no Node.js of 20.19 or newer on PATH; installing one into .venv/node" >&2
        .venv/bin/uv venv --quiet --clear "$packed"
        scripts/install.sh node "$packed"
    fi
    PATH=$packed/bin:$PATH
fi
cd web
exec "$@"
