"""Scrollbars look as Textual draws them, whatever is scrolled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style
from textual.color import Color
from textual.scrollbar import ScrollBarRender
from textual.style import Style as VisualStyle

from lastmile_tui.ui.drawing.scroll_bar import PlainScrollBar, SmoothScrollBar

COLOURS = Style.parse("#ffaf00 on #101010")
GROUND = VisualStyle(Color.parse("#202020"), Color.parse("#eeeeee"))


class PlainByRich(ScrollBarRender):
    VERTICAL_BARS = PlainScrollBar.VERTICAL_BARS


def by_rich(bar, width, height):
    """The lines that Textual makes of a scrollbar by way of Rich, on a ground."""
    console = Console(width=width, height=height, color_system="truecolor")
    options = console.options.update(width=width, height=height)
    lines = console.render_lines(bar, options, pad=False)
    return [[(one.text, GROUND.rich_style + one.style) for one in line] for line in lines]


@st.composite
def bars(draw):
    """What a scrollbar is made with, less in sight than there is."""
    total = draw(st.integers(1, 50_000))
    window = draw(st.integers(0, total - 1))
    place = draw(st.floats(0, 1))
    position = (total - window) * place
    return {"virtual_size": total, "window_size": window, "position": position, "style": COLOURS}


@pytest.mark.parametrize(
    ("ours", "theirs"), [(SmoothScrollBar, ScrollBarRender), (PlainScrollBar, PlainByRich)]
)
@given(bars(), st.integers(1, 2), st.integers(1, 60))
def test_a_scrollbar_is_drawn_line_by_line_as_textual_draws_it(ours, theirs, bar, width, height):
    strips = ours(**bar, thickness=width).visualize().render_strips(width, height, GROUND, None)
    drawn = [[(one.text, one.style) for one in strip] for strip in strips]
    assert drawn == by_rich(theirs(**bar, thickness=width), width, height)
