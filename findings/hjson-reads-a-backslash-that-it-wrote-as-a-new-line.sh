#!/usr/bin/env bash
# hjson 3.1.0 (for Python) puts a text that begins with # into quotation marks and its backslashes in as they are: of
# "# see C:\notes" it writes `"# see C:\notes"`, and reads a new line and "otes" there. Where the backslash stands before
# a blank or at the end it refuses what it wrote itself. hjson 3.2.2 for JavaScript takes three quotation marks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'hjson==3.1.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import hjson

print("hjson", version("hjson"))
for text, seen in [
    (r"# see C:\notes", "# see C:\notes"),
    (r"#1 \ two", "HjsonDecodeError"),
    (r"see C:\notes", r"see C:\notes"),
    (r"# see C:/notes", r"# see C:/notes"),
]:
    written = hjson.dumps({"title": text})
    try:
        found = hjson.loads(written)["title"]
    except hjson.HjsonDecodeError as error:
        found = type(error).__name__
    print(f"{text} is written {written.splitlines()[1].strip()} and read {found!r}")
    assert found == seen
EOF_PYTHON
