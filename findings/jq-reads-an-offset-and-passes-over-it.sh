#!/usr/bin/env bash
# jq 1.8, as the Python package jq 1.13.0 has it: strptime takes "%z" and reads an offset, which mktime then does not
# know of: 10:00 at +0530, at -0500 and in UTC are the same second, without an error. fromdate takes no offset at all
# and says so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'jq==1.13.0'
TZ=UTC "$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import jq

print("jq", version("jq"))
seconds = set()
for offset in ("+0530", "-0500", "+0000"):
    text = f"2026-01-05T10:00:00{offset}"
    read = jq.first('strptime("%Y-%m-%dT%H:%M:%S%z") | mktime', text)
    print(f"{text} is {jq.first('todate', read)}")
    seconds.add(read)
assert seconds == {1767607200}
try:
    print("fromdate:", jq.first("fromdate", "2026-01-05T10:00:00+05:30"))
except ValueError as error:
    print("fromdate:", error)
else:
    raise AssertionError("fromdate takes an offset")
EOF_PYTHON
