"""A device of a simulated fleet: lastmile in this process, or in a child that dies on the way."""

from __future__ import annotations

import io
import json
import os
import random
import signal
from argparse import Namespace
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta

from lastmile_tui.cli.context import Context
from lastmile_tui.cli.main import main
from lastmile_tui.errors import LastmileError
from support.cli.command import Done
from support.store.database import forked, succeeds

START = datetime(2026, 11, 21, 10, tzinfo=UTC)
DAY = timedelta(days=1)

WRITES = ("write", "fsync", "replace", "rename", "link", "unlink", "ftruncate", "fchmod", "mkdir")
"""Calls at which a device may die."""


class Site:
    """Runs commands on its own file, by its own clock, with its own state; its app may be open.

    `acknowledged` has a text of each change that was said to be saved.
    """

    def __init__(self, root, name, skew, seed):
        self.name, self.skew, self._seed = name, skew, seed
        self.folder, self._state = root / name / "Sync", root / name / "state"
        self.folder.mkdir(parents=True)
        self.path = self.folder / "lastmile.json"
        self.acknowledged = []
        self._minutes = self._commands = 0
        self._app = self._opened = None

    def run(self, *words):
        """Run a command to its end."""
        out, err = io.StringIO(), io.StringIO()
        with self._here(), redirect_stdout(out), redirect_stderr(err):
            code = main([*self._where, "--now", self._now(), *words])
        return Done(code, out.getvalue(), err.getvalue())

    def change(self, text, *words):
        """Run a command that writes this text; it counts as saved only if lastmile says so."""
        if self.run(*words).code == 0:
            self.acknowledged.append(text)

    def die(self, chance, *words):
        """Run a command in a child that is killed before one of its calls."""
        left = chance.randrange(24)

        def act():
            self._dying(left)
            self.run(*words)

        succeeds(forked(act))
        self._commands += 1

    def open(self):
        """Open the app, as it is: nothing closes it but `close` and `abandon`."""
        with self._here():
            context = Context(Namespace(now=self._now(), file=str(self.path), config=None))
            self._opened = context.store()
            self._app = self._opened.__enter__()

    @property
    def app(self):
        """The app's store; None while it is closed."""
        return self._app

    def in_app(self, work):
        """Do something in the app; the event that it made counts as saved."""
        with self._here():
            try:
                record = work(self._app)
            except LastmileError:
                return
        if record is not None:
            self.acknowledged.append(record.event.id)

    def close(self):
        """Close the app as `q` does."""
        if self._app is not None:
            with self._here():
                self._opened.__exit__(None, None, None)
            self._app = self._opened = None

    def abandon(self):
        """End the app as a kill does."""
        if self._app is not None:
            self._app.storage.close = lambda: None
            self._app = self._opened = None

    @property
    def text(self):
        """The whole data file; empty without one."""
        return self.path.read_text("utf-8") if self.path.exists() else ""

    @property
    def goals(self):
        """The goals in the data file, by uid."""
        return {goal["uid"]: goal for goal in json.loads(self.text)["goals"].values()}

    @property
    def _where(self):
        return "--file", str(self.path)

    def _now(self):
        self._minutes += 7
        return (START + self.skew + timedelta(minutes=self._minutes)).isoformat()

    def _dying(self, left):
        """Let this process be killed after so many more calls that write."""
        count = iter(range(left))

        def watched(real):
            def call(*arguments, **options):
                if next(count, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*arguments, **options)

            return call

        for name in WRITES:
            setattr(os, name, watched(getattr(os, name)))

    @contextmanager
    def _here(self):
        """Be on this device: its state, and random bytes of its own for each command."""
        self._commands += 1
        numbers = random.Random(f"{self._seed} {self.name} {self._commands}")
        before, urandom = os.environ.get("XDG_STATE_HOME"), os.urandom
        os.environ["XDG_STATE_HOME"] = str(self._state)
        os.urandom = numbers.randbytes
        try:
            yield
        finally:
            os.urandom = urandom
            os.environ.pop("XDG_STATE_HOME")
            if before is not None:
                os.environ["XDG_STATE_HOME"] = before
