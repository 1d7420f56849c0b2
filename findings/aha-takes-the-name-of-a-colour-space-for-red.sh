#!/usr/bin/env bash
# aha 0.5.1 makes HTML of what a terminal shows, and knows colours that are parted by colons. Between the 2 and the red
# ISO 8613-6 has a place for the name of a colour space, left empty by nearly all: aha reads it as the red, and each
# part one too early. `38:2::240:200:80`, a yellow, becomes #00f0c8, a green. With semicolons it is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq aha=0.5.1-3 2> /dev/null
dpkg -x aha_*.deb .
usr/bin/aha --version | sed -n 1p
colons=$(printf '\033[38:2::240:200:80myellow\033[0m' | usr/bin/aha --no-header)
semicolons=$(printf '\033[38;2;240;200;80myellow\033[0m' | usr/bin/aha --no-header)
echo "with colons: $colons"
echo "with semicolons: $semicolons"
[[ $colons == *'color:#00f0c8;'*yellow* && $semicolons == *'color:#f0c850;'*yellow* ]]
