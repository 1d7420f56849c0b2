"""What is behind a dialog: darker where all colours are there, and as it was where few are."""

from __future__ import annotations

import pytest

from lastmile_tui.terminals import TRUECOLOUR, Terminal
from lastmile_tui.ui.drawing.contrast import is_dark_of_16, least_contrast
from support.ui.internals import strips
from support.ui.screen import until

THEMES = ("lastmile-dark", "lastmile-light", "nord", "gruvbox")


def first_lines(app):
    """The first lines on the screen with their colours."""
    return [
        [(part.text, part.style.color, part.style.bgcolor) for part in strip]
        for strip in strips(app.screen)[:3]
    ]


def texts(lines):
    return "".join(text for parts in lines for text, *_ in parts)


@pytest.mark.parametrize("theme", THEMES)
async def test_a_dialog_stands_out_from_what_is_behind_it(theme, garage):
    app = garage.demo(theme=theme, terminal=Terminal(colours=TRUECOLOUR))
    async with app.run_test(size=(100, 50)) as pilot:
        await pilot.pause()
        before = first_lines(app)
        await pilot.press("n")
        await until(pilot, lambda: app.screen is not app.highway)
        await until(pilot, lambda: first_lines(app) != before)
        assert texts(first_lines(app)) == texts(before)


@pytest.mark.parametrize("colours", [256, 16])
@pytest.mark.parametrize("theme", THEMES)
async def test_a_dialog_mixes_nothing_into_what_is_behind_it(theme, colours, garage):
    app = garage.demo(theme=theme, terminal=Terminal(colours=colours))
    async with app.run_test(size=(100, 50)) as pilot:
        await pilot.pause()
        before = first_lines(app)
        for key in ("D", "p", "n", "w"):
            await pilot.press(key)
            await until(pilot, lambda: app.screen is not app.highway)
            await pilot.pause()
            assert first_lines(app) == before
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is app.highway)


OURS_OF_FEW = [("lastmile-dark", 256), ("lastmile-light", 256)]
OURS_OF_FEW += [("lastmile-dark", 16), ("lastmile-light", 16)]


@pytest.mark.parametrize(("theme", "colours"), OURS_OF_FEW)
@pytest.mark.parametrize("key", ["question_mark", "colon"])
async def test_what_is_written_in_a_dialog_can_be_read_in_few_colours(theme, colours, key, garage):
    app = garage.demo(theme=theme, terminal=Terminal(colours=colours))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press(key)
        await until(
            pilot,
            lambda: any("Reach the next marker" in strip.text for strip in strips(app.screen)),
        )
        parts = [
            part
            for strip in strips(app.screen)
            if "marker" in strip.text or "goal" in strip.text or "Advance" in strip.text
            for part in strip
        ]
    words = [part for part in parts if any(map(str.isalpha, part.text))]
    assert len(words) > 5
    for text, style, _ in words:
        assert not style.dim, text
        if style.bold and style.color.name == "#000000":
            assert not is_dark_of_16(style.color.name, colours), text
        assert least_contrast(style.color.name, style.bgcolor.name, colours) >= 4.5, text
