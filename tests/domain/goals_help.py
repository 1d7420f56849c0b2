"""Goals and moves for the tests of the domain."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from lastmile_tui.domain import edits, moves, phases, record, sealing
from lastmile_tui.domain.create import add
from lastmile_tui.domain.events import Stamp, ulid
from lastmile_tui.domain.goal import ROADBLOCKS
from lastmile_tui.domain.quick_add import read_line
from lastmile_tui.errors import GoalError

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = START.date()
THESIS = "Thesis: draft > edits > printed >> submitted"


def stamp(number, dev="one"):
    """A stamp so many minutes after the start."""
    at = START + timedelta(minutes=number)
    return Stamp(ulid(at, number * 8 + len(dev)), at, dev, at.date())


def goal_from(line=THESIS):
    return add(read_line(line, lambda _: None), stamp(0))


def do(made, move, *args, dev="one", **named):
    """Make a move a minute after the newest event."""
    minutes = (made.event.at - START) // timedelta(minutes=1)
    return move(made, stamp(minutes + 1, dev), *args, **named)


def shuffle(made, moment, seed):
    order = [marker.id for marker in made.goal.markers]
    random.Random(seed).shuffle(order)
    return edits.reorder_markers(made, moment, order)


class Step(NamedTuple):
    """A move with what it is made with."""

    move: Any
    args: tuple = ()
    named: dict = {}  # noqa: RUF012 - never written


def step(move, *args, **named):
    return st.builds(Step, st.just(move), st.tuples(*args), st.fixed_dictionaries(named))


indexes = st.integers(-1, 5)
words = st.sampled_from(["one", "two", "three", "", "  x ", "ünï"])
miles = st.integers(-30, 30).map(lambda tenths: tenths / 10)
lengths = st.integers(1, 40).map(lambda tenths: tenths / 10)
days = st.dates(date(2026, 2, 20), date(2026, 4, 1))

drives = st.one_of(
    step(moves.advance),
    step(moves.back),
    step(moves.nudge, miles),
    step(moves.reach, indexes),
)
road_edits = st.one_of(
    step(edits.add_marker, indexes, words, lengths),
    step(edits.remove_marker, indexes),
    step(shuffle, st.integers(0, 9)),
    step(edits.remeasure_marker, indexes, lengths),
    step(edits.start_stretch, st.none() | indexes),
)
others = st.one_of(
    step(moves.note, words),
    step(edits.rename, words),
    step(edits.explain, words),
    step(edits.redate, st.none() | days, st.none() | st.just(time(18, 30))),
    step(edits.tag, words),
    step(edits.untag, words),
    step(edits.involve, words),
    step(edits.release, words),
    step(edits.rename_marker, indexes, words),
    step(edits.redate_marker, indexes, st.none() | days),
    step(edits.remove),
    step(sealing.add_seal_item, words),
    step(sealing.tick, indexes, evidence=words),
    step(sealing.untick, indexes),
    step(sealing.seal),
    step(sealing.reopen),
    step(phases.block, st.sampled_from([*ROADBLOCKS, "?"]), who=words, text=words),
    step(phases.clear),
    step(phases.turn, st.sampled_from(["mine", "theirs", "?"])),
    step(phases.plan_step, words, st.none() | days),
    step(phases.park, days),
    step(phases.resume),
    step(phases.let_go, words),
)
changes = st.one_of(drives, road_edits, others)
takebacks = st.one_of(step(record.undo), step(record.redo))

lines = st.sampled_from(
    [
        THESIS,
        "Alone",
        "Long: a > b*3 > c > d*0 > e ! paid ! thanked #tag @me",
        "Run target 42 km: 10 > half 21 >> 42",
    ]
)


def take(made, one, dev="one"):
    """Take a step, or stay when the road does not allow it."""
    try:
        return do(made, one.move, *one.args, dev=dev, **one.named)
    except GoalError as error:
        sentence = str(error)
        assert sentence[0].isupper() or sentence[0] == "‘"
        assert sentence.endswith(".")
        return made


def take_all(made, steps, dev="one"):
    for one in steps:
        made = take(made, one, dev)
    return made


@st.composite
def driven(draw, steps=changes, size=12):
    """A goal after some steps."""
    return take_all(goal_from(draw(lines)), draw(st.lists(steps, max_size=size)))
