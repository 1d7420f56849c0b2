#!/usr/bin/env bash
# todo.sh of todo.txt-cli 2.11.0 deletes a word of a task by `del NR TERM`, and takes the word for a regular expression:
# `del 1 '[urgent]'` takes each u, r, g, e, n and t out of "Fix the roof [urgent]" and leaves the brackets, and `del 1
# 1.50` takes 1250 along. It says that the word was removed, of which its help alone speaks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq todotxt-cli=2.11.0-2 2> /dev/null
dpkg -x todotxt-cli_*.deb .
cat > config <<EOF_CONFIG
export TODO_DIR="$folder" TODO_FILE="$folder/todo.txt" DONE_FILE="$folder/done.txt" REPORT_FILE="$folder/report.txt"
EOF_CONFIG
todo() { bash usr/bin/todo-txt -d config -p -f "$@"; }
todo -V 2>&1 | sed -n 1p || true
without() { # what is left of the task TASK without the word WORD
    echo "$1" > todo.txt
    todo del 1 "$2" > told
    grep -qF "Removed '$2' from task." told
    sed 's/ *$//' todo.txt
}
urgent=$(without 'Fix the roof [urgent]' '[urgent]')
price=$(without 'Pay 1250 and 1.50' '1.50')
plain=$(without 'Call Ann again' 'again')
printf '%s\n' "$urgent" "$price" "$plain"
[ "$urgent" = 'Fix h oof []' ] && [ "$price" = 'Pay and' ] && [ "$plain" = 'Call Ann' ]
