#!/usr/bin/env bash
# systemd 252: OnCalendar=*:0/30 is every half hour. In the night in which the clocks go back it comes at 2:00 and 2:30
# of summer time and next at 3:00 of winter time: an hour and a half passes, for the hour that comes twice counts once.
# With UTC behind the rule it comes every half hour.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq systemd=252.39-1~deb12u2 libsystemd-shared=252.39-1~deb12u2 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
LD_LIBRARY_PATH=$(dirname "$(find "$folder" -name 'libsystemd-shared-*.so')")
export LD_LIBRARY_PATH LC_ALL=C.UTF-8 TZ=Europe/Berlin
usr/bin/systemd-analyze --version | sed -n 1p
seen() { # the next five times of the timer $1, in minutes from the first one on
    usr/bin/systemd-analyze calendar --base-time='2026-10-24 23:50:00 UTC' --iterations=5 "$1" \
        | sed -nE 's/.*(Next elapse|Iter(\.|ation) #.): //p' | while read -r _ day time zone; do
            offset=+0100
            [ "$zone" = CEST ] && offset=+0200
            echo "$(($(date -d "$day $time $offset" +%s) / 60 - 29881440))"
        done | paste -s -d ' '
}
here=$(seen '*:0/30')
utc=$(seen '*:0/30 UTC')
echo "minutes after 2026-10-25 00:00 UTC: *:0/30 at $here; *:0/30 UTC at $utc"
[ "$here" = '0 30 120 150 180' ] && [ "$utc" = '0 30 60 90 120' ]
