#!/usr/bin/env bash
# termrec 0.19 reads asciicast 2, in which an event is output, `o`, or something else: keys that were typed, `i`, marks,
# `m`, or a new size of the terminal, `r`. It takes them all for output: termcat writes, and termplay shows, the keys,
# the name of the mark and `60x10` on the screen among what was there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq termrec=0.19-2 libtty1=0.19-2 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
LD_LIBRARY_PATH=$(dirname "$(find "$folder" -name 'libtty.so.1')")
export LD_LIBRARY_PATH
basename termrec_*.deb
cat > talk.cast <<'EOF_CAST'
{"version": 2, "width": 40, "height": 5}
[0.5, "o", "one "]
[1.0, "i", "KEYS "]
[1.5, "m", "MARK "]
[2.0, "r", "60x10"]
[2.5, "o", " two"]
EOF_CAST
usr/bin/termcat talk.cast copy.cast
sed 1d copy.cast | tee seen
diff seen - <<'EOF_SEEN'
[0.500000, "o", "one "]
[1.000000, "o", "KEYS "]
[1.500000, "o", "MARK "]
[2.000000, "o", "60x10"]
[2.500000, "o", " two"]
EOF_SEEN
