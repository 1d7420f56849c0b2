"""The inbox: each line is taken in once, whatever else writes it, and wherever a kill falls."""

from __future__ import annotations

import os
from datetime import timedelta
from functools import partial

import pytest

from lastmile_tui import private_files
from lastmile_tui.dates import match_date
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.store import inbox as module
from lastmile_tui.store.goals import GoalStore
from lastmile_tui.store.inbox import Inbox
from support.store.database import private_of
from support.store.goal_store import START, Clock, open_store

LATER = timedelta(hours=1)


@pytest.fixture
def box(tmp_path):
    return _Box(tmp_path)


class _Box:
    """An inbox beside a data file, and what comes of it."""

    def __init__(self, folder):
        self.data = folder / "lastmile.json"
        self.private = private_of(self.data)
        self.path = folder / "inbox.txt"
        self.now = START + LATER
        self.inbox = Inbox(self.data, self.private)

    def write(self, text, *, age=10.0):
        """Append to the inbox, some seconds ago."""
        with self.path.open("ab") as stream:
            stream.write(text if isinstance(text, bytes) else text.encode())
        then = self.now.timestamp() - age
        os.utime(self.path, (then, then))

    def take(self):
        with open_store(self.data, clock=Clock(self.now, timedelta(seconds=1))) as store:
            read = partial(read_line, read_date=partial(match_date, today=self.now.date()))
            return self.inbox.take(store, read, self.now)

    def titles(self):
        with open_store(self.data, clock=Clock(self.now, timedelta(seconds=1))) as store:
            return [goal.title for goal in store.goals.values() if not goal.deleted]

    @property
    def left(self):
        return self.path.read_text() if self.path.exists() else ""


def test_each_line_is_a_goal_and_the_file_is_gone(box):
    box.write("Sell the Volvo: listed > signed due 2026-12-01 #car\n\nPaint the fence: a > b\n")
    assert box.inbox.waits(box.now)
    taken = box.take()
    assert [record.goal.title for record in taken.records] == ["Sell the Volvo", "Paint the fence"]
    assert taken.records[0].goal.due.isoformat() == "2026-12-01"
    assert box.left == ""
    assert not box.inbox.waits(box.now)
    assert box.take().records == ()


def test_what_is_not_understood_stays_with_a_remark_and_is_read_again_once_it_is_changed(box):
    box.write("Good: a > b\n: > :\nx 2026-01-02 Done one\n# a comment\n")
    taken = box.take()
    assert [record.goal.title for record in taken.records] == ["Good"]
    assert len(taken.refused) == 2
    first, *rest = box.left.splitlines()
    assert first.startswith("# not read (")
    assert rest[0] == ": > :"
    assert rest[-1] == "# a comment"
    assert not box.inbox.waits(box.now)
    box.path.write_text(box.left.replace(": > :", "Better: a > b"))
    box.write("")
    assert box.inbox.waits(box.now)
    assert [record.goal.title for record in box.take().records] == ["Better"]
    assert box.left.count("# not read") == 1, "the remark about the line that was changed is gone"


def test_a_last_line_that_is_being_written_is_left_until_it_is_whole(box):
    box.write("One: a > b\nTwo: a", age=0)
    assert [record.goal.title for record in box.take().records] == ["One"]
    assert box.left == "Two: a"
    box.write(" > b\n", age=0)
    assert [record.goal.title for record in box.take().records] == ["Two"]
    assert box.left == ""


def test_a_last_line_without_its_end_is_taken_once_it_is_left_alone(box):
    box.write("One: a > b", age=0)
    assert not box.inbox.waits(box.now)
    box.write("", age=10)
    assert box.inbox.waits(box.now)
    assert [record.goal.title for record in box.take().records] == ["One"]


def test_who_holds_the_file_open_writes_on_and_nothing_is_lost(box):
    box.write("One: a > b\n")
    with box.path.open("ab", buffering=0) as still_open:
        box.take()
        still_open.write(b"Two: a > b\n")
        assert box.inbox.waits(box.now)
        box.take()
        box.write("Three: a > b\n")
        box.take()
        still_open.write(b"Four: a > b\n")
        box.take()
    assert sorted(box.titles()) == ["Four", "One", "Three", "Two"]


