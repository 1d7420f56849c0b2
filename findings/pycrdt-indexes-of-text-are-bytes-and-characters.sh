#!/usr/bin/env bash
# pycrdt 0.14.13 reads a slice of a Text by characters, and deletes, replaces and inserts by bytes of
# UTF-8: with one `ü` before it, `del text[0:2]` takes away all, and what is replaced is not what
# the same slice reads.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pycrdt==0.14.13'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from pycrdt import Doc, Text


def made(content):
    doc = Doc()
    doc["text"] = text = Text(content)
    return doc, text


print("pycrdt", version("pycrdt"))
for content in ("fur uns", "für uns"):
    doc, text = made(content)
    seen = text[4:7]
    text[4:7] = "dich"
    replaced = str(text)
    doc, text = made(content)
    del text[0:2]
    print(f"{content!r}: [4:7] reads {seen!r}; replaced by 'dich': {replaced!r}; del [0:2]: {str(text)!r}")
doc, text = made("für uns")
text[4:7] = "dich"
assert str(text) == "fürdichs"
doc, text = made("für uns")
assert (text[4:7], len(text)) == ("uns", 8)
del text[0:2]
assert str(text) == ""
EOF_PYTHON
