#!/usr/bin/env bash
# human-readable 2.0.3 says of a span below zero what is left of it to a year: precise_delta() of minus 90 minutes
# is "11 months, 28 days, 22 hours and 30 minutes". Its time_delta() of the same, and humanize, from which it comes,
# take it without its sign.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'human-readable==2.0.3' 'humanize==4.17.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import timedelta
from importlib.metadata import version

import human_readable
import humanize

print("human-readable", version("human-readable"), "humanize", version("humanize"))
late = timedelta(minutes=-90)
precise, plain = human_readable.precise_delta(late), human_readable.time_delta(late)
other = humanize.precisedelta(late)
print(f"{late.total_seconds():.0f} s: precise_delta: {precise}; time_delta: {plain}; humanize: {other}")
assert precise == "11 months, 28 days, 22 hours and 30 minutes"
assert plain == "an hour"
assert other == "1 hour and 30 minutes"
EOF_PYTHON
