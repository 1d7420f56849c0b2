#!/usr/bin/env bash
# Arrow 1.4.0 cuts a time into months that begin on a 31st with days between them that are in none: after the span that
# ends on 27 March the next begins on the 31st. It counts the ends from a shortened month and the beginnings from the
# first day. `interval` with exact=True does the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'arrow==1.4.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime
from importlib.metadata import version

from arrow import Arrow

print("arrow", version("arrow"))
begin, end = datetime(2026, 1, 31), datetime(2026, 6, 1)
spans = [
    (first.date().isoformat(), last.date().isoformat())
    for first, last in Arrow.span_range("month", begin, end, exact=True)
]
for first, last in spans:
    print(first, "to", last)
assert spans[1:4] == [
    ("2026-02-28", "2026-03-27"),
    ("2026-03-31", "2026-04-29"),
    ("2026-04-30", "2026-05-29"),
]
EOF_PYTHON
