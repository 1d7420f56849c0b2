"""A question with one key for each answer, over a screen that stays in sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from lastmile_tui.domain.input.questions import Option
from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.drawing.glyphs import spell, spell_content
from lastmile_tui.ui.drawing.page import wrap
from lastmile_tui.ui.kit.option_rows import OptionRows

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from lastmile_tui.domain.input.questions import Choice
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette

GAP = 2
"""Cells between key, label and hint."""

ROWS_SIDES, NOTE_SIDES = 4, 10
"""Cells of the panel beside the answers, and beside what it says about them."""

LEAST_HINT = 24
"""Cells for a hint beside its answer; where there are less it stands below."""

OTHER_ROWS = 4
"""Rows of the panel beside the answers and the hint: its border, and a line around them."""


class ChoiceScreen(ModalScreen[Option | None]):
    """Gives back the answer that was chosen; None when it was left with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "cancel", tooltip="Leave without an answer"),
        Binding("enter", "answer", "answer", tooltip="Answer with the chosen row"),
        Binding("down", "move('down')", "down", tooltip="Next answer"),
        Binding("up", "move('up')", "up", tooltip="Previous answer"),
    ]
    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    ChoiceScreen {
        OptionRows { margin: 1 0; }
        &.-on-page {
            background: transparent;
            align: center bottom;
            .panel { width: 100%; max-width: 100%; margin: 0; }
            OptionRows { margin: 0; }
        }
        .note { padding: 0 3; margin: 0 0 1 0; color: $text-muted; }
    }
    """

    rows = getters.query_one(OptionRows)

    def __init__(
        self, choice: Choice, goal_title: str, glyphs: Glyphs, *, on_page: bool = False
    ) -> None:
        """`on_page` asks at the foot of the page below, which stays as it is."""
        super().__init__(classes="-on-page" if on_page else "")
        self._choice, self._goal_title, self._glyphs = choice, goal_title, glyphs

    def compose(self) -> ComposeResult:
        choice, dot = self._choice, self._glyphs.dot
        with Vertical(classes="panel") as panel:
            panel.border_title = Content(f"{choice.title}? {dot} {self._goal_title}")
            answers = "a key answers" if choice.start is None else "enter selects"
            panel.border_subtitle = f"{answers} {dot} esc cancels"
            yield OptionRows(self._glyphs)
            if choice.about:
                yield Static("", classes="note", markup=False)

    def on_mount(self) -> None:
        options = self._choice.options
        label = max(cell_len(option.key) for option in options) + GAP
        hint = max(cell_len(option.label) for option in options) + GAP + label
        draws = (partial(_draw, option, (label, hint), self._glyphs) for option in options)
        self.rows.fill(draws, -1 if self._choice.start is None else self._choice.start)

    def on_resize(self) -> None:
        spare = self.size.height - OTHER_ROWS - (2 if self._choice.about else 0)
        self.rows.styles.max_height = max(spare, 1)
        if self._choice.about:
            self._lay_out_note()

    def _lay_out_note(self) -> None:
        """Show as much of the note as there is room for below the answers, and that it goes on."""
        size = self.size
        answers = self.rows.get_content_height(size, size, size.width - ROWS_SIDES)
        room = max(size.height - OTHER_ROWS - answers - 1, 1)
        lines = wrap(self._choice.about, size.width - NOTE_SIDES)
        if len(lines) > room:
            lines = (*lines[: room - 1], self._glyphs.ellipsis)
        note = spell_content(Content("\n".join(lines)), self._glyphs)
        self.query_one(".note", Static).update(note)

    def on_key(self, event: events.Key) -> None:
        """Answer by the answer's own key."""
        for option in self._choice.options:
            if option.key in (event.character, event.key):
                event.stop()
                self.dismiss(option)
                return

    def action_move(self, command: str) -> None:
        self.rows.move(command)

    def action_answer(self) -> None:
        if self.rows.index >= 0:
            self.dismiss(self._choice.options[self.rows.index])

    @on(OptionRows.Picked)
    def _picked(self) -> None:
        self.action_answer()


def _draw(
    option: Option, columns: tuple[int, int], glyphs: Glyphs, width: int, palette: Palette
) -> list[Row]:
    """Key, label and hint, which goes on below where the width ends."""
    row, (label, hint) = Row(width), columns
    row.put(0, option.key, palette.accent)
    row.put(label, truncate(option.label, width - label, glyphs.ellipsis), palette.title)
    rows = [row]
    words = spell(option.hint, glyphs)
    beside = cell_len(words) <= width - hint or width - hint >= LEAST_HINT
    at = hint if beside else label
    for number, line in enumerate(wrap(words, width - at) if words else ()):
        if number or not beside:
            rows.append(Row(width))
        rows[-1].put(at, truncate(line, width - at, glyphs.ellipsis), palette.muted)
    return rows
