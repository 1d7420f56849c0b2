#!/usr/bin/env bash
# Arrow 1.4.0 dehumanize finds the last digits before a unit and passes over what stands before them: "in 1.5 hours" is
# five hours on, "in 1,000 hours" no time at all and "in half an hour" an hour. None is refused, though words that
# it does not know are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'arrow==1.4.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import arrow

print("arrow", version("arrow"))
base = arrow.get("2026-11-30")
for text, seen in [
    ("in 2 hours", "2:00:00"),
    ("in 1.5 hours", "5:00:00"),
    ("in 1,000 hours", "0:00:00"),
    ("in half an hour", "1:00:00"),
    ("in some hours", "refused"),
]:
    try:
        found = str(base.dehumanize(text) - base)
    except ValueError:
        found = "refused"
    print(f"{text}: {found}")
    assert found == seen
EOF_PYTHON
