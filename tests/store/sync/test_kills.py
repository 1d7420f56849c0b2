"""A sync that is killed after any call of git or any write of a file: the next one goes on."""

from __future__ import annotations

import shutil
from functools import partial

import pytest

from lastmile_tui import private_files
from lastmile_tui.domain.changes import drive
from lastmile_tui.store.disk import files
from lastmile_tui.store.sync.failures import Failure, SyncError
from lastmile_tui.store.sync.git import Git
from support.store.git_sync import NEEDS_GIT, change
from support.store.sync_by_hand import HEAD

pytestmark = NEEDS_GIT


@pytest.fixture
def tmp_path(folder_in_memory):
    """The folder of both devices: a kill takes nothing from any disk."""
    return folder_in_memory


class KilledError(BaseException):
    """The process ends here."""


class Steps:
    """Counts what changes something outside, and ends the process after the last step."""

    def __init__(self, monkeypatch):
        self.taken, self.last = 0, None
        for module, name in ((files, "replace"), (private_files, "replace"), (files, "cut")):
            monkeypatch.setattr(module, name, self.counted(getattr(module, name)))
        monkeypatch.setattr(Git, "call", self.counted(Git.call))

    def counted(self, function):
        def call(*args, **named):
            found = function(*args, **named)
            self.taken += 1
            if self.taken == self.last:
                raise KilledError
            return found

        return call

    def begin(self, last=None):
        self.taken, self.last = 0, last


def save(folder, copy):
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)


def test_a_sync_that_is_killed_at_any_step_is_mended_by_the_next(at, tmp_path, monkeypatch):
    steps = Steps(monkeypatch)
    at.phone.sync()
    everything = at.laptop.events() | at.phone.events()
    world, kept = tmp_path, tmp_path.with_name(f"{tmp_path.name}-kept")
    save(world, kept)
    steps.begin()
    at.laptop.sync()
    number = steps.taken
    assert number > 15
    for last in range(1, number + 1):
        save(kept, world)
        steps.begin(last)
        with pytest.raises(KilledError):
            at.laptop.sync()
        steps.begin()
        assert at.laptop.events() >= everything - at.phone.events()
        at.laptop.sync()
        at.phone.sync()
        assert at.laptop.path.read_bytes() == at.phone.path.read_bytes(), last
        assert at.laptop.events() == at.phone.events() == everything, last
    shutil.rmtree(kept)


class RacedGit(Git):
    """Another device sends just before each of our pushes."""

    races = 0
    other = None

    def run(self, *words, **more):
        if "push" in words and RacedGit.races:
            RacedGit.races -= 1
            RacedGit.other()
        return super().run(*words, **more)


@pytest.mark.parametrize("races", [1, 2, 4])
def test_a_race_that_is_lost_is_run_again(at, uid, races):
    at.laptop.new_git = RacedGit
    number = iter(range(100))

    def send():
        change(at.phone, uid, partial(drive.note, text=f"n{next(number)}"))
        at.phone.sync()

    RacedGit.other, RacedGit.races = send, races
    at.laptop.sync()
    at.phone.sync()
    assert at.laptop.pauses == list(range(races))
    assert at.laptop.path.read_bytes() == at.phone.path.read_bytes()
    assert len(at.laptop.events()) == 3 + races


def test_who_loses_five_races_tries_again_later(at, uid):
    at.laptop.new_git = RacedGit
    number = iter(range(100))

    def send():
        change(at.phone, uid, partial(drive.note, text=f"n{next(number)}"))
        at.phone.sync()

    RacedGit.other, RacedGit.races = send, 5
    with pytest.raises(SyncError, match=r"Other devices sent to .* first, 5 times") as caught:
        at.laptop.sync()
    assert caught.value.failure is Failure.RACE
    at.laptop.sync()
    at.phone.sync()
    assert at.laptop.path.read_bytes() == at.phone.path.read_bytes()
    assert len(at.laptop.events()) == 8


def test_a_writer_between_merge_and_write_is_merged_too(at, uid, monkeypatch):
    """Each time that the merged file is about to be written, an app writes first."""
    number = iter(range(100))
    at.phone.sync()
    app = at.laptop.open()
    call = Git.call

    def writing(self, command, *args, **named):
        if not {"cat-file", "merge-base"}.isdisjoint(command) and next(number) < 8:
            app.change(uid, partial(drive.note, text="typed meanwhile"))
        return call(self, command, *args, **named)

    monkeypatch.setattr(Git, "call", writing)
    at.laptop.sync()
    app.close()
    at.laptop.sync()
    at.phone.sync()
    assert at.laptop.path.read_bytes() == at.phone.path.read_bytes()
    assert at.laptop.git("rev-parse", HEAD) == at.phone.git("rev-parse", HEAD)
