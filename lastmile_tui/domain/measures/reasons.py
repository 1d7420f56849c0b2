"""Why a goal needs attention: each reason is a value with its figures, told in words here only."""

from __future__ import annotations

from enum import StrEnum
from math import floor, log10
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.measures.forecast import HORIZON
from lastmile_tui.domain.model.goal import measure
from lastmile_tui.domain.model.numbers import fixed, percent
from lastmile_tui.domain.model.numbers import miles as unit_of
from lastmile_tui.domain.model.text import counted, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


LOUD = 3
"""The reasons of a goal that are told, the strongest: a fourth one changes no mind."""

_WEEK = 7

_MARKER_CELLS = 40
"""Cells of the title of a marker."""


class ReasonKind(StrEnum):
    """What there is to worry about; at one level the earlier ones are told first."""

    LATE = "late"
    MARKER_LATE = "marker late"
    SLIPS = "plan slips"
    NOT_SEALED = "not sealed"
    BLOCKED = "blocked"
    YOUR_TURN = "your turn"
    IDLE = "idle"
    COASTING = "coasting"
    MOVED_ON = "moved on"
    UPKEEP = "upkeep put off"
    CIRCLE = "circle"
    HOLDS_UP = "holds up"
    PARKED_FIRST = "waits for a parked road"
    FINISH_MOVED = "the finish line moved"
    THEIR_TURN = "their turn"


class Reason(Struct, frozen=True, gc=False):
    """A kind with its level, 1 to 3, and its figures.

    `days` is how long it has been so; of a late goal, the days until it is due. The other figures
    belong to one kind each: `usual` days between two days of work (idle, None without a rhythm),
    `left` days until the due date, from 0 (idle in the stretch), miles `to_go` (late, on its day),
    `early` and `late` days from now of the 80 % forecast (late), miles a day `now` and `before`
    (coasting), a `count` of others or of times, the `name` of a roadblock, of a goal or of a
    marker, or the time at which it is due (late), and whether that has passed: `overdue` (late),
    `away` while it was off the road. Where another goal was begun since, `count` and `name` tell it
    of an idle one, too. A marker that is late is so for `days`; one that slips is likely reached so
    many after its day. A parked road that comes first is so for `days` more, and
    `late` days beyond the due date of the one that waits.
    """

    kind: ReasonKind
    level: int
    days: int = 0
    usual: float | None = None
    left: int | None = None
    early: int = 0
    late: int = 0
    to_go: float = 0.0
    now: float = 0.0
    before: float = 0.0
    unit: str = ""
    count: int = 0
    name: str = ""
    overdue: bool = False
    away: bool = False


_TOLD: dict[ReasonKind, tuple[str, str]] = {
    ReasonKind.MARKER_LATE: ("{marker} was due {long} ago", "{marker} {short} late"),
    ReasonKind.SLIPS: ("{marker} slips about {long}", "{marker} slips {short}"),
    ReasonKind.NOT_SEALED: (
        "at the finish for {long}, and not sealed",
        "not sealed for {short}",
    ),
    ReasonKind.BLOCKED: ("{name} for {long}", "{name} {short}"),
    ReasonKind.YOUR_TURN: ("it has been your turn for {long}", "your turn {short}"),
    ReasonKind.THEIR_TURN: (
        "it has been their turn for {long}; a word from you may help",
        "their turn {short}",
    ),
    ReasonKind.IDLE: ("no move for {long}{rest}", "no move for {long}{rest}"),
    ReasonKind.COASTING: (
        "{now} a day in the final stretch; before it was {before}",
        "coasting, {share} of its pace",
    ),
    ReasonKind.MOVED_ON: ("meanwhile {others}", "{others}"),
    ReasonKind.UPKEEP: (
        "no move for {long}; a road that rests falls into disrepair",
        "no move for {long}",
    ),
    ReasonKind.CIRCLE: (
        "waits for ‘{name}’, which waits for it; clear one of the two",
        "waits in a circle",
    ),
    ReasonKind.HOLDS_UP: ("{others_wait}", "holds up ‘{name}’"),
    ReasonKind.PARKED_FIRST: (
        "waits for ‘{name}’, which is parked for {long} more{past_due}",
        "‘{name}’ parked {short} more",
    ),
    ReasonKind.FINISH_MOVED: (
        "the due date was put off {times}, by {long} in all",
        "put off {times}",
    ),
}
"""Each kind as a sentence, and in the few words that a lane has room for."""


def stepped(
    kind: ReasonKind, days: int, steps: tuple[int, ...], *, name: str = ""
) -> Iterator[Reason]:
    """A reason whose level is the number of steps that its days have reached."""
    level = sum(days >= step for step in steps)
    if level:
        yield Reason(kind, level, days=days, name=name)


