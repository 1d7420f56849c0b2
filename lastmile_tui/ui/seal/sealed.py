"""The moment after sealing: the road fills up to the flag, and a summary follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from textual import getters
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.deck import CHEQUER, deck_of, draw_deck, draw_signs
from lastmile_tui.ui.drawing.glyphs import ASCII, spell_content
from lastmile_tui.ui.drawing.labels import draw_labels
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.drawing.pen import Pen
from lastmile_tui.ui.kit.bindings import key_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs

REVEAL_SECONDS = 0.9
"""Long enough to see the stretch fill, short enough not to be waited for."""

FINISH_ROWS = 3
"""Signs, deck, marker titles."""

CLOTH_CELLS = 12
"""Cells of the chequered cloth over the words."""

OPEN_ITEMS = 3
"""The most open items that are named."""


class FinishSummary(Struct, frozen=True):
    """What a sealed goal took, in ready words; empty ones are left out.

    `open_items` are the texts of the seal items that were open when it was sealed.
    """

    days: str
    miles_text: str
    entries: str = ""
    stretch_line: str = ""
    open_items: tuple[str, ...] = ()


class Finish(Widget):
    """The road of a sealed goal, driven from the start of its final stretch to the flag."""

    DEFAULT_CSS = f"Finish {{ height: {FINISH_ROWS}; }}"

    share: reactive[float] = reactive(1.0)
    """How much of the final stretch the vehicle has shown, 0 to 1."""

    def __init__(self, goal: Goal, today: date, glyphs: Glyphs) -> None:
        super().__init__()
        self._goal, self._today, self._glyphs = goal, today, glyphs

    def render_line(self, y: int) -> Strip:
        """One row of the road."""
        width = self.size.width
        palette = palette_of(self.app.theme_variables)
        pen = Pen(palette, self._glyphs, self._today)
        goal, row = self._goal, Row(width)
        if self.share < 1:
            goal = replace(goal, sealed=None, roadblocks=())
        start = goal.final_start
        at = start + (goal.distance - start) * self.share
        deck = deck_of(goal, width - 2 * MARGIN - CHEQUER, at)
        draw = (draw_signs, draw_deck, draw_labels)[y]
        draw(row, MARGIN, deck, pen)
        return row.strip(palette.base)


class SealedScreen(ModalScreen[bool | None]):
    """Shows the moment; any key or click leads on, and does nothing else.

    It gives back whether that was one of the keys that begin the road `again`, else None.
    """

    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    SealedScreen {
        align: center middle;

        #moment {
            width: 80; max-width: 100%; height: auto; max-height: 100%; padding: 1 0;
            background: $background; border: round $success;
            border-subtitle-color: $text-muted;
            &.-plain { border: ascii $success; }
        }
        Static { text-align: center; padding: 0 3; }
        #cloth { text-style: $ink-strong; margin: 0 0 1 0; }
        #word { text-style: bold; color: $text-success; }
        #title { text-style: $ink-strong; margin: 0 0 1 0; }
        #summary { margin: 1 0 0 0; }
    }
    """

    finish = getters.query_one(Finish)
    summary_line = getters.query_one("#summary", Static)

    def __init__(
        self,
        goal: Goal,
        today: date,
        summary: FinishSummary,
        glyphs: Glyphs,
        again: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._goal, self._today, self._summary, self._glyphs = goal, today, summary, glyphs
        self._again = again

    def compose(self) -> ComposeResult:
        glyphs = self._glyphs
        with Vertical(id="moment", classes="-plain" if glyphs is ASCII else "") as panel:
            panel.border_subtitle = Content(self._say_keys())
            yield Static(glyphs.chequer * CLOTH_CELLS, id="cloth", markup=False)
            yield Static("Sealed.", id="word", markup=False)
            yield Static(Content(self._goal.title), id="title", markup=False)
            yield Finish(self._goal, self._today, glyphs)
            yield Static(
                spell_content(summary_content(self._summary), glyphs), id="summary", markup=False
            )

    def on_mount(self) -> None:
        self.watch(self.finish, "share", self._reveal)
        self.finish.share = 0.0
        self.finish.animate(
            "share", 1.0, duration=REVEAL_SECONDS, easing="in_out_cubic", level="basic"
        )

    def _reveal(self, share: float) -> None:
        """Show the summary once the vehicle has arrived."""
        self.summary_line.visible = share >= 1

    def _say_keys(self) -> str:
        if not self._again:
            return "any key goes on"
        plain = self._glyphs is ASCII
        key = key_name(self._again[0], plain=plain)
        return f"any key goes on {self._glyphs.dot} {key} begins it again"

    def on_key(self, event: events.Key) -> None:
        """Close on any key."""
        event.stop()
        event.prevent_default()
        self.dismiss(True if event.key in self._again else None)

    def on_click(self) -> None:
        self.dismiss()


def summary_content(summary: FinishSummary) -> Content:
    """The summary, one line each, and the items left open."""
    way = ", ".join(filter(None, (summary.miles_text, summary.entries)))
    lines = [Content(line) for line in (summary.days, way, summary.stretch_line) if line]
    if summary.open_items:
        items = ", ".join(f"‘{item}’" for item in summary.open_items[:OPEN_ITEMS])
        more = len(summary.open_items) - OPEN_ITEMS
        left = f"Left open: {items}" + (f" and {more} more" if more > 0 else "")
        lines += [Content(""), Content.styled(left, "$text-muted")]
    return Content("\n").join(lines)
