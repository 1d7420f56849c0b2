#!/usr/bin/env bash
# python-frontmatter 1.3.0 takes the lines between two `---` at the top of a note for its properties, and drops them
# where they are none: of a note that begins with a rule, a list or a paragraph and another rule, as Markdown has them,
# these are in neither metadata nor content, and `{}` stands there when the note is written back. No error says so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'python-frontmatter==1.3.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import frontmatter

print("python-frontmatter", version("python-frontmatter"))
for text, properties, content in [
    ("---\nRead this first.\n\n---\n\nThen the rest.", {}, "Then the rest."),
    ("---\n- roof\n- path\n---\n\nThen the rest.", {}, "Then the rest."),
    ("---\ntitle: roof\n---\n\nThen the rest.", {"title": "roof"}, "Then the rest."),
]:
    note = frontmatter.loads(text)
    print(f"{text!r}: {note.metadata}, {note.content!r}; written back: {frontmatter.dumps(note)!r}")
    assert (note.metadata, note.content) == (properties, content)
EOF_PYTHON
