"""The line that lies over a row of a road's page while it is typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.drawing.glyphs import spelled
from lastmile_tui.ui.kit.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.geometry import Region

    from lastmile_tui.domain.model.record import Move
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.road.row_edits import RowDraft


class RoadEditor(Vertical):
    """A line to type in, and under it what it means, or why it cannot be taken."""

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
    said = getters.query_one(Static)

    class Left(Message):
        """It was left without a change."""

    class Typed(Message):
        """What was typed makes a move, or none when it changes nothing."""

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
        self._tell(self._text)
        self.focus_line()

    def focus_line(self) -> None:
        """Go on typing."""
        self.line.focus()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell(event.value)

    def _tell(self, text: str) -> None:
        """Say what a text means, or why it cannot be taken."""
        try:
            self.say(self._read(text).says)
        except LastmileError as error:
            self.say(str(error))

    @on(Input.Submitted)
    def submit(self) -> None:
        """Give the move; what makes none stays, with the reason under it."""
        try:
            move = self._read(self.line.value).move
        except LastmileError as error:
            self.say(str(error), refused=True)
        else:
            self.post_message(self.Typed(move))

    def put(self, room: Region) -> None:
        """Lie over a part of the screen."""
        self.styles.offset = room.offset
        self.styles.width = room.width

    def say(self, words: str, *, refused: bool = False) -> None:
        """Say something of what is typed."""
        self.said.update(spelled(Content(words), self._glyphs))
        self.set_class(refused, "-refused")

    def action_leave(self) -> None:
        """Leave what was typed."""
        self.post_message(self.Left())
