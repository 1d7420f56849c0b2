"""A key right behind an escape, which may be the key with alt, or both keys after each other.

Terminals send the same for both, and so does tmux for two keys that come quickly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.events import Key

if TYPE_CHECKING:
    from textual.app import App


class AltKey(Key):
    """`plain` with alt. `others` are what the same bytes are to Textual, such as `ctrl+left`."""

    def __init__(self, plain: Key, *others: Key) -> None:
        shift = "shift+" if len(plain.key) == 1 and plain.key.isupper() else ""
        super().__init__(f"alt+{shift}{plain.key.lower() if shift else plain.key}", None)
        self._plain, self._others = plain, others

    def meant(self, app: App[Any]) -> list[Key]:
        """The key that does something where the focus is; else escape, and the key without alt."""
        bound = app.screen.active_bindings
        for key in (*self._others, Key(self.key, None)):
            if key.key in bound:
                return [key]
        return [Key("escape", "\x1b"), self._plain]
