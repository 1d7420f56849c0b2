#!/usr/bin/env bash
# orgparse 0.5.20260926: a heading without a deadline has one that is false and has no start, yet
# printing it raises, with repr() TypeError and with str() AttributeError.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'orgparse==0.5.20260926'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import orgparse

print("orgparse", version("orgparse"))
heading = orgparse.loads("* TODO Pay the rent\n")[1]
print("bool:", bool(heading.deadline), "start:", heading.deadline.start)
assert not heading.deadline
assert heading.deadline.start is None
for show, expected in ((repr, TypeError), (str, AttributeError)):
    try:
        show(heading.deadline)
    except expected as error:
        print(f"{show.__name__}: {type(error).__name__}: {error}")
    else:
        raise SystemExit(f"{show.__name__} no longer raises")
EOF_PYTHON
