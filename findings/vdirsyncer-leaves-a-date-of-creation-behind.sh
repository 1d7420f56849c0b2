#!/usr/bin/env bash
# vdirsyncer 0.21.0 compares items without CREATED, LAST-MODIFIED and DTSTAMP: a task in which only these
# changed (a date of creation put right) is not carried to the other side, and nothing says so. It goes along
# with the next change of anything else.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'vdirsyncer==0.21.0'
cd "$folder"
mkdir here there state
export VDIRSYNCER_CONFIG="$folder/config"
cat > config <<EOF_INI
[general]
status_path = "$folder/state"
[pair tasks]
a = "here"
b = "there"
collections = null
[storage here]
type = "filesystem"
path = "$folder/here"
fileext = ".ics"
[storage there]
type = "filesystem"
path = "$folder/there"
fileext = ".ics"
EOF_INI
task() {
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//tasks//EN BEGIN:VTODO UID:thesis@example.org \
    DTSTAMP:20261101T100000Z "CREATED:$1" "SUMMARY:$2" END:VTODO END:VCALENDAR > here/thesis.ics
}
sync() { sleep 1; venv/bin/vdirsyncer sync > /dev/null 2>&1; }
venv/bin/vdirsyncer --version
task 20261101T100000Z Thesis
venv/bin/vdirsyncer discover > /dev/null 2>&1
sync
task 20251001T100000Z Thesis
sync
only=$(grep -h CREATED there/*.ics | tr -d '\r')
task 20251001T100000Z 'Thesis, bound'
sync
along=$(grep -h CREATED there/*.ics | tr -d '\r')
echo "CREATED there, changed alone: $only; with the summary: $along"
[[ $only == CREATED:20261101T100000Z && $along == CREATED:20251001T100000Z ]]
