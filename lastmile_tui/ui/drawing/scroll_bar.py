"""Scrollbars as strips: one is drawn with every line that is scrolled, and Rich takes its time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip
from textual.visual import Visual

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.style import Style as VisualStyle
    from textual.visual import RenderOptions


class SmoothScrollBar(ScrollBarRender):
    """A scrollbar whose ends are drawn in eighths of a cell."""

    def visualize(self) -> Visual | ScrollBarRender:
        """What Textual draws of this; a horizontal one, which is rare, by way of Rich."""
        return _Upright(self) if self.vertical else self


class PlainScrollBar(SmoothScrollBar):
    """A scrollbar whose ends are whole cells: it is drawn with colours alone."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


class _Upright(Visual):
    """A vertical scrollbar."""

    def __init__(self, bar: ScrollBarRender) -> None:
        self._bar = bar

    def render_strips(
        self,
        width: int,
        height: int | None,
        style: VisualStyle,
        options: RenderOptions,  # noqa: ARG002 # Textual's own signature
    ) -> list[Strip]:
        """A strip for each line; most lines share theirs."""
        bar, under = self._bar, style.rich_style
        colours = bar.style if isinstance(bar.style, Style) else Style.parse(bar.style)
        lines = bar.render_bar(
            size=height or 0,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=width,
            back_color=colours.bgcolor or Color.default(),
            bar_color=colours.color or Color.default(),
        ).segments
        drawn = {id(line): Strip([Segment(line.text, under + line.style)], width) for line in lines}
        return [drawn[id(line)] for line in lines]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """Its thickness."""
        return self._bar.thickness

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """As much as there is."""
        return 0
