#!/usr/bin/env bash
# hledger 1.25 reads timedot entries in units up to `mo` and `y`, and counts weeks where days are meant: 1mo is
# 5040 hours, which are 30 weeks and not 30 days, and 1y is 365 weeks, seven years. `1w` and `7d` are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq hledger=1.25-2+b5 2> /dev/null
dpkg -x hledger_*.deb .
export HOME=$folder
usr/bin/hledger --version
printf '2026-11-20\n' > log.timedot
for duration in 7d 1w 1mo 1y; do
    printf 'in_%s  %s\n' "$duration" "$duration" >> log.timedot
done
usr/bin/hledger -f log.timedot balance --no-total | tee seen
for hours in '168.00  in_1w' '168.00  in_7d' '5040.00  in_1mo' '61320.00  in_1y'; do
    grep -q " $hours\$" seen
done
