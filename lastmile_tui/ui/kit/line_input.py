"""A one-line input."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from lastmile_tui.domain.model.text import clean_key, clean_note

if TYPE_CHECKING:
    from textual import events


def hidden_text(event: events.Key) -> str:
    """What a key types that Textual leaves out: joiners, spaces of other widths, private letters.

    Empty for all other keys.
    """
    char = event.character or ""
    return clean_key(char) if len(char) == 1 and not event.is_printable else ""


class LineInput(Input):
    """An input that joins pasted lines, and accepts a suggestion with tab as well as with →."""

    DEFAULT_CSS = """
    LineInput {
        height: 1; border: none; padding: 0 3; background: $panel;
        &:focus { border: none; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "complete", show=False, tooltip="Take the suggestion")
    ]

    def action_complete(self) -> None:
        """Take the suggestion that is shown behind the cursor, if there is one."""
        if self.cursor_at_end:
            self.action_cursor_right()

    def on_key(self, event: events.Key) -> None:
        """Insert also what Textual takes for no text, such as the joiner in a Persian word."""
        if text := hidden_text(event):
            event.prevent_default()
            event.stop()
            self.replace(text, *sorted(self.selection))

    def on_paste(self, event: events.Paste) -> None:
        """Insert all lines as one, without control characters."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        words = clean_note(event.text).replace("\n", " ")
        if self.max_length:
            words = words[: max(self.max_length - len(self.value) + end - start, 0)]
        self.replace(words, start, end)
