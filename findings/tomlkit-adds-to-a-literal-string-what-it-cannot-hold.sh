#!/usr/bin/env bash
# tomlkit 0.15.2 keeps the quotation marks of a text to which something is added: title = 'Read' + "'s end" is
# written as 'Read's end', which no reader of TOML takes any more, tomlkit neither. A value that is set anew
# gets the marks that it needs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'tomlkit==0.15.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import tomllib
from importlib.metadata import version

import tomlkit

print("tomlkit", version("tomlkit"))


def read_again(text):
    try:
        return tomllib.loads(text)["title"]
    except tomllib.TOMLDecodeError as error:
        return f"refused: {error}"


added = tomlkit.parse("title = 'Read'\n")
added["title"] += "'s end"
anew = tomlkit.parse("title = 'Read'\n")
anew["title"] = "Read" + "'s end"
for name, document in (("added", added), ("anew", anew)):
    written = tomlkit.dumps(document)
    print(f"{name}: {written.strip()} is read as {read_again(written)}")
assert added["title"] == anew["title"] == "Read's end"
assert tomlkit.dumps(added) == "title = 'Read's end'\n" and "refused" in read_again(tomlkit.dumps(added))
assert read_again(tomlkit.dumps(anew)) == "Read's end"
EOF_PYTHON
