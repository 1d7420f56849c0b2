#!/usr/bin/env bash
# Taskwarrior 2.6.2 keeps annotations by their second: of two that an import brings for the same second
# the later one comes out of the next export a second later, and no longer as it was given.
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
cat > in.json <<'EOF_JSON'
[{"uuid":"11111111-2222-4333-8444-555555555555","status":"pending","entry":"20261101T100000Z",
"description":"Sell the car","annotations":[
{"entry":"20261102T120000Z","description":"called"},
{"entry":"20261102T120000Z","description":"no answer"}]}]
EOF_JSON
usr/bin/task import in.json > /dev/null
seen=$(usr/bin/task export | grep -o '"annotations":.*]')
echo "$seen"
[[ $seen == *20261102T120000Z* && $seen == *20261102T120001Z* ]]
