#!/usr/bin/env bash
# timelength 3.0.4 reads "half a day" and "2.5 hours", and takes "two and a half hours" and "1 1/2 hours" for half an
# hour: the whole number is put among what was left over, as a word would be that means nothing, and the result is
# a success. A dash is a blank to it: "-1 h" is one hour, and "1 day - 2 hours" are 26.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'timelength==3.0.4'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from timelength import TimeLength

print("timelength", version("timelength"))
for text, seconds in {
    "half an hour": 1800,
    "2.5 hours": 9000,
    "two and a half hours": 1800,
    "1 1/2 hours": 1800,
    "-1 h": 3600,
    "1 day - 2 hours": 93_600,
}.items():
    found = TimeLength(text).result
    print(f"{text}: {found.seconds} s, success {found.success}, left over {[one[0] for one in found.invalid]}")
    assert found.success and found.seconds == seconds
EOF_PYTHON
