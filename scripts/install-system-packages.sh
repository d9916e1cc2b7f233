#!/usr/bin/env bash
# What the tests need from the system, on Debian and Ubuntu: a browser for the end-to-end tests, a
# PostgreSQL, of which each process of tests starts one, the fonts that the demo PDFs are built with,
# and Tesseract, which reads scans (the server needs it, too, and says so where it is missing). Does
# nothing where all of it is there.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null || missing+=(chromium)
[[ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ]] || missing+=(fonts-dejavu-core)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null ||
    missing+=(postgresql)
command -v tesseract >/dev/null || missing+=(tesseract-ocr)
languages=$(tesseract --list-langs 2>/dev/null || true)
grep -qx rus <<<"$languages" || missing+=(tesseract-ocr-rus)
grep -qx eng <<<"$languages" || missing+=(tesseract-ocr-eng)
(( ${#missing[@]} )) || exit 0

as_root=()
if (( EUID != 0 )); then
    as_root=(sudo -n)
fi
if command -v apt-get >/dev/null && { (( EUID == 0 )) || sudo -n true 2>/dev/null; }; then
    echo "==> installing system packages: ${missing[*]}"
    # The second try is for lists of packages that have grown old.
    install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
        apt-get install --yes --quiet --no-install-recommends "${missing[@]}")
    "${install[@]}" >/dev/null 2>&1 ||
        { "${as_root[@]}" apt-get update --quiet >/dev/null && "${install[@]}" >/dev/null; }
    exit
fi
echo "The tests need packages that only an administrator can install: ${missing[*]}" >&2
echo "On Debian and Ubuntu: sudo apt-get install ${missing[*]}" >&2
[[ ${CI:-} != true ]]
