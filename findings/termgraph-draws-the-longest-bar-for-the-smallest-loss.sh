#!/usr/bin/env bash
# termgraph 0.8.0 puts the least value at the edge as soon as one is below zero: of -5 and -10 the bar of -5 fills the
# line and -10 has none, of 5, 0 and -10 nothing has a bar two thirds as long as that of 5. No axis shows where zero is,
# and the lengths do not go by the sizes. With none below zero 5 is half of 10, and nothing has no bar.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'termgraph==0.8.0'
"$folder/venv/bin/pip" list --disable-pip-version-check 2> /dev/null | grep '^termgraph'
lengths() { # how long the bars are, of 30
    printf 'value %s\n' "$@" | "$folder/venv/bin/termgraph" --width 30 | while IFS= read -r line; do
        bar=${line//[^▇]/}
        echo "${#bar}"
    done | paste -s -d ' '
}
export LC_ALL=C.UTF-8
losses=$(lengths -5 -10)
both=$(lengths 5 0 -10)
gains=$(lengths 5 10 0)
echo "-5 and -10: $losses; 5, 0 and -10: $both; 5, 10 and 0: $gains"
[ "$losses" = '30 0' ] && [ "$both" = '30 20 0' ] && [ "$gains" = '15 30 0' ]
