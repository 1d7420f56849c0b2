"""Makes Textual's events of what a terminal sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.events import Key, Paste

from lastmile_tui.ui.keyboard.alt_key import AltKey
from lastmile_tui.ui.keyboard.cutter import ESC, Cutter, Pasted
from lastmile_tui.ui.keyboard.decoder import meaning
from lastmile_tui.ui.keyboard.shade import read_shade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.message import Message

    from lastmile_tui.ui.keyboard.cutter import Piece


class TerminalReader:
    """Reads with Textual's parser, which gets only what is whole and what it knows."""

    def __init__(self, escape_seconds: float, *, pairs: bool = False) -> None:
        self._cutter = Cutter(escape_seconds, pairs=pairs)
        self._parser = XTermParser()

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do unless more is fed; None if never."""
        return self._cutter.deadline

    def feed(self, data: bytes, now: float) -> Iterator[Message]:
        """The events of bytes that were read at `now`."""
        return self._events(self._cutter.feed(data, now))

    def tick(self, now: float) -> Iterator[Message]:
        """The events of what has waited in vain for more."""
        return self._events(self._cutter.tick(now))

    def _events(self, pieces: Iterable[Piece]) -> Iterator[Message]:
        for piece in pieces:
            if isinstance(piece, Pasted):
                yield Paste(piece.text.replace("\x00", ""))
            elif len(piece) == len("\x1bx"):
                yield self._alt(piece)
            else:
                if (shade := read_shade(piece)) is not None:
                    yield shade
                    continue
                read = meaning(piece) if piece.startswith("\x1b") and piece != ESC else piece
                if read == ESC:
                    yield Key("escape", ESC)
                elif read:
                    yield from self._parser.feed(read)

    def _alt(self, piece: str) -> Message:
        (plain,) = self._keys(piece[1])
        others = self._keys(piece) if meaning(piece) else []
        return AltKey(plain, *(key for key in others if len(key.key) > 1))

    def _keys(self, text: str) -> list[Key]:
        return [event for event in self._parser.feed(text) if isinstance(event, Key)]
