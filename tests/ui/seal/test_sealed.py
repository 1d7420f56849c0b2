"""The moment after sealing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, seal
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.ui.seal import sealed
from lastmile_tui.ui.seal.sealed import FinishSummary, SealedScreen, summary_content
from support.ui.one_screen_app import OneScreenApp, not_ascii
from support.ui.screen import shown, until

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
TOOK = FinishSummary(
    "113 days from the first mile to the seal",
    "7 mi",
    "18 log entries",
    "the final stretch took 0.8 of the usual time a mile",
)


def stamp(number):
    at = AT + timedelta(minutes=number)
    return Stamp(ulid(at, number), at, "one", at.date())


def sealed_goal():
    record = add(read_line("The [b]thesis: draft > edits >> handed in", lambda _: None), stamp(0))
    for number in range(1, 4):
        record = drive.advance(record, stamp(number))
    return seal.seal(record, stamp(4)).goal


def moment(took=TOOK, **config):
    goal = sealed_goal()
    return OneScreenApp(lambda glyphs, _: SealedScreen(goal, AT.date(), took, glyphs), **config)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_without_animations_it_is_simply_there(size):
    app = moment()
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "113 days" in shown(app))
        page = shown(app)
        for words in ("Sealed.", "The [b]thesis", "✓3⚑", "113 days", "7 mi, 18 log entries", "0.8"):
            assert words in page
        assert "►" not in page


async def test_the_words_come_once_the_vehicle_is_at_the_flag():
    app = moment()
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.finish.share = 0.5
        await until(pilot, lambda: "►" in shown(app) and "113 days" not in shown(app))
        app.screen.finish.share = 1.0
        await until(pilot, lambda: "►" not in shown(app) and "113 days" in shown(app))


async def test_with_animations_it_begins_at_the_final_stretch(monkeypatch):
    monkeypatch.setattr(sealed, "REVEAL_SECONDS", 1000.0)
    app = moment(animations=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "✓2" in shown(app))
        assert app.screen.finish.share < 1
        assert "✓3" not in shown(app)
        await pilot.press("enter")
        assert app.answers == [None]


@pytest.mark.parametrize("key", ["enter", "q", "u", "space", "escape"])
async def test_any_key_leads_on_and_does_nothing_else(key):
    app = moment()
    async with app.run_test() as pilot:
        await pilot.press(key)
        assert app.answers == [None]
        assert (len(app.screen_stack), app.asked, app.return_code) == (1, [], None)


async def test_a_click_leads_on():
    app = moment()
    async with app.run_test() as pilot:
        await pilot.click("#title")
        assert app.answers == [None]


async def test_an_ascii_terminal_gets_nothing_else():
    app = moment(replace(TOOK, open_items=("paid",)), glyphs="ascii")
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: "Left open: 'paid'" in shown(app))
        assert not_ascii(app) == []


def test_what_is_not_known_is_left_out():
    assert summary_content(FinishSummary("one day", "2 mi")).plain == "one day\n2 mi"


def test_a_few_open_items_are_named_and_the_others_counted():
    told = summary_content(replace(TOOK, open_items=("a", "b", "c", "d", "e"))).plain
    assert told.endswith("\n\nLeft open: ‘a’, ‘b’, ‘c’ and 2 more")
