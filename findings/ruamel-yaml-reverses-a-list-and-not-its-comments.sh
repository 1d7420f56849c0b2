#!/usr/bin/env bash
# ruamel.yaml 0.19.1 keeps the comments of a list, and sort() takes each along with its entry. reverse() leaves
# them where they are: the comment that was behind the first entry then stands behind what was the last one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ruamel.yaml==0.19.1'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from io import StringIO

import ruamel.yaml

TEXT = "goals:\n- thesis # due in June\n- move # by the end of May\n- garden\n"


def written(change):
    yaml = ruamel.yaml.YAML()
    data = yaml.load(TEXT)
    change(data["goals"])
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue().splitlines()[1:]


print("ruamel.yaml", ruamel.yaml.__version__)
backwards = written(lambda goals: goals.reverse())
in_order = written(lambda goals: goals.sort())
print("reverse():", *backwards, sep="\n  ")
print("sort():", *in_order, sep="\n  ")
assert backwards == ["- garden # due in June", "- move # by the end of May", "- thesis"]
assert in_order == ["- garden", "- move # by the end of May", "- thesis # due in June"]
EOF_PYTHON
