"""What holds up an endangered road is endangered, as much as that and no more."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.measures.attention import QUIET as QUIET_ATTENTION
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.measures.reasons import ReasonKind, say_briefly, say_reason
from lastmile_tui.domain.measures.roads import crossroads
from lastmile_tui.domain.model.goal import ROAD
from lastmile_tui.domain.model.parts import graph
from support.domain.history import TODAY, at, begun, history, watch


def road(title, number=0, *beats, waits=(), due=None):
    """A road by its title, that waits since three days for others by their uids."""
    beats = [
        *beats,
        *((3, partial(roadblocks.block, kind=ROAD, who="it", road=uid)) for uid in waits),
    ]
    return history(f"{title}: a >> b", begun(9), *beats, due=due, uid=number * 100)


FLOOR = road("Floor")
FIRST = FLOOR.goal.uid
LATE = road("Kitchen", 1, waits=[FIRST], due=-1)
IN_STRETCH = road("Kitchen", 1, (5, drive.advance), waits=[FIRST], due=-1)
QUIET = road("Kitchen", 1, waits=[FIRST])
AT_FIRST = road("Kitchen", 1, due=40, waits=[FIRST])
PARKED = road("Kitchen", 1, (0, partial(status.park, until=TODAY.replace(month=12))),
              waits=[FIRST], due=-1)  # fmt: skip
LET_GO = road("Kitchen", 1, (0, status.let_go), due=-1)
BEHIND = road("Move in", 2, waits=[QUIET.goal.uid], due=-1)
UNKNOWN = road("Kitchen", 1, waits=["gone"], due=-1)


def of(first, *others):
    return watch(first, *others).measure(first.goal, TODAY).attention


@pytest.mark.parametrize(
    ("others", "level", "words"),
    [
        ([LATE], 2, "it holds up ‘Kitchen’, which needs you"),
        ([IN_STRETCH], 3, "it holds up ‘Kitchen’, which needs you"),
        ([QUIET, BEHIND], 2, "it holds up ‘Move in’, which needs you"),
        ([LATE, BEHIND], 2, "it holds up ‘Kitchen’ and 1 more, which need you"),
        # each with a quiet counterpart
        ([QUIET], 0, None),
        ([AT_FIRST], 0, None),
        ([PARKED], 0, None),
        ([LET_GO], 0, None),
        ([UNKNOWN], 0, None),
        ([BEHIND], 0, None),
    ],
)
def test_the_danger_of_a_road_is_that_of_what_holds_it_up(others, level, words):
    found = of(FLOOR, *others)
    assert found.level == level
    assert [say_reason(reason) for reason in found.reasons] == ([words] if words else [])


PARK = (0, partial(status.park, until=TODAY + timedelta(days=12)))
PARKED_FLOOR = road("Floor", 0, PARK)
BACK_FLOOR = road("Floor", 0, (9, partial(status.park, until=TODAY)))
SAYS_PARKED = "waits for ‘Floor’, which is parked for 12 days more"


@pytest.mark.parametrize(
    ("waiting", "others", "found"),
    [
        (LATE, [PARKED_FLOOR], (2, True)),
        (IN_STRETCH, [PARKED_FLOOR], (3, True)),
        (QUIET, [PARKED_FLOOR, BEHIND], (2, True)),
        # each with a quiet counterpart
        (LATE, [FLOOR], (2, False)),
        (LATE, [BACK_FLOOR], (2, False)),
        (QUIET, [PARKED_FLOOR], (0, False)),
        (QUIET, [FLOOR, BEHIND], (2, False)),
        (PARKED, [PARKED_FLOOR], (0, False)),
        (LATE, [road("Floor", 0, PARK, (0, edit.remove))], (2, False)),
        (UNKNOWN, [PARKED_FLOOR], (2, False)),
    ],
)
def test_an_endangered_road_says_that_it_waits_for_a_parked_one(waiting, others, found):
    its = of(waiting, *others)
    assert (its.level, SAYS_PARKED in map(say_reason, its.reasons)) == found
    assert of(PARKED_FLOOR, waiting, *others[1:]).reasons == ()


@pytest.mark.parametrize(
    ("due", "level", "late"),
    [(0, 2, 12), (3, 2, 9), (11, 2, 1), (12, 0, None), (40, 0, None), (None, 0, None)],
)
def test_a_road_is_sure_to_be_late_where_the_first_one_comes_back_after_its_date(due, level, late):
    waiting = road("Kitchen", 1, waits=[FIRST], due=due)
    its = of(waiting, PARKED_FLOOR)
    told = [reason for reason in its.reasons if reason.kind is ReasonKind.PARKED_FIRST]
    assert its.level == level
    assert [reason.late for reason in told] == ([late] if late else [])
    if late:
        days = "1 day" if late == 1 else f"{late} days"
        words = f"{SAYS_PARKED}, and comes back {days} after this is due"
        assert say_reason(told[0]) == words
    reached = road("Kitchen", 1, (5, partial(drive.reach, index=1)), waits=[FIRST], due=due)
    kinds = {(reason.kind, reason.late) for reason in of(reached, PARKED_FLOOR).reasons}
    assert (ReasonKind.PARKED_FIRST, late) not in kinds or late is None


def test_the_longest_of_several_parked_roads_is_told_briefly():
    other = road("Wall", 3, (0, partial(status.park, until=TODAY + timedelta(days=30))))
    its = of(road("Kitchen", 1, waits=[FIRST, other.goal.uid], due=-1), PARKED_FLOOR, other)
    briefly = [say_briefly(reason) for reason in its.reasons]
    assert [words for words in briefly if "parked" in words] == ["‘Wall’ parked 30 d more"]


def test_it_is_never_more_than_that_and_the_own_reasons_stay():
    late = road("Floor", 0, (5, drive.advance), due=-2)
    own = of(late)
    both = of(late, replace_first(LATE, late))
    assert own.level == both.level == 3
    assert {reason.kind for reason in both.reasons} == {
        *(reason.kind for reason in own.reasons), ReasonKind.HOLDS_UP,
    }  # fmt: skip
    lower = next(reason for reason in both.reasons if reason.kind is ReasonKind.HOLDS_UP)
    assert (lower.level, say_briefly(lower)) == (2, "holds up ‘Kitchen’")


def replace_first(record, first):
    """A road that waits for another one instead."""
    blocks = tuple(replace(block, road=first.goal.uid) for block in record.goal.roadblocks)
    return replace(record, goal=replace(record.goal, roadblocks=blocks))


@pytest.mark.parametrize("move", [seal.seal, status.let_go])
def test_what_has_ended_holds_up_nothing(move):
    ended = road("Floor", 0, (5, partial(drive.reach, index=1)), (0, move))
    assert of(ended, LATE).reasons == ()


def test_a_circle_is_told_on_each_of_its_roads_and_is_no_circle_once_one_is_clear():
    one = road("One", 1, waits=[road("Two", 2).goal.uid], due=-1)
    two = road("Two", 2, waits=[one.goal.uid])
    for first, other in ((one, two), (two, one)):
        kinds = {reason.kind: reason for reason in of(first, other).reasons}
        assert say_reason(kinds[ReasonKind.CIRCLE]) == (
            f"waits for ‘{other.goal.title}’, which waits for it; clear one of the two"
        )
    clear = roadblocks.clear(two, at(0, 900))
    assert ReasonKind.CIRCLE not in {reason.kind for reason in of(one, clear).reasons}


def test_a_change_of_either_road_is_followed():
    logs = {record.goal.uid: record.log for record in (FLOOR, LATE)}
    measurer = Measurer([FLOOR.goal, LATE.goal], logs.__getitem__)
    first = measurer.measure(FLOOR.goal, TODAY)
    assert first.attention.level == 2
    assert measurer.measure(FLOOR.goal, TODAY) is first
    later = edit.redate(LATE, at(0, 999), TODAY.replace(year=2027))
    logs[LATE.goal.uid] = later.log
    measurer.change(LATE.goal, later.goal)
    assert measurer.measure(FLOOR.goal, TODAY).attention.level == 0
    measurer.change(later.goal, LATE.goal)
    logs[LATE.goal.uid] = LATE.log
    assert measurer.measure(FLOOR.goal, TODAY).attention.level == 2
    measurer.change(LATE.goal, None)
    assert measurer.measure(FLOOR.goal, TODAY).attention.level == 0


def test_a_long_chain_that_ends_in_a_circle_is_one_pass_over_its_roads(monkeypatch):
    """Each road is asked for its own level once, and few of those behind it are looked at."""
    count = 3 * crossroads.NEAREST
    uids = [road(f"R{number}", number).goal.uid for number in range(count)]
    goals = {
        uid: road(f"R{n}", n, waits=[uids[n - 1]]).goal  # the first for the last
        for n, uid in enumerate(uids)
    }
    asked, looked, sorted_out = Counter(), Counter(), []

    def reached(edges, start):
        for uid in graph.reached(edges, start):
            looked[start] += 1
            yield uid

    def tangled(*given):
        sorted_out.append(given)
        return graph.tangled(*given)

    def of(goal):
        asked[goal.uid] += 1
        return QUIET_ATTENTION

    monkeypatch.setattr(crossroads, "reached", reached)
    monkeypatch.setattr(crossroads, "tangled", tangled)
    crossings = crossroads.Crossings(goals)
    for goal in goals.values():
        crossings.attention(goal, QUIET_ATTENTION, TODAY, of)
    assert asked == dict.fromkeys(uids, 1)
    assert looked == dict.fromkeys(uids, crossroads.NEAREST)
    assert len(sorted_out) == 1
