"""What a doctor finds in a data file and its journal, in sentences. Pure, over what was read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

from lastmile_tui.store import careful
from lastmile_tui.store.migrations import GOALS, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from lastmile_tui.store.examining import Examined

Grade: TypeAlias = Literal["ok", "warning", "trouble"]

REPAIR: Final = "`lastmile doctor --repair` mends it, after copying it aside."

_AHEAD: Final = timedelta(days=1)
"""How far in the future a change may be dated, for clocks that run ahead and zones."""

_LARGE: Final = 64 << 20
"""Bytes of a data file that can still be opened without waiting."""

_NAMED: Final = 5
"""How many places a sentence names."""


class Finding(Struct, frozen=True):
    """One thing that was looked at, in a sentence, and what to do about it."""

    area: str
    grade: Grade
    sentence: str
    advice: str = ""


def check_file(examined: Examined, now: datetime) -> Iterator[Finding]:
    """Whether the data file is there and sound, and each goal in it."""
    area = "file"
    if examined.closed:
        advice = "Make it a file that you may read, or name another one with --file."
        yield Finding(area, "trouble", examined.closed, advice)
        return
    yield from _content(examined)
    state = examined.state
    if state is None or examined.unreadable or not (examined.found or state.tables):
        return
    goals = len(state.tables.get(GOALS, {})) - len(examined.broken)
    yield Finding(area, "ok", f"{_counted(goals, 'document')} in it can be read.")
    if examined.size > _LARGE:
        advice = "Remove what was added by mistake; every start reads all of it."
        yield Finding(area, "warning", f"It is large: {examined.size >> 20} MB.", advice)
    for doc_id, why in list(examined.broken.items())[:_NAMED]:
        yield Finding(area, "trouble", f"Document {doc_id}: {why}", REPAIR)
    if len(examined.broken) > _NAMED:
        more = len(examined.broken) - _NAMED
        yield Finding(area, "trouble", f"{more} more documents cannot be read.", REPAIR)
    if examined.twice:
        sentence = f"{_counted(len(examined.twice), 'goal')} in it more than once: "
        names = _names(examined.twice)
        yield Finding(area, "trouble", f"{sentence}{names}.", REPAIR)
    ahead = [at for at in examined.newest if at > now + _AHEAD]
    if ahead:
        sentence = f"{_counted(len(ahead), 'goal')} changed in the future, "
        advice = "Set the clock of the device that did it; its changes count all the same."
        sentence += f"the latest on {max(ahead):%Y-%m-%d}."
        yield Finding(area, "warning", sentence, advice)


def _content(examined: Examined) -> Iterator[Finding]:
    """What the file as a whole is."""
    area, path, found = "file", examined.path, examined.found
    if examined.unreadable:
        why, stop, _ = examined.unreadable.partition(". ")
        yield Finding(area, "trouble", f"{why}{stop}".rstrip(), REPAIR)
        yield _saved(examined)
        return
    if found is None:
        yield _nothing(examined)
        return
    yield Finding(area, "ok", f"{path} can be read: {_size(examined.size)}.")
    if found.problem:
        what = found.problem.removesuffix(careful.REPAIR)
        yield Finding(area, "trouble", f"A part of it cannot be used: {what}.", REPAIR)
    elif found.mended:
        sentence = "It holds values that are no JSON, or keys that stand in it twice."
        yield Finding(area, "warning", sentence, REPAIR)
    elif found.pristine:
        yield Finding(area, "ok", "It is as lastmile wrote it: the checksum is right.")
    else:
        advice = "Nothing needs to be done; the next change writes it anew."
        yield Finding(area, "warning", "Another program wrote it last.", advice)
    if found.meta.schema > SCHEMA:
        sentence = "A newer lastmile wrote it: it is open for reading only."
        yield Finding(area, "trouble", sentence, "Update lastmile on this machine.")
    elif found.meta.schema < SCHEMA:
        advice = "The next start brings it up to date and keeps a copy of it."
        yield Finding(area, "warning", "It is of an older schema.", advice)


def _nothing(examined: Examined) -> Finding:
    """What a file without content means."""
    area, path = "file", examined.path
    what = "is empty" if examined.blank else "is missing"
    if examined.state and examined.state.tables:
        return Finding(area, "trouble", f"{path} {what}, but its journal holds changes.", REPAIR)
    if examined.blank:
        return Finding(area, "ok", f"{path} is empty: the first goal fills it.")
    return Finding(area, "ok", f"There is no file yet at {path}: the first goal makes it.")


def _saved(examined: Examined) -> Finding:
    """What could be saved of a damaged file."""
    area, state, saved = "file", examined.state, examined.salvaged
    count = len(state.tables.get(GOALS, {})) if state else 0
    if not count:
        advice = "Bring a backup back with `lastmile restore`, or move the file away."
        return Finding(area, "trouble", "Nothing in it can be saved.", advice)
    places = saved.places if saved else ()
    where = f"; damaged: line {_names(list(map(str, places)))}" if places else ""
    return Finding(area, "warning", f"{_counted(count, 'goal')} in it can be saved{where}.")


def check_journal(examined: Examined) -> Iterator[Finding]:
    """Whether the changes that are not in the data file yet are sound."""
    area, state = "journal", examined.state
    if examined.closed:
        return
    if examined.journal_closed:
        advice = "Move away what stands there; the changes in it are not seen."
        yield Finding(area, "trouble", examined.journal_closed, advice)
        return
    if state is None or not examined.journal_size:
        yield Finding(area, "ok", "The journal is empty: every change is in the data file.")
        return
    size = _size(examined.journal_size)
    yield Finding(area, "ok", f"The journal holds changes that the file takes in: {size}.")
    if state.torn:
        yield Finding(area, "warning", "Its last line is not finished; it is left out.", REPAIR)
    if examined.bad_lines:
        lines = _names(list(map(str, examined.bad_lines)))
        yield Finding(area, "trouble", f"Its line {lines} cannot be read.", REPAIR)
    if state.damaged:
        for note in state.notes:
            yield Finding(area, "trouble", note, REPAIR)


def check_clock(examined: Examined, now: datetime) -> Iterator[Finding]:
    """Whether the clock stands behind what was done already, by more than a day."""
    newest = max(examined.newest, default=None)
    if newest and newest > now + _AHEAD:
        sentence = f"The clock says {now:%Y-%m-%d}, the newest change is of {newest:%Y-%m-%d}."
        advice = "Look whether this clock is right, or that of your other device was."
        yield Finding("clock", "warning", sentence, advice)


def _counted(count: int, one: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {one}s"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _size(size: int) -> str:
    """A size in words: `812 bytes`, `12 KB`, `3.4 MB`."""
    if size < 1 << 10:
        return f"{size} bytes"
    return f"{size >> 10} KB" if size < 1 << 20 else f"{size / (1 << 20):.1f} MB"
