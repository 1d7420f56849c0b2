#!/usr/bin/env bash
# ctparse 0.3.6 reads a year behind a named month as a time of day where its digits allow that:
# 4 dec 2025 is 4 December of the coming year at 20:25, while 2027 and 1999 stay years.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ctparse==0.3.6'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import logging
from datetime import datetime
from importlib.metadata import version

from ctparse import ctparse

logging.disable(logging.CRITICAL)
print("ctparse", version("ctparse"))
now = datetime(2026, 11, 29, 10)
expected = {
    "4 dec 2025": "2026-12-04 20:25 (X/X)",
    "24 december 2030": "2026-12-24 20:30 (X/X)",
    "4.12.2025": "2025-12-04 X:X (X/X)",
    "dec 24 1999": "1999-12-24 X:X (X/X)",
}
for form, reading in expected.items():
    seen = str(ctparse(form, ts=now, timeout=0).resolution)
    print(f"{form!r}: {seen}")
    assert seen == reading
EOF_PYTHON
