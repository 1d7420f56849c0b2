"""Goals and moves for the tests of the domain."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, start, status
from lastmile_tui.domain.changes.moved_dates import push_along
from lastmile_tui.domain.changes.roadblocks import KIND_OF
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.changes.status import LET_GO_REASONS
from lastmile_tui.domain.crossing.laps import repeat
from lastmile_tui.domain.input.detour import detour
from lastmile_tui.domain.input.form import form_of
from lastmile_tui.domain.input.form_changes import revise
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model import record
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.model.goal import ROAD
from lastmile_tui.domain.picks import last_mile
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
    return edit.reorder_markers(made, moment, order)


def rewrite(made, moment, seed):
    """Edit a goal as text: its lists in another order, one seal item fewer, another title."""
    dice = random.Random(seed)
    form = form_of(made.goal)
    markers, seal = list(form.markers), list(form.seal)
    dice.shuffle(markers)
    dice.shuffle(seal)
    title = dice.choice([form.title, "Rewritten"])
    form = replace(form, title=title, markers=tuple(markers), seal=tuple(seal[1:]))
    return revise(made, moment, form, made.goal)


def drive_past_others(made, moment, count):
    return start.went_on(drive.advance(made, moment), count)


class Step(NamedTuple):
    """A move with what it is made with."""

    move: Any
    args: tuple = ()
    named: dict = {}  # noqa: RUF012 - never written


def step(move, *args, **named):
    return st.builds(Step, st.just(move), st.tuples(*args), st.fixed_dictionaries(named))


indexes = st.integers(-1, 5)
words = st.sampled_from(["one", "two", "three", "", "  x ", "ünï"])
miles = st.one_of(
    st.integers(-30, 30).map(lambda tenths: tenths / 10),
    st.sampled_from([0.05, -0.05, 1.25, 0.333333, -1.000001, 21.0975, 1e-6]),
)
roads = st.sampled_from(["", ">", "a", "x > y*2", "x >> y", "draft >> new*0.3 > submitted"])
lengths = st.one_of(
    st.integers(1, 40).map(lambda tenths: tenths / 10),
    st.sampled_from([0.05, 1.25, 0.333333, 2.195, 1e-6]),
)
days = st.dates(date(2026, 2, 20), date(2026, 4, 1))

drives = st.one_of(
    step(drive.advance),
    step(drive.back),
    step(drive.nudge, miles),
    step(drive.reach, indexes),
    step(drive_past_others, st.integers(1, 3)),
)
road_edits = st.one_of(
    step(edit.add_marker, indexes, words, lengths),
    step(edit.remove_marker, indexes),
    step(shuffle, st.integers(0, 9)),
    step(edit.remeasure_marker, indexes, lengths),
    step(edit.start_stretch, st.none() | indexes),
)
others = st.one_of(
    step(drive.note, words),
    step(edit.rename, words),
    step(edit.explain, words),
    step(edit.count_in, st.sampled_from(["", "km", "pages", "stage"])),
    step(edit.redate, st.none() | days, st.none() | st.just(time(18, 30))),
    step(edit.tag, words),
    step(edit.untag, words),
    step(edit.involve, words),
    step(edit.release, words),
    step(edit.rename_marker, indexes, words),
    step(edit.redate_marker, indexes, st.none() | days),
    step(push_along),
    step(edit.remove),
    step(rewrite, st.integers(0, 9)),
    step(detour, roads),
    step(start.came_back, words),
    step(seal.add_seal_item, words),
    step(seal.reword_seal_item, indexes, words),
    step(seal.remove_seal_item, indexes),
    step(seal.move_seal_item, indexes, indexes),
    step(seal.prove, indexes, words),
    step(seal.tick, indexes, evidence=words),
    step(seal.untick, indexes),
    step(seal.seal),
    step(seal.hold_back),
    step(seal.confirm, answered=st.booleans()),
    step(seal.reopen),
    step(roadblocks.block, st.sampled_from([*KIND_OF, "?"]), who=words, text=words),
    step(roadblocks.block, st.just(ROAD), who=words, road=st.sampled_from(["", "one", "two"])),
    step(roadblocks.clear),
    step(repeat, st.sampled_from(["every month", "every 2 weeks", "never", "in 1 week"])),
    step(status.turn, st.sampled_from(["mine", "theirs", "", "?"])),
    step(status.plan_step, words, st.none() | days),
    step(status.park, days),
    step(last_mile.pick),
    step(last_mile.pick_ahead, days),
    step(status.resume),
    step(status.let_go, words, kind=st.sampled_from(["", *LET_GO_REASONS, "?"])),
)
changes = st.one_of(drives, road_edits, others)
takebacks = st.one_of(step(record.undo), step(record.redo))

lines = st.sampled_from(
    [
        THESIS,
        "Alone",
        "Long: a > b*3 > c > d*0 > e ! paid ! thanked #tag @me",
        "Run target 42 km: 10 > half 21 >> 42",
        "Diet 82 kg to 75 kg: 80 kg > 78 kg >> 75 kg",
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
