#!/usr/bin/env bash
# textdistance 4.6.3, smith_waterman: an empty text is as near to every text as that text is to itself, its
# normalized_similarity is 1, where levenshtein, jaro_winkler, overlap and lcsstr give 0. So what has no words comes first,
# whatever was looked for.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'textdistance==4.6.3' 'numpy==2.4.6'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import textdistance

print("textdistance", version("textdistance"))
for name, none in [
    ("smith_waterman", 1),
    ("levenshtein", 0),
    ("jaro_winkler", 0),
    ("overlap", 0),
    ("lcsstr", 0),
]:
    alike = getattr(textdistance, name).normalized_similarity
    found = alike("", "goal"), alike("goal", ""), alike("goal", "goat")
    print(f"{name}: nothing and goal {found[0]}, goal and nothing {found[1]}, goal and goat {found[2]}")
    assert found[:2] == (none, none), found
    assert alike("goal", "goal") == 1 and found[2] < 1
EOF_PYTHON
