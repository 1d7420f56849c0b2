#!/usr/bin/env bash
# toml 0.10.2 (by uiri) reads a file whose lines end as those of Windows up to the first text of several lines, and
# passes over that text and all that comes after it: settings are missing, and no error says so. With plain newlines
# the same file is read whole. tomllib reads both alike.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'toml==0.10.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import toml

print("toml", version("toml"))
lines = ['title = "Roof"', "[note]", 'text = """', "Mend it,", 'at last"""', "[money]", "left = 120", ""]
unix, windows = toml.loads("\n".join(lines)), toml.loads("\r\n".join(lines))
print("with newlines:", unix)
print("with carriage returns before them:", windows)
assert unix == {"title": "Roof", "note": {"text": "Mend it,\nat last"}, "money": {"left": 120}}
assert windows == {"title": "Roof", "note": {}}
EOF_PYTHON
