"""One question, one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from lastmile_tui.ui.drawing.glyphs import spell_content
from lastmile_tui.ui.kit.line_input import LineInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input

    from lastmile_tui.domain.input.questions import Line
    from lastmile_tui.ui.drawing.glyphs import Glyphs


class PromptScreen(ModalScreen[str | None]):
    """Asks for a line of text; None if it was left with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "cancel", tooltip="Leave without a change")
    ]

    meaning = getters.query_one("#meaning", Static)

    def __init__(
        self, question: Line, about: str, glyphs: Glyphs, value: str = "", trouble: str = ""
    ) -> None:
        super().__init__()
        self._question, self._about, self._glyphs = question, about, glyphs
        self._value, self._trouble = value, trouble

    def compose(self) -> ComposeResult:
        question, dot = self._question, self._glyphs.dot
        with Vertical(classes="panel") as panel:
            panel.border_title = Content(f"{question.title} {dot} {self._about}")
            panel.border_subtitle = f"enter saves {dot} esc cancels"
            yield LineInput(
                self._value,
                placeholder=question.example,
                max_length=question.limit,
                select_on_focus=question.replace,
            )
            if question.meaning:
                words = self._say_meaning("" if self._trouble else self._value)
                yield Static(words, id="meaning", markup=False)
            if self._trouble:
                yield Static(self._spelled(self._trouble), classes="trouble", markup=False)
            if hint := _hint(question):
                yield Static(self._spelled(hint), classes="hint", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the line means, instead of the last refusal."""
        if self._trouble:
            if event.value == self._value:
                return
            self._trouble = ""
            self.query_one(".trouble").remove()
        if self._question.meaning:
            self.meaning.update(self._say_meaning(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the line."""
        self.dismiss(event.value)

    def _say_meaning(self, line: str) -> Content:
        return self._spelled(self._question.meaning(line) if self._question.meaning else "")

    def _spelled(self, words: str) -> Content:
        return spell_content(Content(words), self._glyphs)


def _hint(question: Line) -> str:
    """What to know before typing, which stays in sight."""
    if question.optional:
        return "enter alone is enough"
    return f"an empty line: {question.empty}" if question.empty else question.hint
