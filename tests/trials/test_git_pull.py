"""Plain `git pull` with the recipe of the FILES, beside one that writes and one that reads."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

import pytest

from support.trials.beside import beside
from support.trials.machine import Machine, needs
from support.trials.rounds import NOT_MERGED

pytestmark = [pytest.mark.long, needs("git")]

FILES = (Path(__file__).parents[2] / "docs" / "files.md").read_text(encoding="utf-8")
(RECIPE,) = re.findall(r"^```sh\n([^`]*\.gitattributes.*?)^```", FILES, re.MULTILINE | re.DOTALL)

NOTES = 120


class Clone:
    """The folder of a machine as a git work tree, in which `lastmile` is a command."""

    def __init__(self, machine, remote):
        self.machine = machine
        tools = machine.home / "bin"
        tools.mkdir()
        program = tools / "lastmile"
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -m lastmile_tui "$@"\n')
        program.chmod(0o755)
        machine.env["PATH"] = f"{tools}:{machine.env['PATH']}"
        for name, value in (("user.name", machine.name), ("user.email", "a@example.org")):
            self.git("config", "--global", name, value)
        self.git("config", "--global", "init.defaultBranch", "main")
        self.git("init", "-q")
        self.git("remote", "add", "origin", str(remote))

    def git(self, *words):
        done = subprocess.run(
            ["git", *words],
            cwd=self.machine.folder,
            env=self.machine.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.returncode == 0

    def follow_the_recipe(self):
        subprocess.run(
            ["sh", "-ec", RECIPE], cwd=self.machine.folder, env=self.machine.env, check=True
        )

    def save(self):
        """Commit what is there, if it is new."""
        self.git("add", "lastmile.json", ".gitattributes")
        self.git("commit", "-qm", "roads")

    def exchange(self):
        """What a person's alias does: commit, pull, push."""
        self.save()
        self.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
        return self.git("push", "-q", "origin", "HEAD:main")


@pytest.fixture
def clones(tmp_path):
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(remote)], check=True)
    desk, phone = (Clone(Machine(tmp_path, name), remote) for name in ("desk", "phone"))
    desk.machine.begin()
    desk.follow_the_recipe()
    assert desk.exchange()
    phone.git("pull", "-q", "origin", "main")
    phone.follow_the_recipe()
    return desk, phone


def write(machine, both):
    """Write notes one after another; those that were acknowledged."""
    texts = (f"{machine.name} {number:03}" for number in range(NOTES))
    return [text for text in takewhile(lambda _: both.going(), texts) if machine.note(text)]


def read_beside(machine, both, writing):
    """List the goals again and again; what was not as ever."""
    odd = []
    while both.going(writing):
        done = machine.run("list")
        if done.code or "Swim" not in done.out:
            odd.append(done)
    return odd


def pull_beside(clones, both, writing):
    """Exchange again and again, with a note of the phone each time; those notes."""
    desk, phone = clones
    notes = []
    while both.going(writing):
        text = f"phone {len(notes):03}"
        if phone.machine.note(text):
            notes.append(text)
        phone.exchange()
        desk.exchange()
    return notes


def test_notes_that_are_written_beside_git_pull_are_all_there(clones, figures):
    desk, phone = clones
    with beside() as both:
        writing = both.start(write, desk.machine, both)
        reading = both.start(read_beside, desk.machine, both, writing)
        theirs = pull_beside(clones, both, writing)
        said, odd = {*writing.result(), *theirs}, reading.result()
    missing = said - desk.machine.notes()
    sentences = desk.machine.run("list").err
    for clone in (desk, phone) * 2:
        assert clone.machine.run("merge").code == 0
        clone.exchange()
    lost = {clone.machine.name: sorted(said - clone.machine.notes()) for clone in clones}
    figures(f"{len(said)} notes beside {len(theirs)} pulls, {len(missing)} missing at their end")
    figures(f"{sentences!r}; odd readings: {odd[:2]}; lost: {lost}")
    assert not missing or NOT_MERGED in sentences
    assert lost == {"desk": [], "phone": []}
    assert odd == []
