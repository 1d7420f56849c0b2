#!/usr/bin/env bash
# Taskwarrior 2.6.2 takes 31st, in a month of 30 days, for the first of the next one and not for the
# next 31st that there is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq taskwarrior=2.6.2+dfsg-1 faketime=0.9.10-2.1 libfaketime=0.9.10-2.1
for package in *.deb; do dpkg -x "$package" .; done
printf 'data.location=%s\nverbose=nothing\n' "$folder/data" > taskrc
mkdir data
export TASKRC="$folder/taskrc" TASKDATA="$folder/data" HOME="$folder"
echo "taskwarrior $(usr/bin/task --version)"
library=$(find "$folder" -name libfaketime.so.1)
seen=$(LD_PRELOAD="$library" FAKETIME='2026-11-29 10:00:00' usr/bin/task calc 31st)
echo "31st, asked on 29 November 2026: $seen"
[ "$seen" = 2026-12-01T00:00:00 ]
