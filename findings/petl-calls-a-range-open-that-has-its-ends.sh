#!/usr/bin/env bash
# petl 1.7.30: selectrangeopen(table, 'hours', 1, 3) is the range with both ends, 1, 2 and 3, and selectrangeclosed the
# one without either, 2 alone: the other way round than everywhere else. selectrangeopenleft has the 1, openright the 3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'petl==1.7.30'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import petl

print("petl", version("petl"))
table = [["hours"], [0], [1], [2], [3], [4]]
for name, seen in (("open", [1, 2, 3]), ("closed", [2]), ("openleft", [1, 2]), ("openright", [2, 3])):
    selected = getattr(petl, f"selectrange{name}")(table, "hours", 1, 3)
    hours = list(petl.values(selected, "hours"))
    print(f"selectrange{name} from 1 to 3: {hours}")
    assert hours == seen
EOF_PYTHON
