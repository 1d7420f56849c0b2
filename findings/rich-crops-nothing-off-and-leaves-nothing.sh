#!/usr/bin/env bash
# rich 15.0.0: Text.right_crop(n) takes n characters off the end, and of none it takes them all: after right_crop(0) the
# text is empty. right_crop(1) leaves `repor` of `report`, as it should.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'rich==15.0.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from rich.text import Text

print("rich", version("rich"))
for amount, seen in ((2, "repo"), (1, "repor"), (0, "")):
    text = Text("report")
    text.right_crop(amount)
    print(f"right_crop({amount}): {text.plain!r}")
    assert text.plain == seen
EOF_PYTHON
