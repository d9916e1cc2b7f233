#!/usr/bin/env bash
# Proves `make run` as a newcomer meets it: a fresh clone in an empty directory, an empty home, empty
# caches and almost no environment. Prints where the seconds went, ending at the first cited answer.
# scripts/fresh-machine.sh [PATH]: the programs to be found; without node on it, Node.js is installed.
set -euo pipefail

source=$(cd "$(dirname "$0")/.." && pwd)
programs=${1:-/usr/local/bin:/usr/bin:/bin}
room=$(mktemp -d)
log=$room/log
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
server=
finish() {
    if [[ -n $server ]]; then
        kill -TERM -- "-$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$room"
}
trap finish EXIT

# What a company's network needs to be reached at all is not part of the emptiness.
network=()
for name in http_proxy https_proxy no_proxy PIP_INDEX_URL UV_DEFAULT_INDEX npm_config_registry SSL_CERT_FILE; do
    [[ -z ${!name:-} ]] || network+=("$name=${!name}")
done

mkdir "$room/home"
git clone --quiet "$source" "$room/znatok"
cd "$room/znatok"
began=$EPOCHREALTIME
set -m # a process group of its own, to be stopped whole
env -i PATH="$programs" HOME="$room/home" UV_CACHE_DIR="$room/uv" npm_config_cache="$room/npm" \
    PIP_NO_CACHE_DIR=1 ZNATOK_SERVER__PORT="$port" ZNATOK_LOG__LEVEL=WARNING "${network[@]}" \
    make run </dev/null > >(while IFS= read -r line; do echo "$EPOCHREALTIME $line"; done >"$log") 2>&1 &
server=$!
set +m
until grep -q '==> starting' "$log" 2>/dev/null; do
    kill -0 "$server" 2>/dev/null || { cut -d' ' -f2- "$log" >&2; exit 1; }
    sleep 0.2
done
figures=$(python3 "$source/scripts/first_answer.py" "http://127.0.0.1:$port") ||
    { cut -d' ' -f2- "$log" | tail -50 >&2; exit 1; }

awk -v began="$began" -v figures="$figures" '
    function close_step() { if (step != "") spent[step] += $1 - since }
    / ==> / {
        close_step()
        step = /installing/ ? "download and install" : (/building/ ? "build the web pages" : "")
        since = $1
        if (/starting/) started = $1
    }
    END {
        printf "download and install %6.1f s\n", spent["download and install"]
        printf "build the web pages  %6.1f s\n", spent["build the web pages"]
        match(figures, /"ready_s": [0-9.]+/); ready = substr(figures, RSTART + 11, RLENGTH - 11)
        match(figures, /"cited_s": [0-9.]+/); cited = substr(figures, RSTART + 11, RLENGTH - 11)
        printf "start until ready    %6.1f s\n", ready
        printf "first cited answer   %6.1f s after that\n", cited - ready
        printf "all                  %6.1f s\n", started - began + cited
    }' "$log"
echo "$figures"
