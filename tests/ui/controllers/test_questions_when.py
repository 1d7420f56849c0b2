"""On which day an entry was done, asked on the Highway and in the log of a road."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lastmile_tui.domain.model.times import times_of
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.road.screen import RoadScreen
from support.ui.questions import THESIS, TITLE, TODAY, as_saved, asked, on, undone
from support.ui.screen import shown, toast, until


def days(garage):
    """How many days ago the entries of the log were done, in the order they were written in."""
    log = garage.store().record(garage.saved(TITLE).uid).log
    times = times_of(log)
    return [(TODAY - times.day(event)).days for event in log if event.kind != "dated"]


@pytest.mark.parametrize(
    ("line", "ago"), [("yesterday", 1), ("-2d", 2), ("3 days ago", 3), ("2026-11-01", 20)]
)
async def test_the_newest_entry_is_dated_and_undo_takes_it_back(garage, line, ago):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        await until(pilot, lambda: garage.saved(TITLE).position == 1.0)
        before = as_saved(garage)
        await asked(pilot, "W", line)
        await until(pilot, lambda: toast(app).startswith("Entry dated"))
        assert days(garage) == [0, ago]
        assert garage.saved(TITLE).driven.date() == TODAY - timedelta(days=ago)
        await undone(pilot, garage, before)
        assert days(garage)[:2] == [0, 0]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("tomorrow", "is still ahead; write a day that has been"),
        ("2027-01-01", "is still ahead; write a day that has been"),
        ("banana", "is not a day; write it like yesterday"),
        ("today", "It stands on Sat 21 Nov already."),
    ],
)
async def test_another_day_is_asked_again(garage, line, sentence):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "W", line)
        await until(pilot, lambda: sentence in " ".join(shown(app).split()))
        await on(pilot, PromptScreen)
    assert days(garage) == [0]


async def test_the_entry_under_the_cursor_is_dated(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "space", "enter")
        await on(pilot, RoadScreen)
        await pilot.press("tab", "j")
        await asked(pilot, "W", "-2d")
        await until(pilot, lambda: toast(app).startswith("Entry dated"))
    assert days(garage) == [0, 2, 0]