def test_an_older_file_that_a_synchroniser_brings_back_is_not_taken_in_again(box):
    box.write("One: a > b\n")
    box.take()
    box.write("One: a > b\nTwo: a > b\n")
    taken = box.take()
    assert ([record.goal.title for record in taken.records], taken.again) == (["Two"], 1)
    box.now += timedelta(days=2)
    box.write("One: a > b\n")
    assert box.take().again == 0, "the same line days later is a new goal"
    assert box.titles() == ["One", "Two", "One"]


def test_the_same_line_twice_at_once_makes_two_goals(box):
    box.write("Swim: a > b\nSwim: a > b\n")
    box.take()
    assert box.titles() == ["Swim", "Swim"]


def test_a_line_whose_goal_was_undone_may_be_written_again(box):
    box.write("One: a > b\n")
    box.take()
    with open_store(box.data, clock=Clock(box.now, timedelta(seconds=1))) as store:
        store.undo()
    box.write("One: a > b\n")
    assert len(box.take().records) == 1


@pytest.mark.parametrize("step", ["rename", "add_all", "_give_back", "replace", "_drain"])
@pytest.mark.parametrize("after", [False, True])
def test_a_kill_between_any_two_steps_loses_nothing_and_takes_nothing_twice(
    box, monkeypatch, step, after
):
    owner = {
        "rename": module.Path,
        "add_all": GoalStore,
        "replace": private_files,
    }.get(step, Inbox)
    real = getattr(owner, step)

    def killed(*args, **named):
        if after:
            real(*args, **named)
        raise KeyboardInterrupt

    box.write("One: a > b\n: > :\nTwo: a > b\n")
    with monkeypatch.context() as patch:
        patch.setattr(owner, step, killed)
        with pytest.raises(KeyboardInterrupt):
            box.take()
    box.inbox = Inbox(box.data, box.private)
    while box.inbox.waits(box.now):
        box.take()
    assert sorted(box.titles()) == ["One", "Two"]
    assert [line for line in box.left.splitlines() if not line.startswith("#")] == [": > :"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00 bad\nGood: a > b\n",
        b"\xef\xbb\xbfGood: a > b\r\n",
        b"Good: a > b\r\x1b[31m red\n",
        b"Good: a > b\n" + b"x" * 2_000_000,
        b"\x00\n\nGood: a > b\n",
    ],
)
def test_a_strange_file_gives_its_good_line_and_keeps_what_it_cannot_read(box, data):
    box.write(data)
    for _ in range(5):
        if box.inbox.waits(box.now):
            box.take()
    assert "Good" in box.titles()
    assert not box.inbox.waits(box.now)


def test_a_folder_or_an_empty_file_of_that_name_is_nothing(box):
    box.path.mkdir()
    assert not box.inbox.waits(box.now)
    box.path.rmdir()
    box.path.write_text("")
    assert not box.inbox.waits(box.now)


def test_a_link_is_followed_and_its_file_is_taken(box, tmp_path):
    elsewhere = tmp_path / "Dropbox"
    elsewhere.mkdir()
    box.path.symlink_to(elsewhere / "in.txt")
    (elsewhere / "in.txt").write_text("One: a > b\n")
    os.utime(elsewhere / "in.txt", (1, 1))
    box.take()
    assert box.titles() == ["One"]
    assert box.path.is_symlink()
    box.write("Two: a > b\n")
    box.take()
    assert box.titles() == ["One", "Two"]


def test_moved_files_are_gone_after_a_day(box):
    box.write("One: a > b\n")
    box.take()
    assert [*box.private.glob("inbox/*")]
    box.now += timedelta(days=2)
    assert box.inbox.waits(box.now)
    box.take()
    assert not [*box.private.glob("inbox/*")]
