#!/usr/bin/env bash
# Textual 8.2.8 takes the number in the sequences of F13 to F20 (CSI 25 ~ to CSI 34 ~) for the code of a
# character: F14 is the key of the control character 26, which ctrl+z sends, and F20 that of the quotation
# mark. F12 (CSI 24 ~) is read as itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'textual==8.2.8' 'rich==15.0.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from textual._xterm_parser import XTermParser

print("textual", version("textual"))
expected = {24: "f12", 25: "\x19", 26: "\x1a", 28: "\x1c", 29: "\x1d", 34: "quotation_mark"}
for number, key in expected.items():
    (event,) = XTermParser().feed(f"\x1b[{number}~")
    print(f"CSI {number} ~: key {event.key!r}, character {event.character!r}")
    assert event.key == key
EOF_PYTHON
