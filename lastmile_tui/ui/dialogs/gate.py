"""The new-start gate: shows the roads in the final stretch before something new begins."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from rich.cells import cell_len
from rich.style import Style
from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from lastmile_tui.domain.changes.start import GATE_LIMIT, GO
from lastmile_tui.domain.model.goal import Goal  # noqa: TC001 # msgspec resolves the annotations
from lastmile_tui.domain.wording.finish import gate_words
from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.drawing.deck import deck_of, draw_deck
from lastmile_tui.ui.drawing.glyphs import spell, spell_content
from lastmile_tui.ui.drawing.pen import Pen
from lastmile_tui.ui.kit.option_rows import OptionRows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette

OTHER_ROWS = 7
"""Rows of the panel beside its roads: its border, two lines of words, and lines around them."""

MARKS_AT, TITLE_AT = 3, 8
"""The cells at which attention and title begin."""

ROAD_ROWS = 2
"""Rows of a road."""

DECK_CELLS = 24
"""Cells of a deck at the side of a road's reason, its chequered finish with it."""

DECK_FROM = 70
"""Cells of a row from which there is room for a deck, when the reason leaves it."""

_LETTERS = "gjk"
"""Letters that answer."""

MOMENT_SECONDS = 0.3
"""How long a number waits for what makes it the beginning of a text, such as `10 km in June`."""


class GateRow(Struct, frozen=True):
    """A road in the final stretch: its attention 0 to 3, why in words, and what is left in words.

    With its goal, its deck is drawn too.
    """

    uid: str
    title: str
    level: int
    reason: str
    left: str
    goal: Goal | None = None


class GateScreen(ModalScreen[str | None]):
    """Gives back `GO`, or the uid of a road to drive now; None when nothing is to start.

    `rows` come with the most endangered first, `total` counts those that are not shown too. Without
    `today` there are no decks, and without a title the new goal is not named yet.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", tooltip="Leave; nothing is started"),
        Binding("g", "go", "go on", tooltip="Go on with the new goal"),
        Binding("enter", "answer", "answer", tooltip="Answer with the chosen row"),
        Binding("down,j", "move('down')", "down", tooltip="Next road"),
        Binding("up,k", "move('up')", "up", tooltip="Previous road"),
    ]
    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    GateScreen {
        #stand { padding: 0 3; margin: 1 0; }
        OptionRows { margin: 0 0 1 0; }
    }
    """

    rows = getters.query_one(OptionRows)

    def __init__(
        self,
        rows: Sequence[GateRow],
        new_title: str,
        total: int,
        glyphs: Glyphs,
        today: date | None = None,
    ) -> None:
        super().__init__()
        self._rows, self._new_title, self._total = rows[:GATE_LIMIT], new_title, total
        self._glyphs, self._today = glyphs, today
        self._typing = False
        """Whether a text is typed at it, as by who has not seen the gate yet."""
        self._number: Timer | None = None
        """Answers with the road whose number was just pressed."""
        self._uid = ""
        """That road."""

    def compose(self) -> ComposeResult:
        glyphs = self._glyphs
        with Vertical(classes="panel") as panel:
            panel.border_title = spell_content(
                Content(f"Before you start {self._what('something new')}"), glyphs
            )
            panel.border_subtitle = self._keys_in_words()
            words = spell_content(Content(gate_words(self._total, len(self._rows))), glyphs)
            yield Static(words, id="stand", markup=False)
            yield OptionRows(glyphs)

    def on_mount(self) -> None:
        roads = [
            partial(self._draw_road, row, str(number)) for number, row in enumerate(self._rows, 1)
        ]
        self.rows.fill([*roads, self._draw_go], len(roads))

    def on_resize(self) -> None:
        spare = self.size.height - OTHER_ROWS
        self.rows.styles.max_height = max(spare, 1)
        self.rows.gap = 1 if ROAD_ROWS * len(self._rows) + len(self._rows) < spare else 0

    def on_key(self, event: events.Key) -> None:
        """Drive a road by its number; a text that is typed blindly drives none."""
        number, self._number = self._number, None
        if number:
            number.stop()
        if self._typed(event, behind_number=number is not None):
            event.stop()
            event.prevent_default()
            return
        for index, row in enumerate(self._rows):
            if event.key == str(index + 1):
                event.stop()
                self.rows.index = index
                self._number = self.set_timer(MOMENT_SECONDS, self._moment_is_over)
                self._uid = row.uid
                return

    def _moment_is_over(self) -> None:
        """Drive behind the keys that wait already: on a busy machine they come late."""
        number = self._number
        self.app.call_later(self.call_later, self._drive, number)

    def _drive(self, number: Timer | None) -> None:
        """Drive the road of a number, unless a key or a click came behind it."""
        if number and number is self._number and self.is_current:
            self.dismiss(self._uid)

    def _typed(self, event: events.Key, *, behind_number: bool) -> bool:
        """Whether a key is part of a text.

        That begins with a letter that answers nothing, or with a number and more right behind it.
        """
        begins = behind_number or ((event.character or "").isalpha() and event.key not in _LETTERS)
        was, self._typing = self._typing, event.is_printable and (self._typing or begins)
        if self._typing and not was:
            self.rows.index = len(self._rows)
        if self._typing != was:
            self.query_one(".panel").border_subtitle = self._keys_in_words()
        return self._typing

    def _keys_in_words(self) -> str:
        keys = "enter goes on" if self._typing else "press a number to work on it"
        return f"{keys} {self._glyphs.dot} esc cancels"

    def action_move(self, command: str) -> None:
        self.rows.move(command)

    def _what(self, unnamed: str) -> str:
        return f"‘{self._new_title}’" if self._new_title else unnamed

    def action_go(self) -> None:
        self.dismiss(GO)

    def action_answer(self) -> None:
        index = self.rows.index
        self.dismiss(self._rows[index].uid if index < len(self._rows) else GO)

    @on(OptionRows.Picked)
    def _picked(self) -> None:
        self.action_answer()

    def _draw_road(self, road: GateRow, key: str, width: int, palette: Palette) -> list[Row]:
        """Number, attention, title and the rest; under it the reason, and the deck if it fits."""
        glyphs, top, under = self._glyphs, Row(width), Row(width)
        style = (palette.muted, palette.final_text, palette.warning, palette.danger)[road.level]
        left = spell(road.left, glyphs)
        reason = spell(road.reason, glyphs)
        top.put(0, key, palette.accent)
        top.put(MARKS_AT, glyphs.attention * road.level, style)
        room = width - TITLE_AT - cell_len(left) - 2
        top.put(TITLE_AT, truncate(road.title, room, glyphs.ellipsis), palette.title)
        top.put(width - cell_len(left), left, palette.muted)
        room = width - TITLE_AT
        under.put(TITLE_AT, truncate(reason, room, glyphs.ellipsis), Style(color=style.color))
        fits = width >= DECK_FROM and cell_len(reason) <= room - DECK_CELLS - 2
        if road.goal and self._today and fits:
            deck, pen = deck_of(road.goal, DECK_CELLS - 1), Pen(palette, glyphs, self._today)
            draw_deck(under, width - DECK_CELLS, deck, pen, chequer=1, ground=False)
        return [top, under]

    def _draw_go(self, width: int, palette: Palette) -> list[Row]:
        """The last row: on with the new goal."""
        row = Row(width)
        row.put(0, "g", palette.accent)
        words = spell(f"go on with {self._what('the new goal')}", self._glyphs)
        room = width - MARKS_AT
        row.put(MARKS_AT, truncate(words, room, self._glyphs.ellipsis), palette.title)
        return [row]
