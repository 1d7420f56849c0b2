#!/usr/bin/env bash
# jrnl 4.6 takes what stands before the first colon of a new entry for its time: of "10: what I am thankful for" that is
# the year 10. It writes it down as `[10-01-01 00:00]` and reads that, the next time, as October 2001, where the entry
# is kept from then on. Neither is refused.
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
jrnl '10: what I am thankful for. It is a lot.' > /dev/null 2>&1
written=$(sed -n 1p journal.txt)
jrnl '2026-11-30 10:00: Ran. It was fine.' > /dev/null 2>&1
again=$(grep 'thankful' journal.txt)
echo "written: $written"
echo "after the next entry: $again"
case $written in
  '[10-01-01 00:00] what'*) seen='[2001-10-01 00:00] what I am thankful for.' ;;
  '[0010-01-01 00:00] what'*) seen=$written ;; # a Python that writes all four digits of a year
  *) exit 1 ;;
esac
[ "$again" = "$seen" ]
