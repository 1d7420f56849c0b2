#!/usr/bin/env bash
# croniter 7.0.0 takes a range from a value to itself for the whole field: `0 9 * * 5-5`, Fridays at nine, is every day,
# `20-20` every hour and `0-0` every minute, and nothing says so. Programs that write `FROM-TO` of what one chose make
# such a range of a single day. cronsim 2.8 has the one value, as the cron of Debian does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'croniter==7.0.0' 'cronsim==2.8'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime
from importlib.metadata import version

from croniter import croniter
from cronsim import CronSim

for name in "croniter", "cronsim":
    print(name, version(name))
begun = datetime(2026, 11, 30, 12)
for text, seen, meant in [
    ("0 9 * * 5-5", "12-01 09:00, 12-02 09:00", "12-04 09:00, 12-11 09:00"),
    ("0 20-20 * * *", "11-30 13:00, 11-30 14:00", "11-30 20:00, 12-01 20:00"),
    ("0-0 9 * * *", "12-01 09:00, 12-01 09:01", "12-01 09:00, 12-02 09:00"),
    ("0 9 * * 5", "12-04 09:00, 12-11 09:00", "12-04 09:00, 12-11 09:00"),
]:
    times, others = croniter(text, begun), CronSim(text, begun)
    found = ", ".join(f"{times.get_next(datetime):%m-%d %H:%M}" for _ in range(2))
    other = ", ".join(f"{next(others):%m-%d %H:%M}" for _ in range(2))
    print(f"{text}: {found}; cronsim: {other}")
    assert (found, other) == (seen, meant)
EOF_PYTHON
