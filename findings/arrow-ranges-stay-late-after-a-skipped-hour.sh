#!/usr/bin/env bash
# arrow 1.4.0: a range of days at 2:30 in Berlin is at 3:30 on 28 March 2027, when there is no 2:30, and at 3:30 on
# all days after it as well. A shift by as many days from the first is at 2:30 again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'arrow==1.4.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import arrow

print("arrow", arrow.__version__)
start = arrow.get("2027-03-27T02:30", tzinfo="Europe/Berlin")
days = [f"{day:MM-DD HH:mm}" for day in arrow.Arrow.range("day", start, limit=4)]
shifted = [f"{start.shift(days=count):MM-DD HH:mm}" for count in range(4)]
print("range: ", ", ".join(days))
print("shifts:", ", ".join(shifted))
assert days == ["03-27 02:30", "03-28 03:30", "03-29 03:30", "03-30 03:30"]
assert shifted == ["03-27 02:30", "03-28 03:30", "03-29 02:30", "03-30 02:30"]
EOF_PYTHON
