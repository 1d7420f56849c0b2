#!/usr/bin/env bash
# xterm 379 clears the alternate screen again when a program that is on it already asks for it once more
# (CSI ? 1049 h); tmux 3.3a leaves what stands there. A program that takes over a painted screen must not ask.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq xterm=379-1 tmux=3.3a-3
for package in *.deb; do dpkg -x "$package" .; done
cat > twice.sh <<'EOF_SH'
#!/bin/sh
printf '\033[?1049h\033[HFIRST%s' "$1"
sleep 1
printf '\033[0i'
sleep 1
EOF_SH
chmod +x twice.sh
seen() { # what xterm prints of its screen when asked to
  rm -f printed
  xvfb-run -a usr/bin/xterm -xrm "*printerCommand: cat > $folder/printed" -xrm '*printAttributes: 0' \
    -e ./twice.sh "$1" 2> /dev/null
  tr -d '\n\r\f ' < printed
}
usr/bin/xterm -version
once=$(seen '')
twice=$(seen "$(printf '\033[?1049h')")
echo "xterm asked once: '$once', twice: '$twice'"
usr/bin/tmux -V
usr/bin/tmux -S "$folder/socket" -f /dev/null new-session -d -x 40 -y 5 "./twice.sh '$(printf '\033[?1049h')'; sleep 5"
sleep 1
inside=$(usr/bin/tmux -S "$folder/socket" capture-pane -p | head -n 1)
usr/bin/tmux -S "$folder/socket" kill-server
echo "tmux asked twice: '$inside'"
[[ $once == FIRST && -z $twice && $inside == FIRST ]]
