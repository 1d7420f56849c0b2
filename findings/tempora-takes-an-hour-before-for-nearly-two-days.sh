#!/usr/bin/env bash
# tempora 5.13.0 parse_timedelta reads every span as one above nought: a minus is passed over, where a word that it does
# not know raises. What Python writes of a span below nought comes back as another length, too: an hour before is
# `-1 day, 23:00:00` and is read as a day and 23 hours. What is above nought comes back as it was.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'tempora==5.13.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import timedelta
from importlib.metadata import version

from tempora import parse_timedelta

print("tempora", version("tempora"))
for span, seen in [
    (timedelta(hours=-1), timedelta(days=1, hours=23)),
    (timedelta(days=-2), timedelta(days=2)),
    (timedelta(days=1, hours=1), timedelta(days=1, hours=1)),
]:
    read = parse_timedelta(str(span))
    print(f"{span}: {read}")
    assert read == seen
for text, seen in ("-15 minutes", timedelta(minutes=15)), ("1 hour, -15 minutes", timedelta(minutes=75)):
    print(f"{text}: {parse_timedelta(text)}")
    assert parse_timedelta(text) == seen
try:
    parse_timedelta("15 minutes before")
except ValueError as error:
    print("15 minutes before:", error)
else:
    raise SystemExit("a word is passed over now")
EOF_PYTHON
