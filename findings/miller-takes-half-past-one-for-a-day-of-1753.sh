#!/usr/bin/env bash
# Miller 6.6.0 reads a time of day, as strptime("1:30", "%H:%M"), and answers -6826981578.87: not 5400 seconds, no
# error, and not even that time of day, but 30 August 1753, 0:13:41. A day that is not given is one of the year 0,
# whose seconds are then counted in nanoseconds of 64 bits. With a day beside it the time is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq miller=6.6.0-2+b3 2> /dev/null
dpkg -x miller_*.deb .
usr/bin/mlr --version
answer() { usr/bin/mlr -n put "end { print $1 }"; }
time=$(answer 'strptime("1:30", "%H:%M")')
said=$(answer 'sec2gmt(strptime("1:30", "%H:%M"))')
with_day=$(answer 'strptime("1970-01-01 1:30", "%Y-%m-%d %H:%M")')
echo "1:30 is $time, which is $said; on 1 January 1970 it is $with_day"
[ "$time $said $with_day" = '-6826981578.8713455 1753-08-30T00:13:41Z 5400' ]
