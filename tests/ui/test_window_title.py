"""The words of a window's title."""

from __future__ import annotations

import pytest

from lastmile_tui.domain.model.text import cells
from lastmile_tui.ui.window_title import CELLS, window_title
from support.hostile import HOSTILE
from support.ui.screen import until


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Sell the Volvo", "Sell the Volvo"),
        ("", "lastmile"),
        ("\x07\x1b\x9c\u202e", "lastmile"),
        ("a\x07b\x1b]0;c\x1b\\d", "ab]0;c\\d"),
        ("two\nlines", "two lines"),
        ("x" * 61, "x" * 59 + "~"),
        ("汉" * 40, "汉" * 29 + "~"),
    ],
)
def test_a_title_is_one_short_line_of_text(title, shown):
    assert window_title(title, "~") == shown


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_no_title_ends_the_sequence_that_it_stands_in(title):
    shown = window_title(title, "…")
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert 0 < cells(shown) <= CELLS


async def test_a_look_outside_while_a_screen_is_made_finds_no_goal_there_yet(garage):
    """The title of the window is looked at each second, also just when `i` was pressed."""
    app = garage.app("Sell the car: listed >> sold")
    async with app.run_test() as pilot:
        app.navigator.open_horizon(app.highway.view)
        assert app.screen is not app.highway
        assert app.screen.goal_at_hand is None
        await until(pilot, lambda: app.screen.goal_at_hand is not None)
