"""What hooks did last on this machine: each failure is told once, and the doctor tells it again."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui import private_files
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import LockedError, StoreError
from lastmile_tui.store.disk.lock import FileLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FILE: Final = "hooks.json"
_CHANGES, _TELLS = "hooks.json.lock", "hooks-told.lock"
"""Locks: held to change that file; held from asking what is to be told until it is told."""

_PATIENCE: Final = 1.0
"""Seconds to wait for another process that changes it, which takes some milliseconds."""

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
    """Keep how a hook ended, with an empty sentence if it did well; if not, nobody is told.

    The same failure again is no news until it has done well.
    """
    sentence = clean_line(sentence, _SENTENCE)
    with suppress(OSError, StoreError), _changing(state) as known:
        last = known.get(name)
        if sentence:
            again = last is not None and not last.over and last.sentence == sentence
            known[name] = HookFailure(sentence, at, shown=again and last is not None and last.shown)
        elif last is not None and not last.over:
            known[name] = replace(last, over=True)


class FailureReport:
    """The failures that the user does not know of, for one process at a time to tell.

    They count as told once that is confirmed; a process that ends before leaves them to others.
    """

    def __init__(self, state: Path) -> None:
        self._state, self._mine = state, ExitStack()
        self._failures: dict[str, HookFailure] = {}
        self.late = False
        """Whether another process is telling them just now."""
        if not (_untold(state) and os.access(state, os.W_OK)):  # else they are told for ever
            return
        try:
            self._mine.enter_context(FileLock(state / _TELLS, 0).hold())
        except LockedError:
            self.late = True
        except StoreError:
            return
        else:
            self._failures = _untold(state)

    @property
    def sentences(self) -> list[str]:
        """What is to be told."""
        return [failure.sentence for failure in self._failures.values()]

    def confirm(self) -> None:
        """Keep that they were told."""
        if self._failures:
            with suppress(OSError, StoreError), _changing(self._state) as known:
                for name, failure in self._failures.items():
                    if (now := known.get(name)) and now.sentence == failure.sentence:
                        known[name] = replace(now, shown=True)
        self.close()

    def close(self) -> None:
        """Leave to others what was not told."""
        self._failures = {}
        self._mine.close()


def _untold(state: Path) -> dict[str, HookFailure]:
    return {name: failure for name, failure in failures(state).items() if not failure.shown}


@contextmanager
def _changing(state: Path) -> Iterator[dict[str, HookFailure]]:
    """What is kept, for changes; OSError or StoreError if they cannot be kept."""
    private_files.make_folder(state)
    with FileLock(state / _CHANGES, _PATIENCE).hold():
        known = failures(state)
        before = dict(known)
        yield known
        if known != before:
            private_files.replace(state / _FILE, msgspec.json.encode(known) + b"\n")
