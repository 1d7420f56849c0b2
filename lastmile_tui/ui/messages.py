"""What screens and widgets tell the app: bubbled up, in the words of the domain."""

from __future__ import annotations

from textual.message import Message


class CommandRequested(Message):
    """A verb of the command table, for a goal where it needs one."""

    def __init__(self, command: str, uid: str | None = None) -> None:
        super().__init__()
        self.command = command
        self.uid = uid


class MarkerRequested(Message):
    """A marker of a goal was double-clicked."""

    def __init__(self, uid: str, index: int) -> None:
        super().__init__()
        self.uid = uid
        self.index = index


class FilterChanged(Message):
    """The words to filter by."""

    def __init__(self, query: str) -> None:
        super().__init__()
        self.query = query
