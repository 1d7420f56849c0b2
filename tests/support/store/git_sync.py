"""Devices that sync one after the other, with real git on folders of their own."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from lastmile_tui.store.sync.git import Git
from lastmile_tui.store.sync.memory import Memory
from lastmile_tui.store.sync.service import SyncService
from support.store.goal_store import Clock, open_store

NEEDS_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Device:
    """A machine with a file of its own; each step opens and closes the file, as a command does."""

    def __init__(self, folder, name, *, clock=None, env=None, new_git=Git):
        self.folder, self.name = folder / name, name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.path = self.folder / "lastmile.json"
        self.clock = clock or Clock()
        self.memory = Memory(self.folder / "private")
        self.env = {**os.environ, "HOME": str(self.folder), **(env or {})}
        self.env = {key: value for key, value in self.env.items() if key != "XDG_CONFIG_HOME"}
        self.new_git = new_git
        self.pauses = []

    def open(self):
        return open_store(self.path, device=self.name, clock=self.clock)

    def service(self, store, **more):
        git = self.new_git(self.memory.repository, self.env)
        more = {"now": self.clock.now, "pause": self.pauses.append, "patience": 0.2} | more
        return SyncService(store, self.memory, git, **more)

    def init(self, url, *, agree=lambda _: False):
        """Set up, and sync; what was exchanged, and what else was done."""
        with self.open() as store:
            return self.service(store).set_up(str(url), agree)

    def sync(self):
        with self.open() as store:
            return self.service(store).sync()

    def counts(self):
        """Sync; how many were sent, how many received, how many goals in conflict."""
        done = self.sync()
        return sum(done.sent.values()), sum(done.received.values()), len(done.conflicts)

    def events(self):
        """The ids of all events in the file."""
        with self.open() as store:
            return {event.id for uid in store.goals for event in store.log(uid)}

    def git(self, *words, **more):
        """Run the user's git in the repository of this machine."""
        return run_git("--git-dir", self.memory.repository, *words, env=self.env, **more)


def run_git(*words, env=None, check=True, **more):
    """Run git as its user does; what it wrote."""
    found = {**os.environ, **(env or {})}
    for role in ("AUTHOR", "COMMITTER"):
        found |= {f"GIT_{role}_NAME": "somebody", f"GIT_{role}_EMAIL": "somebody@example.com"}
    command = ["git", *map(str, words)]
    done = subprocess.run(command, env=found, check=False, capture_output=True, **more)
    assert done.returncode == 0 or not check, done.stderr
    return done.stdout.decode().strip() if not more.get("text") else done.stdout.strip()


def bare(folder):
    """An empty repository that others send to."""
    run_git("init", "--quiet", "--bare", folder)
    return folder


def change(device, uid, *moves):
    """Change a goal on a device, each change as a command of its own would."""
    with device.open() as store:
        for move in moves:
            store.change(uid, move)
