#!/usr/bin/env bash
# Arrow 1.4.0 says "in 2 weeks" of 14 days and "in a month" of 15: more than 14 days make it count a month up before it
# asks whether there is one, and so 3 and 4 weeks, of which it has words, are never said. From 15 to 44 days in
# November all is a month. Asked for weeks it says 3 of 21 days.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'arrow==1.4.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import arrow

print("arrow", version("arrow"))
base = arrow.get("2026-11-01")
for days, seen in [(14, "in 2 weeks"), (15, "in a month"), (21, "in a month"), (44, "in a month")]:
    found = base.shift(days=days).humanize(base)
    print(f"{days} days on: {found}")
    assert found == seen
weeks = base.shift(days=21).humanize(base, granularity="week")
print("21 days on in weeks:", weeks)
assert weeks == "in 3 weeks"
EOF_PYTHON
