"""What somebody does to the branch by hand, between two syncs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from support.store.git_sync import Device, run_git

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "refs/heads/lastmile"


class Person:
    """Somebody who works on the branch by hand, in a clone."""

    def __init__(self, there, folder):
        self.there, self.folder = there, folder
        run_git("clone", "--quiet", "--branch", "lastmile", there, folder)
        self.file = folder / "lastmile.json"

    def git(self, *words, **more):
        return run_git("-C", self.folder, *words, **more)

    def send(self, *words):
        self.git("push", "--quiet", *words, "origin", "HEAD:lastmile")


class Scene(NamedTuple):
    """Two devices with a change each that the other does not know, and a person with a clone."""

    laptop: Device
    phone: Device
    there: Path
    person: Person


def offline(device):
    """Sync without the other side: the change becomes a commit of this machine."""
    state = device.memory.load()
    device.memory.save(type(state)(last=device.clock.now()))
    device.sync()
    device.memory.save(type(state)(url=state.url, last=device.clock.now()))


def hook(path, line):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{line}\nexit 1\n")
    path.chmod(0o755)
