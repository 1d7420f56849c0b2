#!/usr/bin/env bash
# tomlkit 0.15.2: to a table with a key of two parts, `[home]` with `light.on = true`, a table is added below that key,
# home.light.hall. It is written as `[light.hall]`: home has lost it, and a `light` that nobody asked for stands beside
# home. At the top of a file, and where the table is written in full as `[home.light]`, it comes where it belongs.
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


def added(text):
    document = tomlkit.parse(text)
    document["home"]["light"]["hall"] = {"hours": 3}
    written = tomlkit.dumps(document)
    print(f"{text!r} becomes {written!r}")
    return document.unwrap(), tomllib.loads(written)


wanted = {"home": {"light": {"on": True, "hall": {"hours": 3}}}}
held, read = added("[home]\nlight.on = true\n")
assert held == wanted
assert read == {"home": {"light": {"on": True}}, "light": {"hall": {"hours": 3}}}
for text in ("home.light.on = true\n", "[home.light]\non = true\n"):
    assert added(text) == (wanted, wanted)
EOF_PYTHON
