"""The README's first command, as a stranger types it: in a fresh clone, with nothing installed.

It installs from the package index, so it runs where that is expected: in CI.
"""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
from pathlib import Path
from time import monotonic

import pytest

ROOT = Path(__file__).parent.parent
PATIENCE = 300
"""Seconds for an install on a slow line."""


def first_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.search(r"^    (.*lastmile demo)$", readme, re.MULTILINE)[1]


def read_until(terminal, text):
    """What a program wrote up to some text, or until it ended where no text is given."""
    written = b""
    deadline = monotonic() + PATIENCE
    while text is None or text not in written:
        if not select.select([terminal], [], [], max(deadline - monotonic(), 0))[0]:
            pytest.fail(f"{text!r} did not come: {written[-2000:]!r}")
        try:
            got = os.read(terminal, 1 << 16)
        except OSError:  # Linux, when the program has gone
            got = b""
        if not got:
            assert text is None, written[-2000:]
            return written
        written += got
    return written


@pytest.mark.skipif("CI" not in os.environ, reason="installs packages; CI does it")
def test_the_first_command_shows_the_demo_roads_in_a_fresh_clone(tmp_path):
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    env = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    env |= {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
    terminal, child = pty.openpty()
    program = subprocess.Popen(
        ["bash", "-c", first_command()],
        cwd=clone,
        env=env | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "COLUMNS": "100", "LINES": "30"},
        stdin=child,
        stdout=child,
        stderr=child,
        start_new_session=True,
    )
    os.close(child)
    try:
        shown = read_until(terminal, b"Ship the thesis")
        assert b"FINAL STRETCH" in shown
        os.write(terminal, b"q")
        read_until(terminal, None)
        assert program.wait(PATIENCE) == 0
    finally:
        program.kill()
        os.close(terminal)
