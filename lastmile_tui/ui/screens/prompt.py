"""One question, one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from lastmile_tui.ui.plain import spelled
from lastmile_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input

    from lastmile_tui.ui.drawing.glyphs import Glyphs


class Question(Struct, frozen=True):
    """What is asked, about which goal, and how many characters an answer may have."""

    text: str
    about: str
    limit: int


class PromptScreen(ModalScreen[str | None]):
    """Asks for a line of text; None when it was left with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "cancel", tooltip="Leave without a change")
    ]

    def __init__(
        self, question: Question, glyphs: Glyphs, value: str = "", trouble: str = ""
    ) -> None:
        super().__init__()
        self._question, self._glyphs = question, glyphs
        self._value, self._trouble = value, trouble

    def compose(self) -> ComposeResult:
        asked, dot = self._question, self._glyphs.dot
        with Vertical(classes="panel") as panel:
            panel.border_title = Content(f"{asked.text} {dot} {asked.about}")
            panel.border_subtitle = f"enter saves {dot} escape leaves"
            yield LineInput(self._value, max_length=asked.limit, select_on_focus=False)
            if self._trouble:
                trouble = spelled(Content(self._trouble), self._glyphs)
                yield Static(trouble, classes="trouble", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give back what was typed."""
        self.dismiss(event.value)
