"""The strip of the first steps: its words, where room is short, and in any terminal."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App
from textual.widgets import Static

from lastmile_tui.commands import COMMANDS
from lastmile_tui.domain.changes.drive import reach
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.examples.first_steps import FirstStep, Guide, coach_for
from lastmile_tui.ui.drawing.glyphs import ASCII, UNICODE
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.drawing.themes import DARK
from lastmile_tui.ui.highway.draw_first_steps import draw_coach
from lastmile_tui.ui.highway.first_steps import FirstStepsStrip
from lastmile_tui.ui.kit.bindings import key_name
from support.ui.internals import strips
from support.ui.screen import shown, toast, until

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FILE = "~/.local/share/lastmile/lastmile.json"
KEYS = {one.id: tuple(key_name(key) for key in one.keys) for one in COMMANDS}
PALETTE = palette_of(
    {
        "background": "#121417",
        "foreground": "#e4e7ec",
        "success": "#62d98c",
        "warning": "#ffb020",
        "error": "#ff5f56",
        **DARK.variables,
    }
)


def coach(step, *, file=FILE, keys=KEYS):
    return coach_for(Guide(NOW, NOW.date(), step), keys, file)


def drawn(step, width, room=5, glyphs=UNICODE, **named):
    strips = draw_coach(coach(step, **named), width, room, PALETTE, glyphs, leave="x")
    assert {strip.cell_length for strip in strips} == {width}
    return "\n".join(strip.text.rstrip() for strip in strips)


AT_60 = {
    FirstStep.ADD: """\
▌  A goal is a road. Press a, type a title and markers,
▌  then enter.
▌  Such as  Bake a cake: flour > bake >> bring it to Ana
▌  ●○○○○  First steps 1 of 5                      x skips""",
    FirstStep.DRIVE: """\
▌  The vehicle waits at the start. Press space: it drives
▌  to the next marker.
▌  ●●○○○  First steps 2 of 5                      x skips""",
    FirstStep.STRETCH: """\
▌  Goals get stuck in the last mile: that is why it is
▌  drawn so long. Drive into it with space.
▌  ●●●○○  First steps 3 of 5                      x skips""",
    FirstStep.REVIEW: """\
▌  Goals get stuck in the last mile: that is why it is
▌  drawn so long. Press r: the review asks about each
▌  road, most at risk first. One key answers.
▌  ●●●●○  First steps 4 of 5                      x skips""",
    FirstStep.DONE: """\
▌  That is all there is to it. u takes back any change, ?
▌  shows all keys. Everything is saved in
▌  ~/.local/share/lastmile/lastmile.json.
▌  ●●●●●  First steps 5 of 5                     x closes""",
}

AT_100 = {
    FirstStep.ADD: """\
▌  A goal is a road. Press a, type a title and markers, then enter.
▌  Such as  Bake a cake: flour > bake >> bring it to Ana
▌  ●○○○○  First steps 1 of 5                                                              x skips\
""",
    FirstStep.STRETCH: """\
▌  Goals get stuck in the last mile: that is why it is drawn so long. Drive into it with space.
▌  ●●●○○  First steps 3 of 5                                                              x skips\
""",
}


@pytest.mark.parametrize("step", FirstStep)
def test_every_step_at_60_columns(step):
    assert drawn(step, 60) == AT_60[step]


@pytest.mark.parametrize("step", AT_100)
def test_steps_at_100_columns(step):
    assert drawn(step, 100) == AT_100[step]


def test_the_example_gives_way_first_and_then_the_reason():
    assert (
        drawn(FirstStep.ADD, 60, 3)
        == """\
▌  A goal is a road. Press a, type a title and markers,
▌  then enter.
▌  ●○○○○  First steps 1 of 5                      x skips"""
    )
    assert (
        drawn(FirstStep.ADD, 60, 2)
        == """\
