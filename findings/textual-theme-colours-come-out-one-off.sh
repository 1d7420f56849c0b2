#!/usr/bin/env bash
# Textual 8.2.8 takes the colours of a theme through another colour space: $primary of a theme whose
# primary is #ffaf00 is #feaf00, which on a terminal of 256 colours is no longer the colour that was
# chosen. A variable of the theme with the same name stays as it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'textual==8.2.8' 'rich==15.0.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from textual.color import Color
from textual.theme import Theme

print("textual", version("textual"))
plain = Theme(name="plain", primary="#ffaf00").to_color_system().generate()
named = Theme(name="named", primary="#ffaf00", variables={"primary": "#ffaf00"})
seen = plain["primary"], named.to_color_system().generate()["primary"]
print("primary:", seen[0], "with a variable:", seen[1])
assert Color.parse(seen[0]).hex.lower() == "#feaf00"
assert Color.parse(seen[1]).hex.lower() == "#ffaf00"
EOF_PYTHON
