#!/usr/bin/env bash
# recurrent 0.4.1 passes over the words of a repetition that it does not know, and repeats by what is left:
# "every half year" is every year, "every last friday" and "every first monday" are every week, and "biweekly on
# friday" is one Friday. With "of the month" behind it the last Friday is understood.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'recurrent==0.4.1'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime
from importlib.metadata import version

from recurrent import RecurringEvent

print("recurrent", version("recurrent"))
EXPECTED = {
    "every half year": "RRULE:INTERVAL=1;FREQ=YEARLY",
    "every last friday": "RRULE:BYDAY=FR;INTERVAL=1;FREQ=WEEKLY",
    "every first monday": "RRULE:BYDAY=MO;INTERVAL=1;FREQ=WEEKLY",
    "biweekly on friday": "2026-12-04 00:00:00",
    "every last friday of the month": "RRULE:BYDAY=-1FR;INTERVAL=1;FREQ=MONTHLY",
}
for words, expected in EXPECTED.items():
    found = str(RecurringEvent(now_date=datetime(2026, 11, 30)).parse(words))
    print(f"{words}: {found}")
    assert found == expected
EOF_PYTHON
