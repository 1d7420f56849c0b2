"""What hooks did last on this machine: each failure is told once, and the doctor tells it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui import private_files
from lastmile_tui.domain.model.text import clean_line

if TYPE_CHECKING:
    from pathlib import Path

_FILE: Final = "hooks.json"

_LARGEST: Final = 1 << 16
"""Bytes: there are six hooks, each with a sentence."""


_SENTENCE: Final = 2000
"""Characters; a path may be long."""


class HookFailure(Struct, frozen=True, omit_defaults=True):
    """The last failure of a hook: its sentence, when it was, whether the user knows of it.

    `over` is that it has run well since.
    """

    sentence: str
    at: str
    shown: bool = False
    over: bool = False


_reader: Final = msgspec.json.Decoder(dict[str, HookFailure])


def failures(state: Path) -> dict[str, HookFailure]:
    """The last failure of each hook that has failed; none where that cannot be read."""
    try:
        with (state / _FILE).open("rb") as file:
            return _reader.decode(file.read(_LARGEST))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}


def note(state: Path, name: str, sentence: str, at: str) -> None:
    """Keep how a hook ended, with an empty sentence if it did well; OSError if that cannot be kept.

    The same failure again is no news until it has done well.
    """
    known, sentence = failures(state), clean_line(sentence, _SENTENCE)
    last = known.get(name)
    if sentence:
        again = last is not None and not last.over and last.sentence == sentence
        known[name] = HookFailure(sentence, at, shown=again and last is not None and last.shown)
    elif last is None or last.over:
        return
    else:
        known[name] = replace(last, over=True, shown=True)
    _write(state, known)


def untold(state: Path) -> list[str]:
    """The failures that the user does not know of, who is told of them now."""
    known = failures(state)
    news = [failure.sentence for failure in known.values() if not failure.shown]
    if news:
        known = {name: replace(failure, shown=True) for name, failure in known.items()}
        try:
            _write(state, known)
        except OSError:
            return []  # else they would be told for ever
    return news


def _write(state: Path, known: dict[str, HookFailure]) -> None:
    private_files.make_folder(state)
    private_files.replace(state / _FILE, msgspec.json.encode(known) + b"\n")
