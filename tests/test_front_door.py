"""The README's first command, as a stranger types it: in a fresh clone, with nothing installed.

It installs from the package index, so it runs where that is expected: in CI.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from support.terminal import Terminal

ROOT = Path(__file__).parent.parent


def first_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.search(r"^    (.*lastmile demo)$", readme, re.MULTILINE)[1]


@pytest.mark.skipif("CI" not in os.environ, reason="installs packages; CI does it")
def test_the_first_command_shows_the_demo_roads_in_a_fresh_clone(tmp_path):
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    env = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    env |= {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
    with Terminal(["bash", "-c", first_command()], cwd=clone, env=env, patience=300) as terminal:
        terminal.until("Ship the thesis")
        assert "FINAL STRETCH" in terminal.shown
        terminal.press("q")
        assert terminal.end() == 0
