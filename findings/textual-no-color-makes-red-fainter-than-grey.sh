#!/usr/bin/env bash
# Textual 8.2.8 does not leave colours out under NO_COLOR: each becomes the grey of its luminance. A
# bright red of alarms, #ff5f56, comes out as a darker grey than the #90959d that one takes for what
# matters least: what should be seen first is the faintest ink on a dark screen.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'textual==8.2.8'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import Monochrome

print("textual", version("textual"))
shown = {}
for name, colour in (("alarm", "#ff5f56"), ("muted", "#90959d")):
    text = [Segment(name, Style.parse(f"{colour} on #121417"))]
    (segment,) = Monochrome().apply(text, Color.parse("#121417"))
    shown[name] = segment.style.color.triplet
    print(name, colour, "->", shown[name].hex)
assert shown["alarm"].red < shown["muted"].red
EOF_PYTHON
