"""Finished goals, looked at again on evenings of their way."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from lastmile_tui.domain.measures.course import MOVES_NEEDED
from lastmile_tui.domain.measures.evidence.experience import KNOTS, Evening, Finished, experience_of
from lastmile_tui.domain.measures.evidence.outlook import Ahead, outlook_of
from lastmile_tui.domain.measures.forecast import foretell
from lastmile_tui.domain.measures.last_mile import prior_of
from lastmile_tui.domain.measures.track_record import Said, TrackRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.measures.evidence.experience import Experience
    from lastmile_tui.domain.model.goal import Goal

_T = TypeVar("_T")

_LEAST_LEFT = 0.02
"""The share of a road that is left at least, where it was made shorter later."""


def finished_of(goal: Goal, course: Course) -> Finished | None:
    """A goal that was driven to its end, as far as its course teaches; None else.

    Its miles are those of the road as it was at the end, but what was left on an evening is counted
    by the road as it was then, and by the due date of then.
    """
    if not course.teaches or goal.to_go > 0:
        return None
    evenings = tuple(_evenings(goal, course))
    if not evenings:
        return None
    return Finished(goal.uid, evenings, course.driven, course.moves[-1])


def _evenings(goal: Goal, course: Course) -> Iterator[Evening]:
    """The evening on which each share of the way was passed."""
    distance, slower = goal.distance, prior_of(counting=goal.counting)
    first = course.lengths[0][1] if course.lengths else distance  # two devices removed all markers
    came = course.driven
    wanted = [*enumerate(KNOTS)]
    driven = gone = 0.0
    for count, leg in enumerate(course.legs[:-1], 1):
        driven, gone = driven + leg.miles, gone + leg.days
        length = max(_known(course.lengths, leg.on) or distance, driven + distance * _LEAST_LEFT)
        passed = [knot for knot, share in wanted if driven >= share * length]
        wanted = wanted[len(passed) :]
        if not passed or count < MOVES_NEEDED or leg.on == course.moves[-1]:
            continue
        due = _known(course.dues, leg.on)
        before = max(goal.final_start * length / distance - driven, 0.0)
        ahead = Ahead(
            before=before,
            stretch=length - driven - before,
            share=driven / length,
            silent=0,
            gone=gone,
            counting=goal.counting,
            due=(due - leg.on).days if due else None,
            window=max((due - course.begun).days, 0) if due else 0,
            grown=length / first,
        )
        outlook = outlook_of(course.legs[:count], ahead, slower)
        yield Evening(passed[-1], leg.on, ahead, outlook, came - gone)


def _known(changes: Sequence[tuple[date, _T]], day: date) -> _T | None:
    """What a value was at the end of a day: that of the last change until then."""
    return next((value for since, value in reversed(changes) if since <= day), None)


def track_record_of(finished: Sequence[Finished]) -> TrackRecord:
    """Foretell finished goals again, each evening from the goals that had ended before it."""
    known = sorted(finished, key=lambda goal: (goal.ended, goal.uid))
    return TrackRecord(tuple(_said_of(known)))


def _said_of(finished: Sequence[Finished]) -> Iterator[Said]:
    experiences: dict[int, Experience] = {}
    for goal in finished:
        for evening in goal.evenings:
            count = sum([other.ended < evening.on for other in finished])
            if count not in experiences:
                experiences[count] = experience_of(finished[:count])
            yield Said(
                goal.uid,
                evening.on,
                evening.ahead.share,
                foretell(evening.ahead, evening.outlook, experiences[count]),
                (goal.ended - evening.on).days,
            )
