"""A key that answers nothing on a page of the review says what it would need."""

from __future__ import annotations

import pytest

from lastmile_tui.domain.changes import status
from support.ui.review import CAR, ROOF, SMALL, driven_on, fill, reviewing, to
from support.ui.screen import footer, shown, toast

REFUSED = [
    (CAR, "c", "‘Sell the car’ has no next step yet; say what comes next first."),
    (ROOF, "c", "‘Fix the roof’ has no next step yet; say what comes next first."),
    (CAR, "space", "‘Sell the car’ stands at its last marker; its seal list is next."),
    (ROOF, "s", "‘Fix the roof’ has nothing to seal yet; its road comes first."),
    (CAR, "d", "‘drive’ answers in the weekly look; here it is one of: seal, no change, "),
    (ROOF, "W", "The weekly look begins on the last page; enter goes on."),
    (ROOF, "3", "A digit or the cursor picks on the last page; enter goes on."),
]


@pytest.mark.parametrize(("title", "key", "words"), REFUSED)
async def test_a_key_says_why_it_answers_nothing(garage, title, key, words):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot, CAR)
        await to(pilot, title)
        before = shown(app)
        await pilot.press(key)
        assert toast(app).startswith(words)
        assert shown(app) != before


async def test_where_nothing_is_asked_there_is_no_goal_to_go_back_to(garage):
    garage.add_yesterday(f"{CAR}: listed > sold")
    driven_on(garage, CAR, status.let_go)
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await reviewing(pilot)
        assert "back" not in footer(app)
        await pilot.press("backspace")
        assert toast(app) == "This is the first page of the review."
