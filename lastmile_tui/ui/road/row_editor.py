"""The input over a row of a road's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.drawing.glyphs import spell_content
from lastmile_tui.ui.kit.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.geometry import Region

    from lastmile_tui.domain.model.record import Move
    from lastmile_tui.domain.rows.edits import RowDraft
    from lastmile_tui.ui.drawing.glyphs import Glyphs


class RoadEditor(Vertical):
    """An input, and under it what the text means, or why it is refused."""

    DEFAULT_CSS = """
    RoadEditor {
        layer: edit; position: absolute; height: 2;

        LineInput { padding: 0 1; }
        Static { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap;
            text-overflow: ellipsis; }
        &.-refused Static { color: $text-warning; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", tooltip="Leave without a change")
    ]

    line = getters.query_one(LineInput)
    message = getters.query_one(Static)

    class Left(Message):
        """The editor was left without a change."""

    class Typed(Message):
        """The text was entered; its move, or None if it changes nothing."""

        def __init__(self, move: Move | None) -> None:
            super().__init__()
            self.move = move

    def __init__(
        self, text: str, limit: int, read: Callable[[str], RowDraft], glyphs: Glyphs
    ) -> None:
        super().__init__()
        self._text, self._limit, self._read, self._glyphs = text, limit, read, glyphs

    def compose(self) -> ComposeResult:
        yield LineInput(self._text, max_length=self._limit, select_on_focus=False)
        yield Static(markup=False)

    def on_mount(self) -> None:
        self.line.cursor_position = len(self._text)
        self._show_meaning(self._text)
        self.focus_line()

    def focus_line(self) -> None:
        """Focus the input."""
        self.line.focus()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show_meaning(event.value)

    def _show_meaning(self, text: str) -> None:
        """Show what a text means, or why it is refused."""
        try:
            self.show_message(self._read(text).meaning)
        except LastmileError as error:
            self.show_message(str(error))

    @on(Input.Submitted)
    def submit(self) -> None:
        """Post the move; a refused text stays, with the reason under it."""
        try:
            move = self._read(self.line.value).move
        except LastmileError as error:
            self.show_message(str(error), refused=True)
        else:
            self.post_message(self.Typed(move))

    def put(self, room: Region) -> None:
        """Cover a part of the screen."""
        self.styles.offset = room.offset
        self.styles.width = room.width

    def show_message(self, words: str, *, refused: bool = False) -> None:
        """Show a text under the input."""
        self.message.update(spell_content(Content(words), self._glyphs))
        self.set_class(refused, "-refused")

    def action_leave(self) -> None:
        """Leave without a change."""
        self.post_message(self.Left())
