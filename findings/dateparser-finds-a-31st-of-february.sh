#!/usr/bin/env bash
# dateparser 1.5.0 refuses 31 feb in English, and without a language tries the others until one whose
# order is year, month, day reads it: a day of February 2031, with the day of the month of the base.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'dateparser==1.5.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime

import dateparser

print("dateparser", dateparser.__version__)
base = {"RELATIVE_BASE": datetime(2026, 11, 29, 10), "PREFER_DATES_FROM": "future"}
expected = {"31 feb": "2031-02-28", "31 april": "2031-04-29", "31 nov": "2031-11-29"}
for form, reading in expected.items():
    english = dateparser.parse(form, languages=["en"], settings=base)
    any_language = dateparser.parse(form, settings=base)
    print(f"{form!r}: in English {english}, in any language {any_language}")
    assert english is None
    assert f"{any_language:%Y-%m-%d}" == reading
EOF_PYTHON
