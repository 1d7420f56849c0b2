"""A terminal's bytes, read as the app reads them, with a clock of its own."""

from __future__ import annotations

from textual.events import Key

from lastmile_tui.ui.keyboard.reader import TerminalReader

ESCAPE_SECONDS = 0.1


def drained(reader, reads):
    """What comes of these reads, each right behind the other, and of the silence after them."""
    found = [one for read in reads for one in reader.feed(read, 0.0)]
    while (deadline := reader.deadline) is not None:
        found += reader.tick(deadline)
    return found


def events(*reads, pairs=False):
    """The events of what arrives in these reads, then silence."""
    return drained(TerminalReader(ESCAPE_SECONDS, pairs=pairs), reads)


def keys(*reads, pairs=False):
    """The names of the keys among them."""
    return [event.key for event in events(*reads, pairs=pairs) if isinstance(event, Key)]
