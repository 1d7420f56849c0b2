"""What a sequence of a terminal means to Textual: a key, a click, an answer, or nothing at all.

Keys of the keyboard protocol (https://sw.kovidgoyal.net/kitty/keyboard-protocol/) come as plain
characters where they type some, also when the terminal does not say which.
"""

from __future__ import annotations

import re
from typing import Final

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS, IGNORE_SEQUENCE
from textual._keyboard_protocol import FUNCTIONAL_KEYS

_KEY = re.compile(
    r"\x1b\[(?P<code>\d{0,7})(?::(?P<shifted>\d{0,7}))?(?::\d{0,7})?"
    r"(?:;(?P<modifiers>\d{0,3})(?::(?P<event>\d))?(?:;(?P<text>[\d:]{0,80}))?)?(?P<end>[u~A-FHPQS])"
)
_MOUSE = re.compile(r"\x1b\[<(\d{1,3});-?\d{1,5};-?\d{1,5}[Mm]")
_ANSWER = re.compile(r"\x1b\[(?:[IO]|\?(?:2026|2048);[0-4]\$y|48;\d{1,4};\d{1,4};\d{1,6};\d{1,6}t)")
"""The focus; modes that Textual asks for; the size of the window."""

_MOST_BUTTONS = 128
"""Codes from here on are of further buttons, which Textual would take for the left one."""

_SHIFT, _ALT, _CTRL, _CAPS = 0b1, 0b10, 0b100, 0b100_0000
_CHORD = 0b11_1110
"""Alt, ctrl, super, hyper, meta: with one of them, a key types nothing."""

_RELEASE = "3"
_XTERM = 27
"""The number with which xterm's modifyOtherKeys reports a key: CSI 27 ; modifiers ; code ~."""

_CODES: Final = {name: code for code, name in FUNCTIONAL_KEYS.items()}
_KEYPAD = {57399 + number: character for number, character in enumerate("0123456789./*-+")} | {
    57415: "=",
    57416: ",",
}
_PRIVATE = range(0xE000, 0xF900)
"""Where the keyboard protocol has its keys that are no characters."""

_MUTE = frozenset(range(57358, 57364)) | frozenset(range(57428, 57455))
"""Locks, print screen, pause, menu, media keys, and modifiers alone: nothing is meant by them."""

_CONTROLS = {9, 13, 27, 127}
"""Tab, enter, escape, backspace."""


def meaning(sequence: str) -> str:
    """The sequence as Textual reads it, or what it types; "" where the app is not meant."""
    if (mouse := _MOUSE.fullmatch(sequence)) is not None:
        return sequence if int(mouse[1]) < _MOST_BUTTONS else ""
    if _ANSWER.fullmatch(sequence):
        return sequence
    if (key := _KEY.fullmatch(sequence)) is not None:
        return _key(sequence, key)
    known = ANSI_SEQUENCES_KEYS.get(sequence, IGNORE_SEQUENCE)
    return "" if known is IGNORE_SEQUENCE else sequence


def _key(sequence: str, key: re.Match[str]) -> str:
    code, modifiers = int(key["code"] or "1"), int(key["modifiers"] or "1") - 1
    if key["event"] == _RELEASE:
        return ""
    if key["end"] == "u":
        return _character(code, key["shifted"] or "", modifiers, _characters(key["text"] or ""))
    if key["end"] == "~" and code == _XTERM and key["text"]:
        return _character(int(key["text"].partition(":")[0] or "0"), "", modifiers, "")
    if f"{code}{key['end']}" in FUNCTIONAL_KEYS:
        return _functional(f"{code}", modifiers, key["end"])
    return _by_name(sequence)


def _by_name(sequence: str) -> str:
    """A key that Textual knows but misreads, as it takes the number for a character's."""
    known = ANSI_SEQUENCES_KEYS.get(sequence, IGNORE_SEQUENCE)
    name = known[0].value if isinstance(known, tuple) else ""
    return f"\x1b[{_CODES[name]}" if name in _CODES else ""


def _character(code: int, shifted: str, modifiers: int, text: str) -> str:
    """A key by its code: what it types, or how Textual reads it with its modifiers."""
    chord = modifiers & _CHORD
    if code in _MUTE:
        return ""
    if text and chord in (0, _ALT):  # alt may be what it took to type it
        return text
    code = ord(_KEYPAD[code]) if code in _KEYPAD else code
    if chord == _CTRL and code == ord("["):
        return "\x1b"  # as on every keyboard of old
    if code in _CONTROLS or code in _PRIVATE:
        return _functional(f"{code}", modifiers, "u") if f"{code}u" in FUNCTIONAL_KEYS else ""
    character = _characters(f"{code}")
    if chord and character:
        return _functional(f"{code}", modifiers, "u")
    return _with_shift(character, _characters(shifted), modifiers)


def _with_shift(character: str, shifted: str, modifiers: int) -> str:
    """What a key types with shift or caps lock, where the terminal tells or it is a letter."""
    if modifiers & _SHIFT and shifted:
        return shifted
    if character.isalpha():
        upper = character.upper()
        is_upper = bool(modifiers & _SHIFT) != bool(modifiers & _CAPS)
        return upper if is_upper and len(upper) == 1 else character
    if modifiers & _SHIFT and character and not character.isspace():
        return _functional(f"{ord(character)}", modifiers, "u")  # types nothing, then
    return character


def _functional(code: str, modifiers: int, end: str) -> str:
    """A key with its modifiers; locks are none."""
    modifiers &= _SHIFT | _CHORD
    return f"\x1b[{code};{modifiers + 1}{end}" if modifiers else f"\x1b[{code}{end}"


def _characters(codes: str) -> str:
    """The characters of code points with colons between, without controls and surrogates."""
    found = (int(code) for code in codes.split(":") if code and len(code) <= 7)  # noqa: PLR2004
    return "".join(
        chr(code)
        for code in found
        if code < 0x11_0000 and not 0xD800 <= code < 0xE000 and chr(code).isprintable()  # noqa: PLR2004
    )
