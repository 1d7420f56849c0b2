#!/usr/bin/env bash
# parsedatetime 2.6 reads "day after tomorrow" as tomorrow, "a week from friday" as that Friday, and
# "half an hour" as an hour, each with a context that says a date or a time was found.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'parsedatetime==2.6'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime
from importlib.metadata import version

import parsedatetime

print("parsedatetime", version("parsedatetime"))
calendar = parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE)
sunday = datetime(2026, 11, 29, 10)
expected = {
    "tomorrow": "2026-11-30 09:00",
    "day after tomorrow": "2026-11-30 09:00",
    "friday": "2026-12-04 10:00",
    "a week from friday": "2026-12-04 09:00",
    "half an hour": "2026-11-29 11:00",
}
for form, reading in expected.items():
    when, context = calendar.parseDT(form, sunday)
    print(f"{form!r}: {when:%Y-%m-%d %H:%M}, found: {context.hasDateOrTime}")
    assert context.hasDateOrTime
    assert f"{when:%Y-%m-%d %H:%M}" == reading
EOF_PYTHON
