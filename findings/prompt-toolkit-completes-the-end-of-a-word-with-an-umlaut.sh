#!/usr/bin/env bash
# prompt_toolkit 3.0.53: WordCompleter completes the word before the cursor, and a word is made of letters of English
# only. Of `Üb` it takes the `b` and offers `backup`, not `Übung`; it is put behind the Ü, as `Übackup`. For `Sa` it
# offers `Saxophon`, and with WORD=True, where words end at blanks alone, for `Üb` the right one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'prompt_toolkit==3.0.53'
PYTHONIOENCODING=utf-8 "$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from prompt_toolkit.completion import CompleteEvent, WordCompleter
from prompt_toolkit.document import Document

print("prompt_toolkit", version("prompt_toolkit"))
words = ["Übung", "backup", "Saxophon"]


def completed(typed, **options):
    document = Document(typed)
    offers = WordCompleter(words, **options).get_completions(document, CompleteEvent())
    return [typed[: len(typed) + offer.start_position] + offer.text for offer in offers]


for typed, options, seen in (("Üb", {}, ["Übackup"]), ("Sa", {}, ["Saxophon"]), ("Üb", {"WORD": True}, ["Übung"])):
    print(f"{typed} {options or ''}: {completed(typed, **options)}")
    assert completed(typed, **options) == seen
EOF_PYTHON
