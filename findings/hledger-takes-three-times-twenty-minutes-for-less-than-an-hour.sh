#!/usr/bin/env bash
# hledger 1.25 rounds each session of a timeclock file to hundredths of an hour before it adds them up: three sessions
# of 20 minutes are 0.99 hours, also in JSON, twelve of 5 minutes 0.96, and a hundred of 15 seconds, 25 minutes, none.
# Three times 20m in a timedot file are 1.00.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq hledger=1.25-2+b5 2> /dev/null
dpkg -x hledger_*.deb .
export HOME=$folder TZ=UTC
usr/bin/hledger --version
sessions() { # this many, of this length (minutes and seconds)
    for ((number = 0; number < $1; number++)); do
        printf 'i 2026-11-%02d %02d:00:00 reading\n' $((number / 24 + 1)) $((number % 24))
        printf 'o 2026-11-%02d %02d:%s\n' $((number / 24 + 1)) $((number % 24)) "$2"
    done > "$1.timeclock"
    printf '%s sessions of %s: ' "$1" "$2" | tee -a seen
    usr/bin/hledger -f "$1.timeclock" balance --no-total | tr -s ' ' | paste -sd ' ' | tee -a seen
}
sessions 3 20:00
sessions 12 05:00
sessions 100 00:15
printf '2026-11-30\nreading  20m\nreading  20m\nreading  20m\n' > day.timedot
usr/bin/hledger -f day.timedot balance --no-total | tee dots
grep -q '^3 sessions of 20:00:  *0.99h reading$' seen
grep -q '^12 sessions of 05:00:  *0.96h reading$' seen
grep -q '^100 sessions of 00:15: *$' seen
grep -q ' 1.00  reading$' dots
