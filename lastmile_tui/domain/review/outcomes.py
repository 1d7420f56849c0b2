"""What came of goals since the last finished review: what its last page says.

What was sealed or let go is not asked about any more, and still belongs to what came of it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.dates import say_past
from lastmile_tui.domain.figures.road import place_of
from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.model.events import ANSWERS, DRIVES, EventKind
from lastmile_tui.domain.model.goal import Goal, measure
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.model.there_and_back import without_there_and_back
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.events import say_event
from lastmile_tui.domain.wording.finish import say_days
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.domain.model.times import Times
    from lastmile_tui.domain.review.skipped import FinishedReview


class Outcome(Struct, frozen=True):
    """What came of a goal: where it stood before, whether it moved, and how or why not.

    It was `answered` in the review of the day, or worked on beside it.
    """

    goal: Goal
    before: float
    moved: bool
    words: str
    answered: bool = True


def outcome(record: Record, day: date, last: FinishedReview | None = None) -> Outcome:
    """What came of a goal on a day, and since the last finished review, by the moves that stand.

    It is counted back from where the vehicle is now, so that an edit of the road is no progress.
    """
    goal = record.goal
    live, times = standing(record.log), times_of(record.log, day)
    kept = without_there_and_back(live, times)
    since = [event for event in kept if _counts(event, times, day, last)]
    before = rounded(min(max(place_of(goal) - _driven(live, since), 0.0), goal.distance))
    sealed = is_since(goal.seal_day, day, last)
    moved = sealed or (goal.position > before and not goal.let_go)
    worked = [event for event in since if event.kind not in ANSWERS]
    today = any(times.day(event) == day for event in worked)
    ended = is_since(goal.ended, day, last)
    answered = ended or today or day in (goal.reviewed, goal.looked)
    if moved:
        words = _how(goal, before)
    elif not answered:
        words = "no answer"
    else:
        words = _why_not(goal, before, day) or _what_else(goal, since)
    return Outcome(goal, before, moved, words, answered)


def outcomes_of(
    queue: Sequence[str],
    goals: Iterable[Goal],
    record_of: Callable[[str], Record],
    day: date,
    *,
    last: FinishedReview | None,
    calendar: Calendar,
) -> tuple[Outcome, ...]:
    """What came of the goals of a review, and of those that were sealed or let go before it.

    What was sealed comes first, with its moment. A goal whose log cannot be read is left out.
    """
    ended = [goal.uid for goal in goals if not goal.hidden and is_since(goal.ended, day, last)]
    found = [*_came_of(dict.fromkeys((*queue, *ended)), record_of, day, last, calendar)]
    found.sort(key=lambda one: one.goal.sealed is None)
    return tuple(found)


def is_since(on: date | None, day: date, last: FinishedReview | None) -> bool:
    """Whether a day is the day of a review, or lies behind the last one that was finished."""
    return on is not None and (on == day or (last is not None and last.day < on <= day))


def say_since(last: FinishedReview | None, day: date) -> str:
    """Since when outcomes count: `since yesterday`; empty where no review came before."""
    return "" if last is None else f"since {say_past(last.day, day)}"


def _came_of(
    uids: Iterable[str],
    record_of: Callable[[str], Record],
    day: date,
    last: FinishedReview | None,
    calendar: Calendar,
) -> Iterator[Outcome]:
    for uid in uids:
        with suppress(LastmileError):
            record = record_of(uid)
            found = outcome(record, day, last)
            moment = _moment(record, day, calendar)
            yield replace(found, words=moment) if moment else found


def _moment(record: Record, day: date, calendar: Calendar) -> str:
    """When a goal was sealed, and how long its road took; empty where it is not sealed."""
    goal = record.goal
    if goal.sealed is None or goal.seal_day is None:
        return ""
    when = "" if goal.seal_day == day else f" {say_past(goal.seal_day, day)}"
    if calendar.date_of(goal.sealed) == goal.seal_day:
        when += f" at {calendar.wall(goal.sealed):%H:%M}"
    days = say_days(course_of(goal, record.log, day), goal.seal_day)
    return f"sealed{when}, {days}"


def _counts(event: Event, times: Times, day: date, last: FinishedReview | None) -> bool:
    """Whether an event was done on the day of a review, or after the last one that was finished."""
    done = times.day(event)
    if done == day or last is None:
        return done == day
    if done == last.day and not times.dated(event):
        return times.at(event) > last.at
    return last.day < done < day


def _driven(live: Iterable[Event], since: Sequence[Event]) -> float:
    """What some of the events brought forwards (or back), in miles."""
    counted_ids = {event.id for event in since}
    miles = position = 0.0
    for event in live:
        if "position" in event.set:
            to = event.set["position"] or 0.0
            if event.kind in DRIVES and event.id in counted_ids:
                miles += to - position
            position = to
    return miles


def _how(goal: Goal, before: float) -> str:
    on = f"+{measure(rounded(goal.position - before), goal.unit)}"
    if goal.sealed:
        return "sealed"
    if goal.to_go <= 0:
        return f"{on}, at the finish"
    passed = [
        marker.title
        for marker, end in zip(goal.markers, goal.ends, strict=True)
        if before < end <= goal.position
    ]
    return f"{on}, past ‘{passed[-1]}’" if passed else on


def _why_not(goal: Goal, before: float, day: date) -> str:
    if goal.let_go:
        return ", ".join(filter(None, ("let go", goal.let_go.kind, goal.let_go.reason)))
    if goal.parked_until and goal.parked_until > day:
        return f"parked for {counted((goal.parked_until - day).days, 'day')}"
    if held_up := _held_up(goal, day):
        return held_up
    if goal.position < before:
        return f"{measure(rounded(before - goal.position), goal.unit)} back"
    return "stays on the road" if goal.looked == day and goal.reviewed != day else ""


def _what_else(goal: Goal, since: Sequence[Event]) -> str:
    """What was done beside the driving, the latest of it; what is to come where nothing was."""
    beside = [event for event in since if event.kind not in ANSWERS | DRIVES]
    if beside:
        return say_event(beside[-1])
    why = [event for event in since if event.kind == EventKind.NO_CHANGE and event.text]
    if why:
        return say_event(why[-1])
    return f"no change; next: {goal.next_step.text}" if goal.next_step else "no change"


def _held_up(goal: Goal, day: date) -> str:
    """What has to move first, and for how long; empty where nothing has."""
    if goal.roadblocks:
        block = goal.roadblocks[-1]
        return f"{block.label}{_since(block.since, day)}"
    if goal.turn:
        whose = "your" if goal.turn.whose == "mine" else "their"
        return f"{whose} turn{_since(goal.turn.since, day)}"
    return ""


def _since(since: date, day: date) -> str:
    days = (day - since).days
    return f", {counted(days, 'day')}" if days > 0 else ""
