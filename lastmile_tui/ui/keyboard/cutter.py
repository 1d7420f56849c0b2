"""Cuts what a terminal sends into keys, control sequences and pastes, however it arrives.

ECMA-48 says where a sequence ends, so that one that nobody knows is still seen as one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

ESC: Final = "\x1b"

SLOW_SECONDS = 1.0
"""Silence after which a sequence counts as cut off: a slow line may split one."""

STRING_SECONDS = 5.0
"""How long a string may last: no terminal answers longer, and keys must work again."""

FEW = 32
"""Bytes of a string that a person may have typed; what comes faster is a terminal's."""

_MUCH, _BEGINNING = 4096, 128
"""Bytes of something unfinished that are kept at most, and those that are kept of more."""

_ESC = b"\x1b"
_PASTE_START, _PASTE_END = "\x1b[200~", b"\x1b[201~"

_ENOUGH = (b"\x03", b"\x11")
"""Ctrl+c and ctrl+q, which end a paste of which the end was lost; alone, they are in no paste."""

_8_BIT = re.compile(rb"\xc2?([\x8f\x90\x98\x9b\x9d-\x9f])")
"""Controls of one byte that stand for escape and a letter, also as characters of UTF-8."""

_8_BIT_CONTROLS = frozenset(map(chr, range(0x80, 0xA0)))

_UTF_8 = rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
_PARTS_OF_UTF_8 = rb"[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2}"

# In this order: F1 to F5 of the Linux console; a click of old; a key with shift in urxvt (a mode
# report, which goes on after the $, has two numbers); CSI; SS3.
_SEQUENCE = (
    rb"\x1b\[\[[ -~]|\x1b\[M[\x00-\xff]{3}|\x1b\[\d\d?\$|\x1b\[(?![\[M])[0-?]*[ -/]*[@-~]"
    rb"|\x1bO[\d;]*[!-/:<-~]"
)
_STRING = rb"\x1b[PX^_][^\x1b]*\x1b\\|\x1b\][^\x1b\x07]*(?:\x07|\x1b\\)"
_BROKEN = (
    rb"\x1b\[(?:\[|[0-?]*[ -/]*)(?=[^ -~])|\x1bO[\d;]*(?=[^!-~])|\x1b[PX\]^_][^\x1b]*(?=\x1b[^\\])"
)
_WHOLE = re.compile(
    b"(?P<sequence>%b)|(?P<string>%b)|(?P<broken>%b)|(?P<typed>\x1b?(?:%b|[\x00-\x7f]))|[\x00-\xff]"
    % (_SEQUENCE, _STRING, _BROKEN, _UTF_8)
)
_8_BIT_STRING = re.compile(rb"\x1b[PX\]^_][^\x9c\x1b]*\x9c")
_ESCAPE = re.compile(rb"\x1b(?=[\x1b\x80-\xc1\xf5-\xff])")
_TWO_ESCAPES = re.compile(rb"\x1b\x1b(?![\[O])")
_PARTIAL = re.compile(
    rb"\x1b|\x1b\[(?:\[|M[\x00-\xff]{0,2}|(?!\d\d?\$)[0-?]*[ -/]*)|\x1bO[\d;]*"
    rb"|\x1b(?:[PX^_][^\x1b]*|\][^\x1b\x07]*)\x1b?|\x1b?(?:%b)" % _PARTS_OF_UTF_8
)
_STRING_STARTS = tuple(b"\x1b" + letter.encode() for letter in "PX]^_")
_GROUND: Final = b"\x1b]11;"
"""How a terminal begins to say which colour its ground has."""

_ANSWER = re.compile(rb"\x1b(?:P[\d;]*(?:[ -/<-?]|\Z)|\][\dILl]|_G)")
"""How terminals answer: DCS with numbers and a mark, OSC with a number, APC about pictures."""


class Pasted(Struct, frozen=True):
    """What was pasted, as it came."""

    text: str


Piece: TypeAlias = str | Pasted
"""A character; escape alone; escape and a character, as with alt; a whole sequence; a paste.

A string (DCS, OSC, SOS, PM, APC) is no piece but for the one that we ask for: which colour the
ground of the terminal has.
"""


