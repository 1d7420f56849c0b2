"""A few pictures: what a change of the drawing shows at a glance."""

from __future__ import annotations

import pytest

DARK, LIGHT = "lastmile-dark", "lastmile-light"
LINE = "Learn to sing: breath > scales >> a song for Ann due 24 dec #music @Ann ! she heard it"


@pytest.mark.parametrize(
    ("theme", "size"), [(DARK, (120, 40)), (LIGHT, (80, 24)), (DARK, (60, 20))]
)
def test_highway(garage, snap_compare, theme, size):
    assert snap_compare(garage.demo(theme=theme), terminal_size=size, press=("j",))


def test_quick_add(garage, snap_compare):
    async def type_a_line(pilot):
        await pilot.press("a", "g")
        await pilot.pause()
        field = pilot.app.focused
        field.cursor_blink = False
        field.value, field.cursor_position = LINE, len(LINE)
        await pilot.pause()

    app = garage.demo(theme=DARK)
    assert snap_compare(app, terminal_size=(100, 30), run_before=type_a_line)


def test_road(garage, snap_compare):
    assert snap_compare(garage.demo(theme=DARK), terminal_size=(120, 40), press=("enter",))


def test_gate(garage, snap_compare):
    assert snap_compare(garage.demo(theme=LIGHT), terminal_size=(80, 30), press=("a",))


def test_seal_list(garage, snap_compare):
    assert snap_compare(garage.demo(theme=DARK), terminal_size=(80, 24), press=("s",))


def test_keys(garage, snap_compare):
    app = garage.demo(theme=DARK)
    assert snap_compare(app, terminal_size=(80, 45), press=("question_mark",))
