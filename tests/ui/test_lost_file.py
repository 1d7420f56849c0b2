"""What is asked in the place of the app where the data file is missing; all from the keyboard."""

from __future__ import annotations

import pytest

from lastmile_tui.config import Config
from lastmile_tui.ui.lost_file import LostFileApp
from support.ui.screen import shown, until

ABOUT = "/home/ana/roads/lastmile.json is missing, but this machine knows it (12 goals, 3 backups)."
HINTS = {
    "restore": "12 goals, yesterday 18:00",
    "unite": "ends here; lastmile merge FILE does it",
    "begin": "what was known stays in the backups",
}


def lost(hints=HINTS):
    config = Config(animations=False, glyphs="unicode")
    return LostFileApp("lastmile.json", ABOUT, hints, config=config)


@pytest.mark.parametrize(
    ("keys", "way"),
    [
        (["r"], "restore"),
        (["enter"], "restore"),
        (["m"], "unite"),
        (["down", "enter"], "unite"),
        (["b", "y"], "begin"),
        (["escape"], None),
        (["b", "n", "r"], "restore"),
        (["b", "escape", "escape"], None),
    ],
)
async def test_each_way_is_a_key(keys, way):
    app = lost()
    async with app.run_test(size=(80, 24)) as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
    assert app.return_value == way


async def test_it_is_readable_at_80_by_24():
    app = lost()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "What now" in shown(app))
        text = " ".join(shown(app).split())
        for words in ("bring it back", "12 goals, yesterday 18:00", "begin anew", "unite with a"):
            assert words in text
        assert "is missing, but this machine knows it" in text
        await pilot.press("b")
        await until(pilot, lambda: "Begin anew?" in shown(app))
        await pilot.press("escape")


LONG = {
    "restore": "12 goals, yesterday 18:00, and what came after, beside what is here",
    "unite": "ends here; lastmile merge FILE takes the copy that you name",
    "begin": "what was known stays in the backups",
}


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_no_word_of_it_is_cut(size):
    app = lost(LONG)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "What now" in shown(app))
        assert "…" not in shown(app)
        words = set(shown(app).split())
        for text in (ABOUT, *LONG.values()):
            assert set(text.split()) <= words


async def test_a_way_that_cannot_be_gone_is_not_offered():
    app = lost({"begin": "what was known stays in the backups"})
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "What now" in shown(app))
        assert "bring it back" not in shown(app)
        await pilot.press("r")
        await pilot.pause()
        assert app.return_value is None
        assert "What now" in shown(app)
