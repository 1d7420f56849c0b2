#!/usr/bin/env bash
# rich 15.0.0 brings colours down to 256 and takes a grey that the palette has for the one before it:
# from #9e9e9e (247) up to #eeeeee (255) each comes out a step darker; the darker greys stay.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'rich==15.0.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from rich.color import Color, ColorSystem

print("rich", version("rich"))
greys = {number: 8 + 10 * (number - 232) for number in range(232, 256)}
for number, level in greys.items():
    colour = Color.from_rgb(level, level, level).downgrade(ColorSystem.EIGHT_BIT)
    print(f"{number} #{level:02x}{level:02x}{level:02x} comes out as {colour.number}")
    assert colour.number == (number if number < 247 else number - 1)
EOF_PYTHON
