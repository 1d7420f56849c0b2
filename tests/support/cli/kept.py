"""The program in a process of its own, which may print again what was kept."""

from __future__ import annotations

import os
import subprocess
import sys

OUTPUTS = ("/dev/full", "closed", "pipe")

_SHELL = {"/dev/full": '"$@" > /dev/full', "closed": '"$@" >&-'}
_IMPORTED = (
    "import sys; bare = {*sys.modules}; from lastmile_tui.__main__ import main; code = main();"
    "sys.stderr.write(' '.join(sorted({*sys.modules} - bare))); sys.exit(code)"
)


def ran(*words, out="pipe", start=("-m", "lastmile_tui")):
    """Run it with an output that may fail: its code, and what it printed to both."""
    env = {name: value for name, value in os.environ.items() if name != "TZ"}
    command = [sys.executable, *start, *words]
    if out != "pipe":
        command = ["sh", "-c", _SHELL[out], "sh", *command]
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


def done(*words):
    """Run it, and see that it succeeds."""
    assert ran(*words)[0] == 0


def imported(*words):
    """Run it: what it printed, and the modules that it imported; none where it ended by itself."""
    code, out, names = ran(*words, start=("-c", _IMPORTED))
    assert code == 0
    return out, {*names.decode().split()}
