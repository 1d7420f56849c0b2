#!/usr/bin/env bash
# systemd 252: OnCalendar=0/7:00 is every seven hours of the day, 0, 7, 14 and 21. In the evening before the clocks go
# forward it finds no next time and gives up with an error; before they go back it leaves midnight out. A list of the
# same hours, 00,07,14,21:00, is right both times, and so is 0/7:00 in UTC. Every fifth month from January, *-1/5-1,
# finds no time after November in Berlin, where a list of the months finds January.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq systemd=252.39-1~deb12u2 libsystemd-shared=252.39-1~deb12u2 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
LD_LIBRARY_PATH=$(dirname "$(find "$folder" -name 'libsystemd-shared-*.so')")
export LD_LIBRARY_PATH LC_ALL=C.UTF-8
usr/bin/systemd-analyze --version | sed -n 1p
seen() { # the next time of the timer $3 from $2 on, in the zone $1
    local times
    times=$({ TZ=$1 usr/bin/systemd-analyze calendar --base-time="$2" --iterations=1 "$3" 2>&1 || true; } \
        | sed -nE 's/.*Next elapse: //p; s/.*(Resource deadlock avoided)$/\1/p')
    echo "$3 from $2 in $1: $times"
}
{
    seen Europe/Berlin '2026-03-28 22:00:00' '0/7:00'
    seen Europe/Berlin '2026-03-28 22:00:00' '00,07,14,21:00'
    seen UTC '2026-03-28 22:00:00' '0/7:00'
    seen Europe/Berlin '2026-10-24 22:00:00' '0/7:00'
    seen Europe/Berlin '2026-10-24 22:00:00' '00,07,14,21:00'
    seen Europe/Berlin '2026-11-15 00:00:00' '*-1/5-1'
    seen Europe/Berlin '2026-11-15 00:00:00' '*-1,6,11-1'
} | tee seen
diff seen - <<'EOF_SEEN'
0/7:00 from 2026-03-28 22:00:00 in Europe/Berlin: Resource deadlock avoided
00,07,14,21:00 from 2026-03-28 22:00:00 in Europe/Berlin: Sun 2026-03-29 00:00:00 CET
0/7:00 from 2026-03-28 22:00:00 in UTC: Sun 2026-03-29 00:00:00 UTC
0/7:00 from 2026-10-24 22:00:00 in Europe/Berlin: Sun 2026-10-25 07:00:00 CET
00,07,14,21:00 from 2026-10-24 22:00:00 in Europe/Berlin: Sun 2026-10-25 00:00:00 CEST
*-1/5-1 from 2026-11-15 00:00:00 in Europe/Berlin: Resource deadlock avoided
*-1,6,11-1 from 2026-11-15 00:00:00 in Europe/Berlin: Fri 2027-01-01 00:00:00 CET
EOF_SEEN
