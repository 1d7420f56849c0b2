#!/usr/bin/env bash
# rich 15.0.0: Text.truncate(width, overflow="ellipsis") cuts a text to a width. To a width of none it cuts off one
# character only and puts the dots in its place, so that it is as wide as before. To a width of one it leaves the dots
# alone, and by "crop" to none nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'rich==15.0.0'
PYTHONIOENCODING=utf-8 "$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from rich.text import Text

print("rich", version("rich"))
for width, overflow, seen in (
    (5, "ellipsis", "Mend…"),
    (1, "ellipsis", "…"),
    (0, "ellipsis", "Mend a roo…"),
    (0, "crop", ""),
):
    text = Text("Mend a roof")
    text.truncate(width, overflow=overflow)
    print(f"to {width} by {overflow}: {text.plain!r}, {text.cell_len} columns")
    assert text.plain == seen
EOF_PYTHON
