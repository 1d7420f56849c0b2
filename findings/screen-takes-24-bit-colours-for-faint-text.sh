#!/usr/bin/env bash
# GNU screen 4.9.0 does not know colours of 24 bits and reads their numbers one by one: the 2 of
# `38;2;240;200;80` makes the text faint, and no colour comes. COLORTERM of the terminal around it reaches the
# programs in it all the same and promises such colours. Colours of a palette, `38;5;214`, come through.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq screen=4.9.0-4 tmux=3.3a-3 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
mkdir -m 700 sockets
cat > inside.sh <<'EOF_SH'
#!/bin/sh
printf 'COLORTERM is %s \033[38;2;240;200;80mDEEP\033[0m \033[38;5;214mPALETTE\033[0m\r\n' "$COLORTERM"
sleep 5
EOF_SH
chmod +x inside.sh
usr/bin/screen --version || true
export SCREENDIR="$folder/sockets" TMUX=
usr/bin/tmux -S "$folder/socket" -f /dev/null new-session -d -x 80 -y 6 \
  "TERM=xterm-256color COLORTERM=truecolor usr/bin/screen -c /dev/null ./inside.sh"
sleep 3
seen=$(usr/bin/tmux -S "$folder/socket" capture-pane -p -e | head -n 1 | sed 's/\x1b/ESC/g')
usr/bin/tmux -S "$folder/socket" kill-server
echo "$seen"
[[ $seen == *"COLORTERM is truecolor"* && $seen == *'ESC[2mDEEP'* && $seen == *'38;5;214mPALETTE'* ]]
