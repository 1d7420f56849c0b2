#!/usr/bin/env bash
# rclone 1.60.1 bisync keeps both sides of a conflict as NAME..path1 and NAME..path2; the next
# conflict of the same file writes over these two on both sides, without a word of it, and ends
# with 0: what only they held is gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq rclone=1.60.1+dfsg-2+b5
dpkg -x rclone_*.deb .
export HOME="$folder"
mkdir left right
echo 'other' > left/other.txt # bisync refuses when every file of a folder has changed
echo 'begun' > left/notes.txt
bisync() { usr/bin/rclone bisync left right --workdir work "$@" 2>> log; }
bisync --resync
usr/bin/rclone version | sed -n 1p

echo 'first, written left' > left/notes.txt
echo 'first, written on the right' > right/notes.txt
bisync
echo "after the first conflict: $(cat left/notes.txt..path1) | $(cat left/notes.txt..path2)"

echo 'the file, begun anew' > left/notes.txt # a program makes its file again
bisync
echo 'second, left' > left/notes.txt
echo 'second, right' > right/notes.txt
bisync && ended=$?
echo "after the second, which ended with $ended: $(cat left/notes.txt..path1) | $(cat left/notes.txt..path2)"
kept=$(grep -rl 'first' left right || true)
echo "files that still hold what the first conflict kept: ${kept:-none}"
[ -z "$kept" ] && ! grep -qi 'overwrit' log
