"""The next lap of a sealed road: the same road again, with its dates moved along, and no history.

Two devices that seal the same lap make one next lap: its uid and those of its parts come from the
lap before, and what each of them wrote is merged as any other change.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict, replace

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.changes.start import add, plan_like
from lastmile_tui.domain.crossing.rule import LapStart, next_day, read_start, say_start
from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.events import DAY, FACTS, EventKind, ulid
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.parts.laps import Lap
from lastmile_tui.domain.model.record import Record, change, record_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.domain.wording.whole.laps import say_again, say_last_lap
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.model.events import Log, Stamp
    from lastmile_tui.domain.model.fold import Registers
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.parts.laps import Again
    from lastmile_tui.domain.model.record import Move

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ID_BYTES = 10
"""The random part of an id is 80 bits."""


def days_of(course: Course, ended: date) -> tuple[int, int | None]:
    """The days that a lap took from its first move on, and those of its last mile if it had one."""
    first = course.moves[0] if course.moves else course.begun
    last_mile = course.days(course.last_mile, ended) if course.last_mile else None
    return max(course.days(first, ended), 1), last_mile


def begin_again(
    before: Record, start: LapStart, stamp: Stamp, known: Record | None = None
) -> Record:
    """The next lap of a sealed goal; `known` is the same lap where it was made and removed."""
    goal = before.goal
    if not there(goal).sealed:
        raise GoalError(f"‘{goal.title}’ is not sealed yet; a lap has an end.")
    if known is not None and not known.goal.deleted:
        raise GoalError(f"Lap {number_of(known.goal)} of ‘{goal.title}’ is there already.")
    fixed = replace(stamp, id=ulid(stamp.made, _bits(goal.uid)))
    course = course_of(goal, before.log)
    days, last_mile = days_of(course, goal.seal_day or stamp.day)
    shift = start.begins - begun(before)
    made = add(plan_like(goal, lambda day: _later(day, shift)), fixed)
    lap = Lap(
        number=number_of(goal) + 1,
        follows=goal.uid,
        begins=start.begins,
        days=days,
        last_mile=last_mile,
    )
    more: dict[str, Any] = {
        "lap": asdict(lap) | {"begins": start.begins.isoformat()},
        "deleted": None,
    }
    if goal.why:
        more["why"] = goal.why
    if start.again:
        more["again"] = again_part(start.again)
    if start.begins > stamp.day:
        more["parked_until"] = start.begins.isoformat()
    event = replace(made.event, id=stamp.id, set=made.event.set | more)
    if known is None:
        return record_of(fixed.uid, (event,))
    drops = [one.id for one in standing(known.log)]
    event = replace(event, set=_anew(known.log, event.set), drops=drops)
    return record_of(fixed.uid, event_log(known.log).with_event(event))


def _anew(log: Log, written: Registers) -> Registers:
    """What leaves nothing of a log but what is written now, and on which days its events were."""
    changes = dict(written)
    for name, value in fold(log).items():
        if name in FACTS or name.startswith(DAY):
            continue
        if not (isinstance(value, dict) and ":" in name):
            changes.setdefault(name, None)
        elif name in written:  # the part has the same id again
            changes[name] = dict.fromkeys(value) | written[name]
        else:
            changes[name] = {"gone": True}
    return changes


def next_uid(uid: str) -> str:
    """The uid of the lap that follows a goal, the same on each device."""
    return ulid(_EPOCH, _bits(uid))[-16:]


def newest(goal: Goal, goals: Mapping[str, Goal]) -> Goal:
    """The last lap of a goal that is there: itself, where none follows."""
    seen = {goal.uid}
    while (after := goals.get(next_uid(goal.uid))) and not after.deleted and after.uid not in seen:
        goal = after
        seen.add(goal.uid)
    return goal


def begun(record: Record) -> date:
    """The day on which a goal was planned to begin; that on which it was added, without a plan."""
    lap = record.goal.lap
    return lap.begins if lap and lap.begins else record.log[0].day


def number_of(goal: Goal) -> int:
    """Which lap a goal is; the first one says nothing of it."""
    return goal.lap.number if goal.lap else 1


def repeat(record: Record, stamp: Stamp, line: str) -> Record:
    """Say how often a goal that is under way begins again; `never` ends that."""
    goal = there(record.goal)
    start = read_start(line, stamp.day, begun(record))
    if start is None:
        return _stop(record, stamp)
    if goal.let_go:
        raise GoalError(f"‘{goal.title}’ was let go; only what was sealed begins again.")
    if start.again is None:
        raise GoalError(f"‘{goal.title}’ is not sealed yet; type how often, such as every month.")
    again, was = start.again, goal.again
    if was and (say_again(again) == say_again(was) or again == replace(was, since=begun(record))):
        again = was  # which counts from the day of an earlier lap
    changes = {"again": again_part(again)}
    return change(record, stamp, EventKind.AGAIN, changes, text=say_again(again))


def again_part(again: Again) -> dict[str, Any]:
    """A rule as its register has it, with all its keys: none of an older one is left."""
    return asdict(again) | {"since": again.since.isoformat() if again.since else None}


def _stop(record: Record, stamp: Stamp) -> Record:
    if record.goal.again is None:
        raise GoalError(f"‘{record.goal.title}’ does not begin again by itself.")
    return change(record, stamp, EventKind.AGAIN, {"again": None})


def following(after: Record, today: date) -> LapStart | None:
    """When the lap begins that a rule makes at the seal; None for a goal without one."""
    again = after.goal.again
    if again is None:
        return None
    return LapStart(next_day(again, begun(after), today), again)


def maker(before: Record, start: LapStart) -> tuple[Callable[[Stamp], Record], Move]:
    """What makes the next lap, and the move that brings it back where it was removed."""

    def revive(known: Record, stamp: Stamp) -> Record:
        return begin_again(before, start, stamp, known)

    return partial(begin_again, before, start), revive


def say_next_lap(goal: Goal, today: date) -> str:
    """`Lap 3 begins Fri 4 Dec, in 6 days, then every month`."""
    begins = goal.lap.begins if goal.lap and goal.lap.begins else today
    return f"Lap {number_of(goal)} begins {say_start(LapStart(begins, goal.again), today)}"


def say_new_lap(goal: Goal, today: date) -> str:
    """What a line says that makes a lap, with its title and what the lap before took."""
    return join_facts(say_next_lap(goal, today), goal.title, say_last_lap(goal))


def _later(day: date, shift: timedelta) -> date | None:
    with suppress(OverflowError):
        return day + shift
    return None


def _bits(uid: str) -> int:
    """The bits of the uid that follows another one."""
    from hashlib import sha256  # noqa: PLC0415 # 5 ms, where a lap is made

    return int.from_bytes(sha256(f"lap after {uid}".encode()).digest()[:_ID_BYTES])
