"""A year of forty goals, the same every time: sealed, let go, parked, blocked, undone."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from itertools import count
from random import Random

from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, back, note, nudge
from lastmile_tui.domain.changes.edit import remove, tag
from lastmile_tui.domain.changes.roadblocks import KIND_OF, block, clear
from lastmile_tui.domain.changes.seal import hold_back, reopen, seal, tick
from lastmile_tui.domain.changes.start import add, came_back
from lastmile_tui.domain.changes.status import LET_GO_REASONS, let_go, park, plan_step, resume, turn
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.model.record import redo, undo
from lastmile_tui.errors import GoalError

TODAY = date(2026, 11, 22)
YEAR = 400
"""Days that are generated: some goals began and ended before the twelve months."""

LINES = (
    "Thesis: outline > draft > edits >> format > submitted ! bound ! receipt",
    "Boat: hull > deck > mast > sails >> water ! insured",
    "Run target 42 km: 10 > half 21 > 30 >> 42",
    "Letters",
    "House: a > b > c*2 > d*0.4 >> e*1.5 > f ! keys",
)


@cache
def year():
    """Forty goals with about 3,000 entries, the same every time."""
    return tuple(_goal(Random(20_261_122 + number), number) for number in range(40))


def _goal(random, number):
    plan = replace(read_line(LINES[number % len(LINES)], lambda _: None), title=f"Goal {number}")
    day = random.randint(60, YEAR)
    until = 0 if number % 4 == 0 else random.randint(0, day // 2)
    moments = sorted((random.randint(until, day), random.random()) for _ in range(98))
    moments[0] = (day, 0.0)
    made = add(plan, _stamp(number, 0, day, 0.0))
    for step, (ago, clock) in enumerate(sorted(moments[1:], key=lambda at: (-at[0], at[1])), 1):
        stamp = _stamp(number, step, ago, clock)
        move = random.choices(list(MOVES), list(MOVES.values()))[0](random)
        if made.goal.let_go and random.random() < 0.6:
            move = resume
        if made.goal.sealed and random.random() < 0.2:
            move = reopen
        if (
            step >= 65
            and number % 10 in (0, 1, 2, 5, 6)
            and made.goal.position < made.goal.final_start
        ):
            move = partial(_call, nudge, made.goal.final_start - made.goal.position)
        with suppress(GoalError):
            made = move(made, stamp)
    return _ended(made, random, number, until)


def _ended(made, random, number, until):
    """Two fifths are driven to their seal, a fifth is let go, another parked, one goal removed."""
    stamps = (_stamp(number, 900 + step, until, 0.999 + step / 1e6) for step in count())
    if number % 5 in (0, 1):
        with suppress(GoalError):
            made = resume(made, next(stamps))
        with suppress(GoalError):
            made = nudge(made, next(stamps), 100)
        with suppress(GoalError):
            made = seal(made, next(stamps))
    elif number % 5 == 2:
        with suppress(GoalError):
            made = let_go(made, next(stamps), kind=random.choice(["", *LET_GO_REASONS]))
    elif number % 5 == 4:
        with suppress(GoalError):
            made = park(made, next(stamps), TODAY + timedelta(days=40))
    elif number == 3:
        made = remove(made, next(stamps))
    return made


def _stamp(number, step, days_ago, clock):
    day = TODAY - timedelta(days=days_ago)
    at = datetime.combine(day, time(6), UTC) + timedelta(hours=16) * clock
    return Stamp(ulid(at, number * 1000 + step), at, "dev", day)


def _park(days, record, stamp):
    return park(record, stamp, stamp.day + timedelta(days=days))


MOVES = {
    lambda _: advance: 2,
    lambda random: partial(_call, nudge, random.choice([0.1, 0.1, 0.2, 0.3, -0.2])): 20,
    lambda _: back: 1,
    lambda random: partial(_call, note, f"word {random.random()}"): 30,
    lambda random: partial(_call, tag, f"t{random.randint(0, 30)}"): 8,
    lambda random: partial(_call, block, random.choice([*KIND_OF])): 4,
    lambda _: clear: 4,
    lambda random: partial(_call, turn, random.choice(["mine", "theirs"])): 4,
    lambda random: partial(_call, plan_step, f"step {random.random()}"): 10,
    lambda random: partial(_park, random.randint(1, 90)): 3,
    lambda _: resume: 3,
    lambda random: partial(_call, let_go, "", kind=random.choice(["", *LET_GO_REASONS])): 1,
    lambda _: seal: 1,
    lambda _: reopen: 3,
    lambda _: partial(_call, tick, 0): 2,
    lambda _: hold_back: 4,
    lambda _: partial(_call, came_back, "Boat"): 3,
    lambda _: undo: 8,
    lambda _: redo: 5,
}  # fmt: skip
"""What happens, and how often."""


def _call(move, *args, **named):
    """A move with its arguments behind the record and the stamp."""
    *args, record, stamp = args
    return move(record, stamp, *args, **named)
