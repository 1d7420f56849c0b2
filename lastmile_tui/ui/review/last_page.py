"""The last page of a review: the outcomes, and the goals to pick today's last mile from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.drawing.pen import Pen
from lastmile_tui.ui.kit.option_rows import OptionRows
from lastmile_tui.ui.kit.scroll import scroll
from lastmile_tui.ui.review.draw_last_page import choice_row, empty_rows, outcome_rows, pick_line
from lastmile_tui.ui.review.lines import ReviewLines

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.canvas import Row
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette
    from lastmile_tui.ui.review.draw_last_page import EndKeys
    from lastmile_tui.ui.review.view_model import LastPage

CHOICES_LEAST = 3
"""The fewest goals to pick from that are in sight."""


AIR_ROWS = 2
"""Empty rows above and below the outcomes, if everything fits."""


class Outcomes(Widget):
    """The outcomes of the goals, with their roads."""

    DEFAULT_CSS = "Outcomes { height: auto; }"

    def __init__(self, glyphs: Glyphs, keys: EndKeys) -> None:
        super().__init__()
        self._glyphs, self._keys = glyphs, keys
        self.last: LastPage | None = None
        self.roomy = False
        self._drawn: tuple[int, bool, list[Strip]] | None = None

    def show(self, last: LastPage) -> None:
        self.last, self._drawn = last, None
        self.refresh(layout=True)

    def count(self, width: int, *, roomy: bool) -> int:
        """The number of rows."""
        return len(self._strips(width, roomy=roomy))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 # Textual's own signature
        """All rows."""
        return len(self._strips(width, roomy=self.roomy))

    def notify_style_update(self) -> None:
        """Clear what was drawn in another theme."""
        super().notify_style_update()
        self._drawn = None

    def render_line(self, y: int) -> Strip:
        """One row."""
        strips = self._strips(self.size.width, roomy=self.roomy)
        if y < len(strips):
            return strips[y]
        return Strip.blank(self.size.width, palette_of(self.app.theme_variables).base)

    def _strips(self, width: int, *, roomy: bool) -> list[Strip]:
        if self.last is None or not width:
            return []
        if self._drawn is None or self._drawn[:2] != (width, roomy):
            palette = palette_of(self.app.theme_variables)
            pen = Pen(palette, self._glyphs, self.last.today)
            if self.last.outcomes:
                rows = outcome_rows(self.last, self._keys, width, pen, roomy=roomy)
            else:
                rows = empty_rows(self.last, self._keys, width, pen)
            self._drawn = (width, roomy, [row.strip(palette.base) for row in rows])
        return self._drawn[2]


class ReviewEnd(Vertical):
    """The outcomes, and below them the goals to pick from; both scroll if room is short."""

    DEFAULT_CSS = """
    ReviewEnd {
        height: 1fr;
        #outcomes { height: auto; scrollbar-size-vertical: 1; }
        &.-airy #outcomes { margin: 1 0; }
    }
    """

    class Picked(Message):
        """A goal to pick was clicked."""

        def __init__(self, uid: str) -> None:
            super().__init__()
            self.uid = uid

    page = getters.query_one("#outcomes", VerticalScroll)
    outcomes = getters.query_one(Outcomes)
    line = getters.query_one("#pick", ReviewLines)
    choices = getters.query_one(OptionRows)

    def __init__(self, last: LastPage, glyphs: Glyphs, keys: EndKeys) -> None:
        super().__init__()
        self._last, self._glyphs, self._keys = last, glyphs, keys
        self._moved = False
        """Whether the cursor was moved since a goal was picked."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="outcomes", can_focus=False):
            yield Outcomes(self._glyphs, self._keys)
        yield ReviewLines(self._glyphs, id="pick")
        yield OptionRows(self._glyphs)

    def on_mount(self) -> None:
        self._draw(self._last.picked)

    def show(self, last: LastPage) -> None:
        """Show the current page; a cursor that was moved stays on its goal."""
        if last.picked != self._last.picked:
            self._moved = False
        under = self.chosen.uid if self._moved and self.chosen else last.picked
        self._last = last
        if self.is_mounted:
            self._draw(under)

    @property
    def chosen(self) -> Goal | None:
        """The goal under the cursor."""
        choices = self._last.choices
        index = self.choices.index if self.is_mounted else 0
        return choices[index] if choices else None

    @property
    def to_pick(self) -> str | None:
        """The uid of the goal that enter picks: the one under a moved cursor.

        None if enter leaves, as on the pages before.
        """
        goal = self.chosen
        return goal.uid if goal and self._moved and goal.uid != self._last.picked else None

    def move(self, command: str) -> bool:
        """Move the cursor; pages scroll the outcomes, and without goals to pick all keys do.

        Whether anything moved.
        """
        before = (self.choices.index, self.page.scroll_offset.y)
        if self._last.choices and not command.startswith("page"):
            self._moved = True
            self.choices.move(command)
        else:
            scroll(self.page, command)
        return (self.choices.index, self.page.scroll_offset.y) != before

    def on_resize(self) -> None:
        self._fit()

    def _draw(self, under: str | None) -> None:
        """Show the page, with the cursor on a goal, or on the first one."""
        last = self._last
        self.outcomes.show(last)
        self.line.show(lambda _: (pick_line(last),))
        self.line.display = self.choices.display = bool(last.choices)
        uids = [goal.uid for goal in last.choices]
        draws = [partial(self._choice, goal, number) for number, goal in enumerate(last.choices, 1)]
        self.choices.fill(draws, uids.index(under) if under in uids else 0)
        self._fit()

    def _choice(self, goal: Goal, number: int, width: int, palette: Palette) -> list[Row]:
        pen = Pen(palette, self._glyphs, self._last.today)
        picked = goal.uid == self._last.picked
        return [choice_row(goal, number, width, pen, picked=picked)]

    def _fit(self) -> None:
        """Share the rows: roads get their own row if everything fits, else the parts scroll."""
        width, height = self.size
        if not width:
            return
        count = len(self._last.choices)
        room = height - 1 if count else height
        fits = self.outcomes.count(width, roomy=True) + AIR_ROWS <= room - count
        self.outcomes.roomy = fits
        self.set_class(fits, "-airy")
        above = min(
            self.outcomes.count(width, roomy=fits), max(room - min(count, CHOICES_LEAST), 1)
        )
        self.page.styles.max_height = above
        self.choices.styles.max_height = max(room - above - (AIR_ROWS if fits else 0), 1)
        self.outcomes.refresh(layout=True)

    @on(OptionRows.Picked)
    def _picked(self, message: OptionRows.Picked) -> None:
        message.stop()
        self.post_message(self.Picked(self._last.choices[message.index].uid))