▌  Press a, type a title and markers, then enter.
▌  ●○○○○  First steps 1 of 5                      x skips"""
    )
    assert "Such as" not in drawn(FirstStep.ADD, 58)


def test_it_is_all_ascii_where_signs_are():
    for step in FirstStep:
        assert drawn(step, 60, glyphs=ASCII, keys={}).isascii()
    assert drawn(FirstStep.DRIVE, 60, glyphs=ASCII).splitlines()[-1] == (
        "|  ##---  First steps 2 of 5                      x skips"
    )


def test_keys_stand_out_even_where_a_sentence_wraps():
    strips = draw_coach(coach(FirstStep.DONE), 60, 5, PALETTE, UNICODE, leave="x")
    keys = [
        part.text
        for strip in strips
        for part in strip
        if part.style and part.style.bold and part.text[0] not in "▌●"
    ]
    assert keys == ["u", "?", "x"]


@given(
    st.sampled_from(FirstStep),
    st.integers(1, 140),
    st.integers(1, 6),
    st.text(max_size=60),
    st.sampled_from([UNICODE, ASCII]),
)
def test_it_stays_in_its_room_whatever_the_file_is_called(step, width, room, file, glyphs):
    strips = draw_coach(coach(step, file=file), width, room, PALETTE, glyphs, leave="x")
    assert 1 <= len(strips) <= room
    assert all(cell_len(strip.text) == width == strip.cell_length for strip in strips)


class Stage(App):
    """The strip between what has the room and a last line."""

    def compose(self):
        page = Static("roads")
        page.styles.height = "1fr"
        yield page
        yield FirstStepsStrip(UNICODE, "x")
        yield Static("keys")


def screen(app):
    return [strip.text.rstrip() for strip in strips(app.screen)]


@pytest.mark.parametrize(("size", "rows"), [((60, 20), 4), ((100, 30), 3), ((60, 10), 2)])
async def test_the_strip_takes_the_rows_it_needs_above_the_last_line(size, rows):
    app = Stage()
    async with app.run_test(size=size) as pilot:
        strip = app.query_one(FirstStepsStrip)
        assert screen(app) == ["roads", *[""] * (size[1] - 2), "keys"]
        strip.coach = coach(FirstStep.ADD)
        await pilot.pause()
        shown = screen(app)
        assert shown[-1] == "keys"
        assert [line[:1] for line in shown[-2 - rows : -1]] == ["", *"▌" * rows]
        assert "First steps 1 of 5" in shown[-2]
        strip.coach = coach(FirstStep.DRIVE)
        await pilot.pause()
        assert "First steps 2 of 5" in screen(app)[-2]
        strip.coach = None
        await pilot.pause()
        assert screen(app) == ["roads", *[""] * (size[1] - 2), "keys"]


async def test_the_strip_wraps_anew_when_the_terminal_changes():
    app = Stage()
    async with app.run_test(size=(100, 30)) as pilot:
        strip = app.query_one(FirstStepsStrip)
        strip.coach = coach(FirstStep.REVIEW)
        await pilot.pause()
        assert strip.size.height == 3
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "\n".join(screen(app)[-5:-1]) == AT_60[FirstStep.REVIEW]


async def test_fewer_words_are_drawn_without_colour_before_the_strip_is_lower(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = Stage()
    async with app.run_test(size=(60, 20)) as pilot:
        strip = app.query_one(FirstStepsStrip)
        strip.coach = coach(FirstStep.ADD)
        await pilot.pause()
        strip.set_reactive(FirstStepsStrip.coach, coach(FirstStep.DRIVE))
        strip.refresh()
        await pilot.pause()
        assert screen(app)[-2:] == ["", "keys"]


async def test_who_leaves_the_first_steps_has_skipped_them(garage):
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "First steps 1 of 5" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: toast(app) == "First steps skipped; the palette has them again.")
        assert "1 of 5" not in shown(app)


async def test_who_leaves_the_last_of_the_first_steps_has_done_them(garage):
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "First steps 1 of 5" in shown(app))
        goal = garage.add("A: a >> b")
        with garage.store() as store:
            store.change(goal.uid, lambda record, stamp: reach(record, stamp, 1))
            store.change(goal.uid, seal)
        app.session.refresh()
        app.bind_down()
        assert app.first_steps.coach().step is FirstStep.DONE
        await pilot.press("escape")
        await until(pilot, lambda: toast(app) == "First steps done; the palette has them again.")