def say_reasons(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """The first reasons as sentences, `LOUD` at most, and how many there are more."""
    sentences = [say_reason(reason) for reason in reasons[:LOUD]]
    if more := len(reasons) - len(sentences):
        sentences.append(f"and {counted(more, 'more reason')}")
    return tuple(sentences)


def say_reason(reason: Reason) -> str:
    """A reason as a sentence without its full stop."""
    if reason.kind is ReasonKind.LATE and reason.days < 0:
        away = ", while it was off the road" if reason.away else ""
        return f"the due date passed {_days(-reason.days)} ago{away}"
    if reason.kind is ReasonKind.LATE:
        at = f" at {reason.name}" if reason.name else ""
        if reason.overdue:
            left = f", with {measure(reason.to_go, reason.unit)} to go" if reason.to_go > 0 else ""
            return f"it was due{at}{left}"
        if not reason.days:
            return f"due today{at}, with {measure(reason.to_go, reason.unit)} to go"
        span = _span(reason.early, reason.late)
        return f"due in {_days(reason.days)}, but the forecast says {span}"
    return _say(_TOLD[reason.kind][0], reason)


def say_briefly(reason: Reason) -> str:
    """A reason in the few words that a lane has room for."""
    if reason.kind is ReasonKind.LATE:
        if reason.days > 0:
            return "behind its date"
        if reason.days:
            return f"{_short(-reason.days)} late"
        at = f" {reason.name}" if reason.name else ""
        return f"late since{at}" if reason.overdue else f"due today{at}"
    return _say(_TOLD[reason.kind][1], reason)


def _say(pattern: str, reason: Reason) -> str:
    words = {name: say(reason) for name, say in _WORDS.items() if f"{{{name}}}" in pattern}
    return pattern.format_map(words)


def _rest(reason: Reason) -> str:
    if reason.name:
        return f", and {_moved_on(reason)} since"
    if reason.left is None:
        usual = reason.usual if reason.usual and reason.usual < reason.days else None
        return f" (usually {_every(usual)})" if usual else ""
    return f", with {_days(reason.left)} left" if reason.left else ", and due today"


def _moved_on(reason: Reason) -> str:
    if reason.name:
        others = reason.count - 1
        more = f" and {others} more" if others else ""
        return f"you started ‘{reason.name}’{more}"
    return "you drove another road" if reason.count == 1 else f"you drove {reason.count} others"


def _holds_up(reason: Reason) -> str:
    more = f" and {reason.count - 1} more" if reason.count > 1 else ""
    need = "need" if more else "needs"
    return f"it holds up ‘{reason.name}’{more}, which {need} you"


def _span(early: int, late: int) -> str:
    if late >= HORIZON:
        return f"in {_days(early)} or more"
    return f"in {_days(early)}" if early == late else f"in {early:,} to {_days(late)}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _every(days: float) -> str:
    """How often something is done, from the days between: `daily`, `every 3 days`, `weekly`."""
    whole = max(round(days), 1)
    return {1: "daily", _WEEK: "weekly"}.get(whole, f"every {whole} days")


def _short(days: float) -> str:
    """Days as a lane has room for them: `5 d`; in full for who listens."""
    return _days(days) if SPELLED.get() else f"{_number(days)} d"


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{_number(days)} days"


def _number(days: float) -> str:
    return fixed(days, 0 if days == int(days) else 1)


def _pace(miles: float, unit: str) -> str:
    """A pace a day, which is often less than a tenth of a mile."""
    if 0 < miles < 0.01:  # noqa: PLR2004 # two decimals would say nothing
        return f"{fixed(miles, -floor(log10(miles))).rstrip('0')} {unit or unit_of(miles)}"
    if miles < 1:
        return fixed(miles, 2).rstrip("0").rstrip(".,") + f" {unit or unit_of(miles)}"
    return measure(round(miles, 1), unit)


_WORDS: dict[str, Callable[[Reason], str]] = {
    "long": lambda reason: _days(reason.days),
    "short": lambda reason: _short(reason.days),
    "name": lambda reason: reason.name,
    "marker": lambda reason: f"‘{fit(reason.name, _MARKER_CELLS)}’",
    "rest": _rest,
    "now": lambda reason: _pace(reason.now, reason.unit),
    "before": lambda reason: _pace(reason.before, reason.unit),
    "share": lambda reason: percent(reason.now / reason.before if reason.before else 0.0),
    "others": _moved_on,
    "times": lambda reason: _times(reason.count),
    "others_wait": _holds_up,
    "past_due": lambda reason: (
        f", and comes back {_days(reason.late)} after this is due" if reason.late else ""
    ),
}
"""What the names in patterns stand for."""
