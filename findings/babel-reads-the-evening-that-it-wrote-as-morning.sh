#!/usr/bin/env bash
# babel 2.19.0 writes a time in the evening by each language's own words and reads back only AM and PM: what
# format_time made of 21:30, `9:30 p.m.` in Canada, parse_time of the same locale takes for 9:30 in the morning,
# and half past midnight for half past noon; no error says so. 168 of 1147 locales do, en_US is not among them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'babel==2.19.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import time
from importlib.metadata import version

from babel import localedata
from babel.dates import format_time, parse_time

print("babel", version("babel"))
evening = time(21, 30)


def read_back(moment, locale):
    return parse_time(format_time(moment, "short", locale=locale), locale=locale, format="short")


for locale in ("en_US", "en_CA", "es_US", "es_CO", "ko", "zh_Hant", "hi", "ar_EG"):
    print(locale, repr(format_time(evening, "short", locale=locale)), "read as", read_back(evening, locale))
names = localedata.locale_identifiers()
wrong = [name for name in names if read_back(evening, name) != evening]
print(f"{len(wrong)} of {len(names)} locales read the evening as morning")
assert {read_back(evening, name) for name in wrong} == {time(9, 30)} and len(wrong) == 168
assert "en_US" not in wrong and "en_CA" in wrong
assert read_back(time(0, 30), "en_CA") == time(12, 30)
EOF_PYTHON
