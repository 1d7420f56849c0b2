#!/usr/bin/env bash
# strictyaml 1.7.3 is YAML in which each value is a text until a schema says otherwise: `no`, `null` and `1.0` are.
# A lone `=` is none, nor is `<<`: its `data` is an object of its YAML library that equals no text, also where the schema
# says Str(). It writes both without quotation marks itself, and so does not get back what it was given.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'strictyaml==1.7.3'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from strictyaml import Map, Str, as_document, load

print("strictyaml", version("strictyaml"))
for text, seen in [("=", "TaggedScalar"), ("<<", "TaggedScalar"), ("null", "str"), ("no", "str"), ("==", "str")]:
    written = as_document({"is": text}).as_yaml()
    found = load(written, Map({"is": Str()})).data["is"]
    print(f"{text!r} is written {written!r} and read as a {type(found).__name__}, the same: {found == text}")
    assert type(found).__name__ == seen and (found == text) == (seen == "str")
EOF_PYTHON
