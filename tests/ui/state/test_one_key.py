"""One key, one look at the log: a long one makes no key slow."""

from __future__ import annotations

from functools import partial

import pytest

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.model import fold, undo
from lastmile_tui.domain.model.event_log import Derivation
from lastmile_tui.store import codec
from lastmile_tui.store.db import documents
from support.ui.screen import shown, toast, until

CAR = "Sell the car: listed > driven > agreed >> signed"


class Counted:
    """Counts what is done to the log of one goal, wherever the real functions are called."""

    def __init__(self, first):
        self.first = first
        self.begin()

    def begin(self):
        self.folds = self.replays = self.decodes = 0

    def account(self, name, held):
        def whole(log):
            if log[0].id == self.first:
                setattr(self, name, getattr(self, name) + 1)
            return held.whole(log)

        return Derivation(whole, held.more)

    def decoder(self, held):
        counted = self

        class Decoder:
            def decode(self, raw):
                counted.decodes += counted.first.encode() in bytes(raw)
                return held.decode(raw)

        return Decoder()


@pytest.fixture
def noted(garage):
    """A road with a long log; the id of its first event."""
    uid = garage.add(CAR).uid
    with garage.store() as store:
        for number in range(50):
            record = store.change(uid, partial(drive.note, text=f"Call number {number}"))
    return record.log[0].id


@pytest.fixture
def count(noted, monkeypatch):
    """Counts what is done to that log."""
    count = Counted(noted)
    registers, replay = fold._REGISTERS, undo._REPLAY  # noqa: SLF001 # work that shows nowhere
    monkeypatch.setattr(fold, "_REGISTERS", count.account("folds", registers))
    monkeypatch.setattr(undo, "_REPLAY", count.account("replays", replay))
    for module, name in ((documents, "_object"), (codec, "_logged"), (codec, "_goal")):
        monkeypatch.setattr(module, name, count.decoder(getattr(module, name)))
    return count


async def test_a_key_decodes_folds_and_replays_the_log_once_until_the_lane_is_drawn(garage, count):
    app = garage.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "4 mi to go" in shown(app))  # the lane is measured
        await pilot.pause()
        count.begin()
        await pilot.press("space")
        await until(pilot, lambda: "✓1" in shown(app))
        assert toast(app) == "Reached ‘listed’ · Sell the car · 3 mi to go"
        assert (count.folds, count.replays, count.decodes) == (1, 1, 1)
    assert garage.saved("Sell the car").position == 1


async def test_the_keys_behind_it_and_what_takes_them_back_look_at_no_old_event(garage, count):
    app = garage.app()
    async with app.run_test() as pilot:
        await pilot.press("space")
        await until(pilot, lambda: "✓1" in shown(app))
        count.begin()
        await pilot.press("space", "h", "plus", "u", "U", "u", "u")
        await until(pilot, lambda: "✓2" in shown(app))
        assert (count.folds, count.replays, count.decodes) == (0, 0, 0)
    assert garage.saved("Sell the car").position == 2