class Cutter:
    """Takes bytes as they are read, and gives pieces as soon as they are whole.

    After `escape_seconds` of silence, what may have been typed counts as typed. With `pairs`, two
    escapes are one: Emacs' ansi-term sends no single one.
    """

    def __init__(self, escape_seconds: float, *, pairs: bool = False) -> None:
        self._escape_seconds, self._pairs = escape_seconds, pairs
        self._rest = b""
        self._8_bit = False
        self._paste: bytearray | None = None
        self._began = self._arrived = 0.0

    def feed(self, data: bytes, now: float) -> Iterator[Piece]:
        """Cut bytes that were read at `now`, in seconds of any steady clock."""
        if self._rest.startswith(_STRING_STARTS) and now - self._began > STRING_SECONDS:
            yield from self._cut(now, give_up=True)
        if self._paste is not None and data in _ENOUGH:
            yield Pasted(self._paste.decode(errors="ignore"))
            self._paste = None
        if not self._rest:
            self._began = now
        self._arrived = now
        self._rest += data
        yield from self._cut(now)

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do unless more is fed; None if never."""
        if not self._rest or self._paste is not None:
            return None
        return self._arrived + (
            self._escape_seconds if self._is_typed(self._rest) else SLOW_SECONDS
        )

    def tick(self, now: float) -> Iterator[Piece]:
        """Give what has waited in vain for more."""
        if self.deadline is not None and now >= self.deadline:
            yield from self._cut(now, give_up=True)

    def _cut(self, now: float, *, give_up: bool = False) -> Iterator[Piece]:
        while self._rest:
            if self._paste is not None:
                if (pasted := self._take_paste(self._paste)) is None:
                    return
                yield pasted
                continue
            if control := _8_BIT.match(self._rest):
                letter = bytes([control[1][0] - 0x40])
                self._rest, self._8_bit = _ESC + letter + self._rest[control.end() :], True
            if _PARTIAL.fullmatch(self._rest) and not self._is_ended():
                if not give_up:
                    self._shorten()
                    return
                yield from self._break_off(self._rest)
            else:
                yield from self._take_whole()
            self._8_bit, self._began = False, now

    def _take_whole(self) -> Iterator[Piece]:
        """Take the first thing off the rest."""
        rest = self._rest
        if self._is_ended() and (string := _8_BIT_STRING.match(rest)):
            self._rest = rest[string.end() :]
            yield from _asked_for(string[0])
        elif self._pairs and (pair := _TWO_ESCAPES.match(rest)):
            self._rest = rest[pair.end() :]
            yield ESC
        elif _ESCAPE.match(rest):
            self._rest = rest[1:]
            yield ESC
        elif found := _WHOLE.match(rest):
            if found.lastgroup == "broken":
                yield from self._break_off(found[0])
                return
            self._rest = rest[found.end() :]
            if found.lastgroup == "typed":
                yield from _typed(found[0])
            elif found.lastgroup == "string":
                yield from _asked_for(found[0])
            elif found.lastgroup == "sequence":
                sequence = found[0].decode("latin-1")
                if sequence == _PASTE_START:
                    self._paste = bytearray()
                else:
                    yield sequence

    def _take_paste(self, paste: bytearray) -> Pasted | None:
        """Move the rest into the paste, up to its end; None if that is to come."""
        looked = max(0, len(paste) - len(_PASTE_END))
        paste += self._rest
        self._rest = b""
        if (end := paste.find(_PASTE_END, looked)) < 0:
            return None
        self._rest = bytes(paste[end + len(_PASTE_END) :])
        self._paste = None
        return Pasted(paste[:end].decode(errors="ignore"))

    def _is_ended(self) -> bool:
        """Whether the rest begins with a string that an 8-bit control ends."""
        return self._8_bit and _8_BIT_STRING.match(self._rest) is not None

    def _break_off(self, unfinished: bytes) -> Iterator[Piece]:
        """Take what does not go on: as keys if a person may have typed it."""
        if not self._is_typed(unfinished):
            taken = len(unfinished) - unfinished.endswith(_ESC)
        else:
            taken = min(len(unfinished), 2)
            yield unfinished[:taken].decode("latin-1")
        self._rest = self._rest[taken:]

    def _is_typed(self, unfinished: bytes) -> bool:
        """Whether it may be escape, or a key with alt, and what was typed next."""
        if self._8_bit:
            return False
        return unfinished[:1] == _ESC and (
            len(unfinished) <= 2  # noqa: PLR2004 # escape and a letter
            or (
                unfinished.startswith(_STRING_STARTS)
                and len(unfinished) <= FEW
                and not _ANSWER.match(unfinished)
            )
        )

    def _shorten(self) -> None:
        """Forget most of what does not end; it still is what it began as."""
        if len(self._rest) > _MUCH:
            end = _ESC if self._rest.endswith(_ESC) else b""
            self._rest = self._rest[:_BEGINNING] + end


def _asked_for(string: bytes) -> Iterator[str]:
    """A string that we asked for."""
    if string.startswith(_GROUND):
        yield string.decode("latin-1")


def _typed(character: bytes) -> Iterator[str]:
    """A character, with alt or without; none that is no UTF-8 or a control of 8 bits."""
    text = character.decode(errors="ignore")
    if (typed := text.removeprefix(ESC)) and typed not in _8_BIT_CONTROLS:
        yield text
