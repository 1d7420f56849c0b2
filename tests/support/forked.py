"""The app in a process that had imported it all before it was started.

To import it takes most of the time of a short walk. What the start itself does, and what depends on
the locale, is tried in a process of a fresh Python.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from multiprocessing import get_context
from multiprocessing.util import get_temp_dir
from pathlib import Path
from pkgutil import walk_packages
from typing import NamedTuple

import lastmile_tui

ITSELF = "import sys; from lastmile_tui.__main__ import main; sys.exit(main())"

_PARTS = ("lastmile_tui.ui.", "lastmile_tui.early.", "lastmile_tui.cli.main")

_processes = get_context("forkserver")
get_temp_dir()  # now, for it outlives a test, whose own folder for such things may be another one


class ForkedApp(NamedTuple):
    """A program of Python, and the words it is called with."""

    program: str
    words: tuple[str, ...]


def lastmile(*words, program=ITSELF):
    """The program itself called with some words, or another one in its place."""
    return ForkedApp(program, tuple(map(str, words)))


class ForkedProcess:
    """As `subprocess.Popen` with the terminal `tty` and a session of its own."""

    def __init__(self, app, tty, *, cwd, env):
        modules = (each.name for each in walk_packages(lastmile_tui.__path__, "lastmile_tui."))
        _processes.set_forkserver_preload([name for name in modules if name.startswith(_PARTS)])
        cwd = cwd or Path.cwd()
        args = (app, tty, cwd, dict(env), [str(cwd), *_fresh_path()])
        self._process = _processes.Process(target=_run, args=args, daemon=True)
        self._process.start()
        self.pid = self._process.pid

    @property
    def returncode(self):
        """The exit code, or the negative number of a signal; None before the end."""
        return self._process.exitcode

    def poll(self):
        return self.returncode

    def wait(self, timeout=None):
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired(str(self._process), timeout)
        return self.returncode

    def send_signal(self, number):
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self):
        self.send_signal(signal.SIGKILL)


@cache
def _fresh_path():
    """Where a fresh Python finds modules, but for where it is started."""
    shown = subprocess.check_output(
        [sys.executable, "-c", "import sys; print(*sys.path[1:], sep='\\n')"]
    )
    return shown.decode().splitlines()


def _run(app, tty, cwd, env, path):
    """Run an app as a fresh Python would."""
    os.setsid()
    terminal = os.open(tty, os.O_RDWR | os.O_NOCTTY)
    for stream in range(3):
        os.dup2(terminal, stream)
    os.close(terminal)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    tempfile.tempdir = None  # which may be another one here
    sys.stdin = sys.__stdin__ = _stream(0, "r")
    sys.stdout = sys.__stdout__ = _stream(1, "w")
    sys.stderr = sys.__stderr__ = _stream(2, "w", errors="backslashreplace")
    sys.path[:] = path
    sys.argv = ["-c", *app.words]
    try:
        exec(app.program, {"__name__": "__forked__"})  # noqa: S102 # which a test has written
    finally:
        for name in ("stdout", "stderr"):
            with suppress(OSError):  # the terminal may be gone, which is no error of the app
                getattr(sys, name).flush()
                continue
            setattr(sys, name, None)


def _stream(number, mode, errors="surrogateescape"):
    """A stream as Python opens it in a terminal."""
    return open(number, mode, encoding="utf-8", errors=errors, closefd=False)
