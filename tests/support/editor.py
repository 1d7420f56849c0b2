"""An editor that writes what a test wants."""

from __future__ import annotations

import shlex
import sys

PROGRAM = """
import sys
from pathlib import Path

pairs, path, log = sys.argv[1:-1], Path(sys.argv[-1]), Path(__file__).with_suffix(".log")
rounds = log.read_text().count("=====") if log.exists() else 0
text = path.read_text()
with log.open("a") as file:
    file.write(text + "=====")
if rounds * 2 < len(pairs):
    path.write_text(text.replace(pairs[rounds * 2], pairs[rounds * 2 + 1]))
"""


def scripted_editor(tmp_path, monkeypatch):
    """An editor that replaces one text by another, other ones each time that it is opened.

    Gives the texts that it was shown.
    """
    script = tmp_path / "editor.py"
    script.write_text(PROGRAM)
    monkeypatch.delenv("VISUAL", raising=False)

    def write(*pairs):
        monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script), *pairs]))
        return lambda: script.with_suffix(".log").read_text().split("=====")[:-1]

    return write
