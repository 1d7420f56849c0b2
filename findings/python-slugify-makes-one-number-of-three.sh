#!/usr/bin/env bash
# python-slugify 9.2.0 takes every comma between two digits for one of thousands: chapters 1,2,3 are chapters-123, 1,5 km
# are 15-km, and two notes of different names get one name. With a point, a semicolon, a slash or a blank between, the
# digits stay apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'python-slugify==9.2.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from slugify import slugify

print("python-slugify", version("python-slugify"))
for title, seen in [
    ("Chapters 1,2,3", "chapters-123"),
    ("Chapters 12,3", "chapters-123"),
    ("Run 1,5 km", "run-15-km"),
    ("Plan for 2026-11-29,30", "plan-for-2026-11-2930"),
    ("Chapters 1;2;3", "chapters-1-2-3"),
    ("Run 1.5 km", "run-1-5-km"),
    ("Chapters 1, 2, 3", "chapters-1-2-3"),
    ("Rows a,b,c", "rows-a-b-c"),
]:
    print(f"{title}: {slugify(title)}")
    assert slugify(title) == seen
EOF_PYTHON
