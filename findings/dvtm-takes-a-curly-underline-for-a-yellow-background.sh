#!/usr/bin/env bash
# dvtm 0.15 takes the colon out of a code and reads the digits as one number: `ESC [4:3m`, a curly underline, is 43, a
# yellow background, and its end, `ESC [4:0m`, is 40: what follows stands on black until all styles are reset. No
# underline comes. With a semicolon or without the second number it is underlined.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq dvtm=0.15+40.g311a8c0-1 tmux=3.3a-3 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
cat > inside.sh <<'EOF_SH'
#!/bin/sh
printf '\033[4:3mcurly\033[4:0m after\033[0m \033[4mstraight\033[24m after\r\n'
sleep 5
EOF_SH
chmod +x inside.sh
export TMUX='' LC_ALL=C.UTF-8
usr/bin/dvtm -v
usr/bin/tmux -S "$folder/socket" -f /dev/null new-session -d -x 80 -y 6 \
  "TERM=xterm-256color usr/bin/dvtm ./inside.sh"
sleep 3
seen=$(usr/bin/tmux -S "$folder/socket" capture-pane -p -e | grep -o 'after.*\|.*curly.*' | sed -n 1p | sed 's/\x1b/ESC/g')
usr/bin/tmux -S "$folder/socket" kill-server
echo "$seen"
[[ $seen == *'ESC[43mcurlyESC[40m after'* && $seen == *'ESC[4mstraight'* ]]
