#!/usr/bin/env bash
# jrnl 4.6 writes an entry down as it is and takes each line that begins with a date in brackets for the head of one:
# a plan in the body, "[2027-01-04] begin", is an entry of its own when it is read, of that day and with the rest of the
# body. The entry keeps what stood before.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME="$folder" XDG_CONFIG_HOME="$folder" XDG_DATA_HOME="$folder" NO_COLOR=1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'jrnl==4.6' 'parsedatetime==2.6'
cat > jrnl.yaml <<EOF_YAML
version: v4.6
colors: {body: none, date: none, tags: none, title: none}
default_hour: 9
default_minute: 0
display_format: null
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {default: {journal: $folder/journal.txt}}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%F %H:%M'
EOF_YAML
: > journal.txt
jrnl() { venv/bin/jrnl --config-file jrnl.yaml "$@"; }
jrnl --version | sed -n 1p
jrnl $'2026-11-30 10:00: The plan. In short:\n[2027-01-04] begin\nand go on' > /dev/null 2>&1
jrnl --format json 2> /dev/null > seen.json
venv/bin/python - <<'EOF_PYTHON'
import json

entries = [(one["date"], one["title"], one["body"]) for one in json.load(open("seen.json"))["entries"]]
for entry in entries:
    print(entry)
assert entries == [
    ("2026-11-30", "The plan.", "In short:"),
    ("2027-01-04", "begin", "and go on"),
]
EOF_PYTHON
