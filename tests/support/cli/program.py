"""A `lastmile` that shells find in the PATH."""

from __future__ import annotations

import os
import sys

ITSELF = f'exec {sys.executable} -m lastmile_tui "$@"'
"""The program itself."""


def on_path(folder, monkeypatch, script):
    """Put a `lastmile` in a new folder `bin`, first in the PATH; the path of it."""
    path = folder / "bin" / "lastmile"
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.parent}{os.pathsep}{os.environ['PATH']}")
    return path
