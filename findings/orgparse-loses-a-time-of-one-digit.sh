#!/usr/bin/env bash
# orgparse 0.5.20260926 reads a time of day only where it has two digits: of `<2026-12-05 Sat 9:00>`, which Org itself
# reads and keeps, the day is left, and of `9:00-10:30` the end becomes the beginning. A deadline at nine is one of
# the whole day, one from nine on is one of half past ten; a CLOCK with such times is read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'orgparse==0.5.20260926'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from orgparse import loads

print("orgparse", version("orgparse"))
for stamp, start in [
    ("<2026-12-05 Sat 09:00>", "2026-12-05 09:00:00"),
    ("<2026-12-05 Sat 9:00>", "2026-12-05"),
    ("<2026-12-05 Sat 09:00-10:30>", "2026-12-05 09:00:00"),
    ("<2026-12-05 Sat 9:00-10:30>", "2026-12-05 10:30:00"),
]:
    deadline = loads(f"* TODO Roof\n  DEADLINE: {stamp}\n")[1].deadline
    print(f"{stamp}: from {deadline.start} to {deadline.end}")
    assert str(deadline.start) == start
clock = loads("* Roof\n  CLOCK: [2026-12-05 Sat 9:00]--[2026-12-05 Sat 9:45] =>  0:45\n")[1].clock[0]
print("CLOCK from 9:00 to 9:45:", clock.duration)
assert str(clock.duration) == "0:45:00"
EOF_PYTHON
