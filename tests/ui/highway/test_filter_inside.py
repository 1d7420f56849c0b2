"""The filter looks into markers, whys and notes too, and says where it found what."""

from __future__ import annotations

import pytest

from lastmile_tui.domain.changes import edit
from lastmile_tui.domain.changes.drive import note
from lastmile_tui.ui.state.note_index import NoteIndex
from support.ui.screen import chosen, filtered, shown, titles, until

BOAT = "Paint the boat: sanded > primed >> varnished #summer"
HUT = "Build the hut: ground > walls > roof"
CAR = "Sell the car: listed > driven >> sanded signature"


def line_of(app, title):
    return next(line for line in shown(app).splitlines() if title in line)


@pytest.fixture
def garage(garage):
    garage.add(BOAT, HUT, CAR)
    store = garage.store()
    uids = {goal.title: goal.uid for goal in store.goals.values()}
    store.change(uids["Paint the boat"], lambda r, s: note(r, s, "Ölfarbe für den Rumpf"))
    store.change(uids["Build the hut"], lambda r, s: edit.explain(r, s, "a place for the boat"))
    store.storage.close()
    return garage


@pytest.mark.parametrize("size", [(80, 24), (80, 12)])
@pytest.mark.parametrize(
    ("query", "found", "where"),
    [
        ("rumpf", ["Paint the boat"], {"Paint the boat": "in the log"}),
        ("olfarbe", ["Paint the boat"], {"Paint the boat": "in the log"}),
        ("ground", ["Build the hut"], {"Build the hut": "in marker ‘ground’"}),
        ("signature", ["Sell the car"], {"Sell the car": "in marker ‘sanded signature’"}),
        ("boat", ["Paint the boat", "Build the hut"], {"Build the hut": "in the why"}),
        ("#summer rumpf", ["Paint the boat"], {"Paint the boat": "in the log"}),
    ],
)
async def test_a_lane_says_where_the_word_was_found(garage, query, found, where, size):
    app = garage.app()
    async with app.run_test(size=size) as pilot:
        await filtered(pilot, query)
        await until(pilot, lambda: titles(app) == found)
        assert "IN MARKERS AND NOTES" in shown(app)
        for title in found:
            told = where.get(title)
            if told is None:
                assert " in the " not in line_of(app, title)
            else:
                assert told in line_of(app, title) or "in a marker" in line_of(app, title)


async def test_a_note_that_is_written_while_the_filter_stands_is_found(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        await filtered(pilot, "varnished")
        await pilot.press("enter", "n", *"keel", "enter")
        await pilot.press("escape")
        await filtered(pilot, "keel")
        await until(pilot, lambda: titles(app) == ["Paint the boat"])
        await pilot.press("enter", "u")
        await until(pilot, lambda: titles(app) == [])


async def test_what_another_process_writes_is_found_too(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        await filtered(pilot, "anchor")
        await pilot.pause()
        assert titles(app) == []
        store = garage.store()
        uid = next(goal.uid for goal in store.goals.values() if goal.title == "Sell the car")
        store.change(uid, lambda r, s: note(r, s, "the Änchor of it"))
        app.call_later(app.background.look_outside)
        await until(pilot, lambda: chosen(app) == "Sell the car")


async def test_logs_are_read_once_and_only_when_somebody_filters(garage, monkeypatch):
    read = []
    reader = NoteIndex.read

    def counted(self, uids):
        found = list(uids)
        read.extend(found)
        reader(self, found)

    monkeypatch.setattr(NoteIndex, "read", counted)
    app = garage.app()
    async with app.run_test() as pilot:
        await pilot.press("j", "space", "o", "v", "v", "v", "v", "v")
        assert read == []
        await filtered(pilot, "a")
        await until(pilot, lambda: len(read) == 3)
        await pilot.press(*"bcd", "escape")
        await filtered(pilot, "roof")
        assert len(read) == 3
