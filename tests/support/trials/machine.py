"""A machine: a home of its own, with a folder in it that something else carries to others."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from functools import partial
from time import monotonic, sleep

import pytest

from support.cli.command import Done
from support.terminal import Terminal

GOAL = "Swim: crawl > breath >> lake"
PATIENCE = 120.0
"""Seconds until what must come counts as missing."""


def needs(*tools):
    """Skip a module where a program is not installed."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


class Machine:
    """Runs lastmile as the person of this machine does; the data file is in `folder`."""

    def __init__(self, root, name, *, file=None):
        self.name, self.home = name, root / name
        self.folder = self.home / "Sync"
        self.folder.mkdir(parents=True)
        self.path = file or self.folder / "lastmile.json"
        parts = {f"XDG_{part}_HOME": str(self.home / part.lower()) for part in ("DATA", "STATE")}
        self.env = {
            **{name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ},
            **parts,
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "HOME": str(self.home),
            "LASTMILE_FILE": str(self.path),
            "TERM": "xterm-256color",
            "GIT_CONFIG_NOSYSTEM": "1",
        }

    def run(self, *words, answer=""):
        """Run a verb to its end."""
        done = subprocess.run(
            command(*words),
            env=self.env,
            cwd=self.home,
            input=answer,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def killed(self, after, *words, alone):
        """Run a verb and kill it after so many seconds; whether it was done before that.

        `alone` leaves the processes that it has started.
        """
        with running(command(*words), env=self.env, cwd=self.home) as process:
            try:
                return process.wait(after) == 0
            except subprocess.TimeoutExpired:
                (process.kill if alone else partial(os.killpg, process.pid, signal.SIGKILL))()
                return False

    def begin(self):
        """Make the file, with one goal."""
        assert self.run("add", GOAL).code == 0

    def note(self, text):
        """Write a note; whether lastmile said that it is saved."""
        return self.run("note", "swim", text).code == 0

    def notes(self):
        """The notes in the data file itself, as any program reads them."""
        return notes_in(self.path)

    def app(self):
        """Open the app in a terminal."""
        return Terminal(command(), env=self.env, cwd=self.home)


def command(*words):
    return [sys.executable, "-m", "lastmile_tui", *words]


def notes_in(path):
    """The texts of all notes of a data file."""
    tables = json.loads(path.read_bytes())
    events = [event for goal in tables["goals"].values() for event in goal["events"]]
    return {event["text"] for event in events if event["kind"] == "note"}


@contextmanager
def running(words, **options):
    """A program in the background, which is ended with all that it started, whatever happens."""
    process = subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **options,
    )
    try:
        yield process
    finally:
        end(process)


def end(process):
    """End a program and its children: kindly first."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, number)
            process.wait(5)
    process.wait(5)


def until(holds, what, patience=PATIENCE):
    """Wait until something holds, which a program outside brings about in its own time."""
    deadline = monotonic() + patience
    while not holds():
        assert monotonic() < deadline, f"{what} did not come"
        sleep(0.2)
