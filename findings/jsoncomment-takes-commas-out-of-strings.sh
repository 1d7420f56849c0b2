#!/usr/bin/env bash
# jsoncomment 0.4.2 reads JSON with comments and with a comma behind the last entry, and takes a comma before a
# bracket out wherever it stands: the string "[a, b,]" is read as "[a, b]". Comments it leaves alone in strings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'jsoncomment==0.4.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import json
from importlib.metadata import version

from jsoncomment import JsonComment

print("jsoncomment", version("jsoncomment"))
given = {"note": "[a, b,]", "ask": "who (when, where,}", "link": "http://example.org//a # b"}
read = JsonComment().loads(json.dumps(given))
print("given:", given)
print("read: ", read)
assert read == {**given, "note": "[a, b]", "ask": "who (when, where}"}
EOF_PYTHON
