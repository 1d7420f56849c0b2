"""Who reads beside writers at work, and killed ones, is told of no loss and of no other file.

A story is told up to a call of its writer; then the file is read, and before one call of the
reader the writer goes on for some of its own.
"""

from __future__ import annotations

import json
import random
from itertools import product
from typing import NamedTuple

import pytest

from lastmile_tui.store.disk.place import place_of
from lastmile_tui.store.doctor.examine import examine
from support.store.database import open_db
from support.store.turns import Turns

STORY = (1, 2, "compact", 3, 1, "compact", 2)
"""The doc ids of changes, and compactions between them."""

AFTER_A_KILL = (4, "compact", 1)
MOST = 110
"""More calls than a writer or a reader makes."""


class Story:
    """What a file held after each change that was tried, and the last one that was told."""

    def __init__(self, folder):
        self.path, self.private = folder / "lastmile.json", folder / "private"
        self.tried, self.told = [{}], 0

    def open(self, **options):
        return open_db(self.path, private=self.private, **options)

    def tell(self, steps):
        """Write as one process; nobody closes the file."""
        storage = self.open().storage
        for step in steps:
            if step == "compact":
                storage.compact()
                continue
            document = {"n": len(self.tried), "note": "x" * 150}
            self.tried.append(self.tried[-1] | {step: document})
            storage.commit({"goals": {str(step): document}})
            self.told = len(self.tried) - 1
        storage.close = lambda: None

    def go_on(self):
        """Take what a killed process left for what there is: its last change or the one before."""
        self.tried, self.told = [shown_by(self.open(read_only=True).storage)], 0


def shown_by(storage):
    return {int(number): json.loads(bytes(raw)) for number, raw in storage.raw("goals").items()}


def wrong_in(storage, states):
    """What a reader says or shows that is not so."""
    said = storage.report.sentences[:-1]
    lost = storage.rights.lost or storage.missing
    return [*said, *([f"missing: {lost}"] if lost else [])] or (
        [] if (shown := shown_by(storage)) in states else [f"shown: {shown}, not one of {states}"]
    )


class Reading(NamedTuple):
    """Up to which call the writer is told, before which look it goes on, and for how many calls.

    Another one was killed before, at a call; the reader may have been there from the start.
    """

    at: int
    look: int
    some: int
    open_before: bool
    killed: int | None = None

    def wrong(self, folder, monkeypatch):
        """What is wrong with what is found then and at the end; and the calls and looks."""
        folder.mkdir()
        story, turns = Story(folder), Turns(folder)
        with turns.watched(monkeypatch):
            if self.killed is not None:
                turns.start(lambda: story.tell(STORY), dies_at=self.killed).finish()
                story.go_on()
            steps = STORY if self.killed is None else AFTER_A_KILL
            writer = turns.start(lambda: story.tell(steps))
            storage = story.open(read_only=True).storage if self.open_before else None
            writer.go(self.at)
            told = story.told
            with turns.reading(self.look, lambda: writer.go(self.some)):
                storage = storage or story.open(read_only=True).storage
                storage.refresh()
            wrong = wrong_in(storage, story.tried[told:])
            writer.finish()
            storage.refresh()
            return [*wrong, *wrong_in(storage, story.tried[-1:])], writer.calls, turns.looks


def emptied_in(calls):
    """How many calls it takes until a journal is empty, for each compaction."""
    return [number + 2 for number, name in enumerate(calls) if name == "ftruncate"]


@pytest.mark.parametrize("open_before", [False, True], ids=["new reader", "old reader"])
def test_who_reads_while_a_journal_is_compacted_is_told_of_no_loss(
    tmp_path, monkeypatch, open_before
):
    _, calls, _ = Reading(0, 0, MOST, open_before).wrong(tmp_path / "all", monkeypatch)
    emptied = emptied_in(calls)
    replaced = max(number for number, name in enumerate(calls) if name == "replace") + 2
    stops = ((emptied[-2], MOST), (replaced, emptied[-1]), (replaced, MOST))
    for number, ((at, until), look) in enumerate(product(stops, range(50))):
        reading = Reading(at, look, until - at, open_before)
        assert reading.wrong(tmp_path / f"{number}", monkeypatch)[0] == [], reading


def test_the_doctor_misses_nothing_while_a_journal_is_compacted(tmp_path, monkeypatch):
    _, calls, _ = Reading(0, 0, MOST, open_before=False).wrong(tmp_path / "all", monkeypatch)
    for look in range(50):
        folder = tmp_path / f"{look}"
        folder.mkdir()
        story, turns = Story(folder), Turns(folder)
        with turns.watched(monkeypatch):
            writer = turns.start(lambda story=story: story.tell(STORY))
            writer.go(emptied_in(calls)[-2])
            with turns.reading(look, writer.finish):
                assert examine(place_of(story.path, story.private)).missing is None, look
            writer.finish()


@pytest.mark.long
def test_who_reads_beside_writers_and_killed_ones_is_told_of_no_loss(tmp_path, monkeypatch):
    chance = random.Random(1)
    for number in range(4000):
        some = chance.choice([1, 2, 3, chance.randrange(MOST)])
        killed = chance.choice([None, chance.randrange(MOST)])
        at, look = chance.randrange(MOST), chance.randrange(MOST)
        reading = Reading(at, look, some, chance.random() < 0.5, killed)
        assert reading.wrong(tmp_path / f"{number}", monkeypatch)[0] == [], reading
