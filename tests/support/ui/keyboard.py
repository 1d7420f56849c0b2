"""A terminal's bytes, read as the app reads them, with a clock of its own."""

from __future__ import annotations

from textual.events import Key

from lastmile_tui.ui.keyboard.reader import TerminalReader

ESCAPE_SECONDS = 0.1


def events(*reads, pairs=False):
    """The events of what arrives in these reads, then silence."""
    reader = TerminalReader(ESCAPE_SECONDS, pairs=pairs)
    found = [event for read in reads for event in reader.feed(read, 0.0)]
    while (deadline := reader.deadline) is not None:
        found += reader.tick(deadline)
    return found


def keys(*reads, pairs=False):
    """The names of the keys among them."""
    return [event.key for event in events(*reads, pairs=pairs) if isinstance(event, Key)]
