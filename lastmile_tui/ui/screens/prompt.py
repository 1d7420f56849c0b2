"""One question, one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from lastmile_tui.domain.text import TITLE_LIMIT

if TYPE_CHECKING:
    from textual.app import ComposeResult


class PromptScreen(ModalScreen[str | None]):
    """Asks for a line of text; None when it was left with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "cancel", tooltip="Leave without a change")
    ]

    def __init__(self, question: str, about: str, value: str = "") -> None:
        super().__init__()
        self._question, self._about, self._value = question, about, value

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel") as panel:
            panel.border_title = Content.from_markup(
                "$q · $about", q=self._question, about=self._about
            )
            panel.border_subtitle = "enter saves · escape leaves"
            yield Input(self._value, max_length=TITLE_LIMIT, select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give back what was typed."""
        self.dismiss(event.value)
