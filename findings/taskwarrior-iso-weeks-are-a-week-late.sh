#!/usr/bin/env bash
# Taskwarrior 2.6.2 reads ISO week dates of 2026 a week late: 2026-W50-3 is Wednesday 9 December, and
# becomes Wednesday 16 December; 2026-W50 becomes the Sunday at the end of that week.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq taskwarrior=2.6.2+dfsg-1
dpkg -x taskwarrior_*.deb .
printf 'data.location=%s\nverbose=nothing\n' "$folder/data" > taskrc
mkdir data
export TASKRC="$folder/taskrc" TASKDATA="$folder/data" HOME="$folder"
echo "taskwarrior $(usr/bin/task --version)"
expect() {
  seen=$(usr/bin/task calc "$1")
  echo "$1: $seen; by ISO 8601 $(date -d "$3" '+%a %F')"
  [ "$seen" = "$2" ]
}
expect 2026-W50-3 2026-12-16T00:00:00 2026-12-09
expect 2026-W50 2026-12-13T00:00:00 2026-12-07
expect 2025-W50-3 2025-12-10T00:00:00 2025-12-10
