"""What a doctor finds in a data file and its journal, in sentences. Pure, over what was read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

from lastmile_tui.dates import say_plain
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.merge import say_device
from lastmile_tui.store.backup.backups import count_goals
from lastmile_tui.store.db import lenient
from lastmile_tui.store.db.replay import UNREADABLE
from lastmile_tui.store.db.schema import GOALS, SCHEMA
from lastmile_tui.store.db.snapshot import Snapshot
from lastmile_tui.store.doctor.clocks import clocks_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.store.doctor.examine import Examination

Grade: TypeAlias = Literal["ok", "warning", "trouble"]

REPAIR: Final = "lastmile doctor --repair mends it, after copying it aside."

AHEAD: Final = timedelta(days=1)
"""How far in the future a change may be dated, for fast clocks and other zones."""

_LARGE: Final = 64 << 20
"""Bytes of a data file that still opens without a wait."""

_KB: Final = 1024
_WHOLE: Final = 10
"""From here on a size has no fraction."""

_NAMED: Final = 5
"""How many lines or goals a sentence names."""


class Finding(Struct, frozen=True):
    """The result of one check, and what to do about it."""

    area: str
    grade: Grade
    sentence: str
    advice: str = ""


def check_file(examined: Examination) -> Iterator[Finding]:
    """Whether the data file is there and sound, and each goal in it."""
    area = "file"
    if examined.closed:
        advice = "Make it a file that you may read, or name another one with --file."
        yield Finding(area, "trouble", examined.closed, advice)
        return
    yield from _check_content(examined)
    state = examined.state
    if state is None or examined.unreadable or not (examined.found or state.tables):
        return
    if examined.size > _LARGE:
        advice = "Remove what was added by mistake; every start reads all of it."
        yield Finding(area, "warning", f"It is large: {say_size(examined.size)}.", advice)
    for doc_id, why in list(examined.broken.items())[:_NAMED]:
        yield Finding(area, "trouble", f"Goal {doc_id}: {why}", REPAIR)
    if len(examined.broken) > _NAMED:
        more = len(examined.broken) - _NAMED
        yield Finding(area, "trouble", f"{counted(more, 'more goal')} cannot be read.", REPAIR)
    if examined.twice:
        sentence = f"{counted(len(examined.twice), 'goal')} in it more than once: "
        names = _names(examined.twice)
        yield Finding(area, "trouble", f"{sentence}{names}.", REPAIR)


def _check_content(examined: Examination) -> Iterator[Finding]:
    """Whether the file as a whole can be read."""
    area, path, found = "file", examined.path, examined.found
    if examined.unreadable:
        why, stop, _ = examined.unreadable.partition(". ")
        yield Finding(area, "trouble", f"{why}{stop}".rstrip(), REPAIR)
        yield _check_salvage(examined)
        return
    if found is None:
        yield _check_missing(examined)
        return
    content = f"{counted(_count_shown(examined), 'goal')}, {say_size(examined.size)}"
    yield Finding(area, "ok", f"{path} can be read: {content}.")
    if found.problem:
        what = found.problem.removesuffix(lenient.REPAIR)
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
        yield Finding(area, "warning", "An older lastmile wrote it.", advice)


def _count_shown(examined: Examination) -> int:
    """How many goals can be read, without templates and removed ones."""
    if examined.state is None:
        return 0
    goals = examined.state.tables.get(GOALS, {})
    whole = {key: raw for key, raw in goals.items() if key not in examined.broken}
    return count_goals(Snapshot(examined.state.meta, {GOALS: whole}))


def _check_missing(examined: Examination) -> Finding:
    """What a file without content means."""
    area, path = "file", examined.path
    what = "is empty" if examined.blank else "is missing"
    if examined.state and examined.state.tables:
        return Finding(area, "trouble", f"{path} {what}, but its journal holds changes.", REPAIR)
    if examined.blank:
        return Finding(area, "ok", f"{path} is empty: the first goal fills it.")
    return Finding(area, "ok", f"There is no file yet at {path}: the first goal makes it.")


def _check_salvage(examined: Examination) -> Finding:
    """How much of a damaged file can be saved."""
    area, state, saved = "file", examined.state, examined.salvaged
    count = len(state.tables.get(GOALS, {})) if state else 0
    if not count:
        advice = "Bring a backup back with lastmile restore, or move the file away."
        return Finding(area, "warning", "Nothing in it can be saved.", advice)
    places = saved.places if saved else ()
    where = f"; damaged: {say_lines(places)}" if places else ""
    return Finding(area, "warning", f"{counted(count, 'goal')} in it can be saved{where}.")


def check_journal(examined: Examination) -> Iterator[Finding]:
    """Whether the changes in the journal are sound."""
    area, state = "journal", examined.state
    if examined.closed:
        return
    if examined.journal_closed:
        advice = "Move away what stands there; the changes in it are not seen."
        yield Finding(area, "trouble", examined.journal_closed, advice)
        return
    if examined.old_size:
        sentence = "An older lastmile left changes beside the file; the next change takes them in."
        yield Finding(area, "ok", sentence)
    if state is None or not examined.journal_size:
        rest = "." if examined.missing else ": every change is in the data file."
        yield Finding(area, "ok", f"The journal is empty{rest}")
        return
    size = say_size(examined.journal_size)
    yield Finding(area, "ok", f"The journal holds changes that the file takes in: {size}.")
    if state.torn:
        yield Finding(area, "warning", "Its last line is not finished; it is left out.", REPAIR)
    if examined.bad_lines:
        sentence = f"{counted(len(examined.bad_lines), 'change')} in it cannot be read"
        yield Finding(area, "trouble", f"{sentence}: {say_lines(examined.bad_lines)}.", REPAIR)
    for note in state.notes if state.damaged else ():
        if note != UNREADABLE:  # the lines above say so already
            yield Finding(area, "trouble", note, REPAIR)


def check_clock(examined: Examination, now: datetime, calendar: Calendar) -> Iterator[Finding]:
    """Whether this clock and those of the other devices agree, as far as a day."""
    today = calendar.date_of(now)
    for ahead in clocks_ahead(examined.logs, now, AHEAD):
        name, rest = say_device(ahead.device), ahead.goals - 1
        sentence = f"{ahead.sentence}: here it is {say_plain(today, today)}."
        if rest:
            until = say_plain(calendar.date_of(ahead.until), today)
            sentence += f" It dated entries of {counted(rest, 'more goal')}, up to {until}."
        advice = f"Set the clock that is wrong, this one or that of {name}; all changes count. "
        advice += "lastmile doctor --repair dates the entries by those around them."
        yield Finding("clock", "warning", sentence, advice)


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def say_lines(numbers: Sequence[int]) -> str:
    """Lines of a file in words: `line 5`, `lines 5, 6`."""
    words = "line" if len(numbers) == 1 else "lines"
    return f"{words} {_names(list(map(str, numbers)))}"


def say_size(size: int, fine: tuple[str, ...] = ("MB", "GB")) -> str:
    """A size in words: `812 bytes`, `12 KB`, `3.4 MB`, `80 GB`.

    A small number of a `fine` unit has a fraction.
    """
    number, unit = float(size), "bytes"
    for larger in ("KB", "MB", "GB"):
        if number < _KB:
            break
        number, unit = number / _KB, larger
    digits = 1 if unit in fine and number < _WHOLE else 0
    return f"{number:,.{digits}f} {unit}"
