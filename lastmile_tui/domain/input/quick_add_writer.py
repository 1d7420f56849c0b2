r"""Writing: a goal as the line that quick add reads, a road as markers of such a line, and back.

What quick add would not read as plain text is written with a backslash: `\>`, `\#home`, `\due`. A
backslash that is read as itself anyway, such as that of `C:\x`, stays alone. Left out are tags and
people that are no words of quick add (`#2026`, `#ff0000`), a unit that is none, and all that a line
has no words for: the why, ticks, evidence, and how far the goal was driven. A
goal of 10,000 characters and more gives a line that is too long to be read.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.dates import DateMatch, When
from lastmile_tui.domain.changes.edit import MILES_LIMIT
from lastmile_tui.domain.changes.start import UNNAMED, Plan, Stage
from lastmile_tui.domain.figures.road import figure
from lastmile_tui.domain.input.amounts import read_amount, read_measure
from lastmile_tui.domain.input.counts import Scale, room
from lastmile_tui.domain.input.grammar.escapes import escape, escape_between
from lastmile_tui.domain.input.grammar.offsets import counts_back
from lastmile_tui.domain.input.grammar.other_tools import escape_marks
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.goal import A_MILE, MILE_STEP
from lastmile_tui.domain.model.numbers import Notation, rounded, sure, total
from lastmile_tui.errors import QuickAddError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lastmile_tui.domain.input.grammar.markers import DateReader
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.value.way import Way

_NAMELESS = "…"
"""Stands for a text that is longer than quick add reads."""

(_FINISH,) = UNNAMED
"""What quick add makes of a line without markers."""

_CLOSING = 'y)]}”»“"'
"""A marker that closes any bracket and quote which the title leaves open."""

_TITLE_ENDS = re.compile(r":(?= |$)| >>?(?= |$)| !| [#@]")

_UNFINISHED = ("!", "due", "target")
"""Words that would take in what follows them, and are closed by a break."""


def any_date(words: Sequence[str]) -> DateMatch | None:
    """Take whatever follows a `due` for a date, as a reader of dates that is not at hand might."""
    return DateMatch(When(date.max), 1) if words and words[0] not in (">", ">>") else None


def no_date(_: Sequence[str]) -> None:
    """Take nothing for a date."""


def write_line(
    goal: Goal,
    due: str = "",
    *,
    read_date: DateReader = any_date,
    say_day: Callable[[date], str] = date.isoformat,
) -> str:
    """The line that makes a goal like this one; `due` is its due date in words, if it has one.

    Its numbers mean the same in either notation. `say_day` writes the days of its markers; one of
    which it says nothing is left out.

    `read_date` is what will read the line; without it no text keeps a `due` that might name a date.
    """
    unit, target = goal.unit, f"target {sure(figure(goal, goal.distance))} {goal.unit}"
    if goal.way:
        target = f"target {sure(goal.way.start)} to {target.removeprefix('target ')}"
    plan = Plan("x", (Stage("y", goal.distance),), unit=unit, way=goal.way)
    if not _reads(f"x > y {target}", plan):
        unit = target = ""

    def read(text: str) -> tuple[Stage, ...]:
        return read_line(f"x > {text} > {target}", read_date).stages

    parts = _road(goal, 0, unit, read, read_date, say_day=say_day)
    has_breaks = len(parts) > 1 or bool(goal.final_from)
    titled = _titled(goal.title, f"{_CLOSING} > z" if has_breaks else _CLOSING, read_date)
    if target:
        parts.append(target)
    if due:
        parts.append(f"due {due}")
    parts += [f"#{name}" for name in goal.tags if _reads(f"x #{name}", _plain(tags=(name,)))]
    people = (person.name for person in goal.people)
    parts += [f"@{name}" for name in people if _reads(f"x @{name}", _plain(people=(name,)))]
    parts += [_item(item.text, read_date) for item in goal.seal]
    return f"{titled} {_joined(parts)}"


def written_title(line: str) -> str:
    """The title of a line as it is written there, with its escapes: what another one replaces."""
    ends = (found.start() for found in _TITLE_ENDS.finditer(line))
    try:
        title = read_line(line, no_date).title
        return next(
            (line[:end] for end in ends if read_line(f"{line[:end]} > y", no_date).title == title),
            line,
        )
    except QuickAddError:
        return line


def write_road(
    goal: Goal, start: int, notation: Notation = Notation.POINT, read_date: DateReader = no_date
) -> str:
    """The markers from an index on, as `test drives > price agreed*2 >> papers signed`.

    Without their days; `read_date` is what will read it.
    """
    base = goal.ends[start - 1] if start else 0.0

    def read(text: str) -> tuple[Stage, ...]:
        return read_road(
            text,
            unit=goal.unit,
            base=base,
            position=base,
            target=goal.distance,
            notation=notation,
            read_date=read_date,
            way=goal.way,
        )

    return " ".join(_road(goal, start, goal.unit, read, read_date))


def read_road(
    text: str,
    *,
    unit: str = "",
    base: float = 0.0,
    position: float = 0.0,
    target: float = 0.0,
    notation: Notation = Notation.POINT,
    read_date: DateReader = no_date,
    way: Way | None = None,
) -> tuple[Stage, ...]:
    """Read what `write_road` writes; QuickAddError when it is no road ahead of the vehicle.

    The markers begin at `base`, and the vehicle stands at `position`, there or further on: the
    first marker lies ahead of it. With a unit the markers stand where they say, between `base` and
    the `target`; a last one that says an amount moves the target there.
    """
    plan = read_line(f"x > {text}", read_date, notation)
    if plan.tags or plan.people or plan.seal or plan.unit or plan.due:
        raise QuickAddError("Write markers only, such as ‘price agreed >> papers signed’.")
    if plan.stages == (_FINISH,) and _FINISH.title not in text:
        raise QuickAddError("Write a marker or more, such as ‘price agreed >> papers signed’.")
    if unit:
        scale = Scale(unit, notation, way)
        return _counted(plan.stages, scale, base=base, position=position, target=target)
    first, *more = plan.stages
    gone = rounded(position - base)
    if first.miles <= gone:
        first = replace(first, miles=rounded(gone + MILE_STEP))
    return (first, *more)


def _counted(
    stages: tuple[Stage, ...], scale: Scale, *, base: float, position: float, target: float
) -> tuple[Stage, ...]:
    """Measure markers from `base`, or from the vehicle if the first one would lie behind it."""
    shares = [(stage.title, stage.miles) for stage in stages]
    target = _written_target(shares, base, scale) or target
    if target <= position:
        raise QuickAddError(f"The last marker must lie ahead, beyond {scale.say(position)}.")
    for start in (base, position):
        miles = _laid_out(shares, start, target, scale)
        miles[0] = rounded(miles[0] + start - base)
        if rounded(base + miles[0]) > position:
            break
    return tuple(replace(stage, miles=length) for stage, length in zip(stages, miles, strict=True))


def _written_target(shares: list[tuple[str, float]], base: float, scale: Scale) -> float | None:
    """The amount that the last marker says, if it says one."""
    silent = [("", A_MILE)] * (len(shares) - 1 + bool(base))
    lengths, _ = scale.lay_out([*silent, shares[-1]], MILES_LIMIT)
    is_written = len(lengths) > len(silent) + 1
    return rounded(total(miles for _, miles in lengths[:-1])) if is_written else None


def _laid_out(
    shares: list[tuple[str, float]], start: float, target: float, scale: Scale
) -> list[float]:
    """The lengths of markers between a start and the target."""
    span = f"{scale.say(start)} and {scale.say(target)}"
    if len(shares) > room(start, target):
        raise QuickAddError(f"There is no room for {len(shares)} markers between {span}.")
    behind = [(scale.write(start), A_MILE)] if start else []
    lengths, remarks = scale.lay_out([*behind, *shares], target)
    if remarks or len(lengths) > len(behind) + len(shares):
        turn = "fall" if scale.way and scale.way.down else "rise"
        raise QuickAddError(f"The amounts must {turn}, each one between {span}.")
    return [miles for _, miles in lengths[len(behind) :]]


def _road(
    goal: Goal,
    start: int,
    unit: str,
    read: Callable[[str], tuple[Stage, ...]],
    read_date: DateReader,
    *,
    say_day: Callable[[date], str] = lambda _: "",
) -> list[str]:
    """The markers from an index on, each with the break in front of it.

    Those of a counting goal are written as they are when `read` puts them where they stand, or
    else with their lengths. Where neither helps, since a title says another amount than its marker
    has, each one says its amount.
    """
    markers = goal.markers[start:]
    wanted = [marker.miles for marker in markers]

    def broken(titles: Iterable[str], lengths: Iterable[float]) -> list[str]:
        dues = (say_day(marker.due) if marker.due else "" for marker in markers)
        texts = (_marker(*each, read_date) for each in zip(titles, lengths, dues, strict=True))
        return [
            f"{'>>' if marker.id == goal.final_from else '>' if index else ''} {text}".strip()
            for index, (marker, text) in enumerate(zip(markers, texts, strict=True))
        ]

    ends = [figure(goal, end) for end in goal.ends[start:]]
    titles = [_alike(one.title, unit, end) for one, end in zip(markers, ends, strict=True)]
    measured = broken(titles, wanted)
    if not unit or not markers:
        return measured
    bare = [A_MILE] * len(markers)
    for parts in (broken(titles, bare), measured):
        with suppress(QuickAddError):
            if [stage.miles for stage in read(" ".join(parts))] == wanted:
                return parts
    places = zip(titles, ends, strict=True)
    stands = [_standing(title, f"{sure(end)} {unit}") for title, end in places]
    return broken(stands, bare)


def _alike(title: str, unit: str, end: float) -> str:
    """A title that says its place with a comma and nothing else, as either notation reads it."""
    point, comma = (read_measure(title, unit, notation) for notation in Notation)
    says_it = unit and point and comma and comma.value == end != point.value
    return f"{sure(end)} {unit}" if says_it else title


def _standing(title: str, place: str) -> str:
    """A title with its place, apart from a number at its end: `page 3 at 100 pages`."""
    words = f"{title} {place}".split()
    reads = (read_amount(words[-count:]) for count in range(3, len(words) + 1))
    is_one = any(read.words == count for count, read in enumerate(reads, 3) if read)
    return f"{title} at {place}" if is_one else f"{title} {place}"


def _joined(parts: list[str]) -> str:
    """Parts of a line, with a break behind each one that would take in the next."""
    closed = [
        f"{part} >" if part.split()[-1].casefold() in _UNFINISHED else part for part in parts[:-1]
    ]
    return " ".join([*closed, *parts[-1:]])


def _titled(title: str, road: str, read_date: DateReader) -> str:
    """A title with the colon that ends it in front of a road, or with a break instead."""
    stages = tuple(Stage(name) for name in road.split(" > "))
    escaped = _escaped(title)
    for text in (title, escaped, f"\\{escaped}"):
        for form in (f"{text}:", f"{text} >"):
            if _reads(f"{form} {road}", Plan(title, stages), read_date):
                return form
    return f"{_NAMELESS} >"


def _marker(title: str, miles: float, due: str, read_date: DateReader) -> str:
    """A marker with its length, when it has one to say, and its day, when that is read."""
    miles = min(miles, MILES_LIMIT)
    length = f"*{sure(miles)}"
    found = read_date([due]) if due else None
    day = found.when.day if found and found.when else None
    behind = f" by {due}" if day else ""
    for text in (title, _escaped(title))[counts_back(title) :]:
        for form in (f"{text}{behind}", f"{text}{length}{behind}", f"{text} {length}{behind}"):
            stage = Stage(title, miles, due=day)
            if _reads(f"x > {form}", Plan("x", (stage,)), read_date):
                return form
    return f"{_NAMELESS}{length}"


def _item(text: str, read_date: DateReader) -> str:
    """An item of the seal list."""
    for words in (text, _escaped(text)):
        if _reads(f"x ! {words}", _plain(seal=(text,)), read_date):
            return f"! {words}"
    return f"! {_NAMELESS}"


def _escaped(text: str) -> str:
    """A text in which no word means anything to quick add, but for how the line begins."""
    words = escape_between([escape(word) for word in text.split()])
    if words and words[-1][-1] in ",;":
        words[-1] = f"{words[-1][:-1]}\\{words[-1][-1]}"
    return " ".join(escape_marks(words))


def _plain(
    *, tags: tuple[str, ...] = (), people: tuple[str, ...] = (), seal: tuple[str, ...] = ()
) -> Plan:
    return Plan("x", (_FINISH,), tags=tags, people=people, seal=seal)


def _reads(line: str, plan: Plan, read_date: DateReader = no_date) -> bool:
    """Whether quick add reads a line as a plan, whatever it remarks."""
    try:
        return replace(read_line(line, read_date), remarks=()) == plan
    except QuickAddError:
        return False
