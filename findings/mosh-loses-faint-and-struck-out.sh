#!/usr/bin/env bash
# mosh 1.4.0 hands on bold, italic, underlined, blinking and inverse text, and colours of 24 bits, and leaves faint and
# struck-out ones away: what a program made paler because it matters less, or crossed out because it is done, looks
# like all the rest on the other machine. Both machines may be well able to show it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq mosh=1.4.0-1+b1 libprotobuf32=3.21.12-3+deb12u1 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
LD_LIBRARY_PATH=$(dirname "$(find "$folder" -name 'libprotobuf.so.32*' -print -quit)")
export LD_LIBRARY_PATH LC_ALL=C.UTF-8 TERM=xterm-256color
cat > inside.sh <<'EOF_SH'
#!/bin/sh
printf '\033[2mfaint\033[0m \033[9mstruck\033[0m \033[3mitalic\033[0m \033[38;2;240;200;80mcolour\033[0m\r\n'
sleep 4
EOF_SH
chmod +x inside.sh
usr/bin/mosh-server --version 2>&1 | sed -n 1p
begun=$(usr/bin/mosh-server new -i 127.0.0.1 -c 256 -- "$folder/inside.sh" < /dev/null 2> log)
read -r port MOSH_KEY <<< "$(sed -n 's/^MOSH CONNECT //p' <<< "$begun" | tr -d '\r')"
export MOSH_KEY
script --quiet --command "stty cols 80 rows 6; usr/bin/mosh-client 127.0.0.1 $port" seen > /dev/null < /dev/null || true
line=$(tr -d '\r' < seen | grep -a -o 'faint.*colour' | head -n 1 | sed 's/\x1b/ESC/g')
echo "$line"
[ "$line" = 'faint struck ESC[0;3mitalicESC[0m ESC[0;38;2;240;200;80mcolour' ]
