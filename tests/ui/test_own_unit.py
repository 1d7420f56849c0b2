"""On a screen too a mile is called what the settings say."""

from __future__ import annotations

import re

import pytest

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.model.numbers import UNIT
from support.ui.review import driven_on
from support.ui.screen import begun, shown

LINE = "Book: a > b *2 > c > d >> e > f"
PLACES = {
    "first start": (),
    "Highway": (),
    "quick add": ("a",),
    "keys": ("question_mark",),
    "palette": ("colon", "l", "e", "s", "s"),
    "road": ("enter",),
    "new marker": ("enter", "a", "enter"),
    "review": ("r",),
    "mirror": ("m",),
    "mirror, tables": ("m", "t"),
    "history": ("H",),
}
_MILE = re.compile(r"(?<!last[ -])\b(miles?|mi)\b", re.IGNORECASE)


@pytest.fixture
def _stages():
    UNIT.set("stage")


@pytest.mark.usefixtures("_stages")
@pytest.mark.parametrize("place", PLACES)
async def test_no_mile_is_shown_where_it_has_another_name(garage, place):
    if place != "first start":
        garage.add_yesterday(LINE)
        driven_on(garage, "Book", drive.advance, lambda *given: drive.nudge(*given, miles=0.3))
    app = garage.app()
    async with app.run_test(size=(100, 50)) as pilot:
        await begun(pilot)
        for key in PLACES[place]:
            await pilot.press(key)
            await pilot.pause()
        text = shown(app)
    assert not _MILE.search(text), text
    assert place not in ("first start", "quick add", "Highway") or "stage" in text
