"""The stories that lastmile comes from, each with the one that goes well."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.drive import advance, note, nudge
from lastmile_tui.domain.changes.edit import redate
from lastmile_tui.domain.changes.roadblocks import block
from lastmile_tui.domain.changes.seal import seal, tick
from lastmile_tui.domain.changes.status import park, turn
from lastmile_tui.domain.measures.reasons import ReasonKind, say_briefly, say_reason
from lastmile_tui.domain.model.record import undo
from support.domain.goals import Step, changes, driven, take
from support.domain.history import TODAY, at, begun, history, measured, with_words

RACE = "Run: 5k > 10k > half > 30k >> taper > start line*0.2 > finish*0.2"
VOTE = "Campaign: first ward > second ward > third ward > fourth ward >> the undecided > last calls"
SALE = "Sell the house: listed > visited > price agreed > bank says yes >> papers signed"
FIBRE = "Fibre: church 40 > street 110 > school 150 > station 205 >> mill lane 240 target 240 homes"
PARCEL = "Parcel: packed > posted > sorted > at the depot >> in her hands"
FRIEND = "Marta: letter > posted > call > coffee >> dinner"

TRAINING = [begun(40), *((day, advance) for day in (34, 27, 20, 13))]
CALLS = [begun(12), *((day, advance) for day in (10, 8, 6, 4)), (3, nudge, 0.2), (2, nudge, 0.2)]
VIEWINGS = [begun(30), *((day, advance) for day in (25, 20, 14, 9))]
NEXT_CUSTOMER = history("Sell the boat: listed > sold", begun(4), (3, advance), uid=500)
CABLE = [begun(200), *((day, advance) for day in (180, 160, 140, 120))]
OTHER_VILLAGE = history("Fibre next door: square > street", begun(100), (90, advance), uid=500)
POST = [begun(14), *((day, advance) for day in (12, 11, 9, 8))]
LETTERS = [begun(40), *((day, advance) for day in (36, 33, 25)), (20, note, "she wrote back")]

SCENARIOS = {
    "the runner stops training in the taper week": (
        history(RACE, *TRAINING, (10, nudge, 0.5), due=3),
        [],
        3,
        ["untouched for 10 days, with 3 days left", "0.04 mi a day in the final stretch"],
    ),
    "the runner tapers and is at the start": (
        history(
            RACE,
            *TRAINING,
            (10, nudge, 0.5),
            (7, advance),
            (3, note, "easy 5k"),
            (0, advance),
            due=3,
        ),
        [],
        0,
        [],
    ),
    "the party stops calling the day before the vote": (
        history(VOTE, *CALLS, due=1),
        [],
        3,
        ["untouched for 2 days, with 1 day left", "due in 1 day, but the forecast says"],
    ),
    "the party calls until the polls close": (
        history(VOTE, *CALLS, (1, advance), (0, nudge, 0.9), due=1),
        [],
        0,
        [],
    ),
    "the seller starts with the next customer before the papers are signed": (
        history(SALE, *VIEWINGS, (5, nudge, 0.5)),
        [NEXT_CUSTOMER],
        2,
        ["meanwhile you started ‘Sell the boat’"],
    ),
    "the seller has the papers signed first": (
        history(SALE, *VIEWINGS, (5, advance), (4, tick, 0), (4, tick, 1), (4, tick, 2), (4, seal)),
        [NEXT_CUSTOMER],
        0,
        [],
    ),
    "all cable is laid but for the last street": (
        history(FIBRE, *CABLE),
        [OTHER_VILLAGE],
        3,
        ["untouched for 120 days", "meanwhile you started ‘Fibre next door’", "0 homes a day"],
    ),
    "the last street is being dug": (
        history(
            FIBRE,
            begun(90),
            (70, advance),
            (50, advance),
            (35, advance),
            (18, advance),
            (10, nudge, 14),
            (3, nudge, 12),
        ),
        [],
        0,
        [],
    ),
    "the parcel is at the depot, its recipient not reached": (
        history(PARCEL, *POST, (5, with_words(block, who="the depot"), "waiting")),
        [],
        2,
        ["waiting on the depot for 5 days"],
    ),
    "the parcel is in her hands today": (history(PARCEL, *POST, (0, advance)), [], 0, []),
    "an answer is owed to a friend": (
        history(FRIEND, *LETTERS, (16, turn, "mine")),
        [],
        2,
        ["it has been your turn for 16 days"],
    ),
    "the friend has been answered": (
        history(FRIEND, *LETTERS, (16, turn, "mine"), (3, note, "wrote"), (3, turn, "theirs")),
        [],
        0,
        [],
    ),
    "a road is untouched for months": (
        history("Learn Dutch: a > b > c > d > e", begun(150), (140, advance), (130, advance)),
        [],
        2,
        ["nothing was done for 130 days"],
    ),
    "a road is driven every week": (
        history(
            "Learn Dutch: a > b > c > d > e",
            begun(30),
            (23, advance),
            (16, advance),
            (9, note, "x"),
            (4, note, "y"),
        ),
        [],
        0,
        [],
    ),
    "everything is done but the seal": (
        history(PARCEL, *POST, (5, advance)),
        [],
        2,
        ["at the last marker for 5 days, and not sealed"],
    ),
    "it is sealed the day after": (history(PARCEL, *POST, (5, advance), (4, seal)), [], 0, []),
    "the finish line moves and moves": (
        history(
            "Ship it: a > b > c > d > e",
            begun(30),
            (24, advance),
            (18, redate, TODAY + timedelta(10)),
            (12, redate, TODAY + timedelta(20)),
            (6, redate, TODAY + timedelta(90)),
            (5, advance),
            due=2,
        ),
        [],
        1,
        ["the due date was put off 3 times, by 88 days in all"],
    ),
    "it was put off once, with a reason": (
        history(
            "Ship it: a > b > c > d > e",
            begun(30),
            (24, advance),
            (6, redate, TODAY + timedelta(90)),
            (5, advance),
            due=2,
        ),
        [],
        0,
        [],
    ),
    "the paces say that the date will not hold": (
        history(
            "Book: a > b > c > d > e > f > g > h",
            begun(40),
            (30, advance),
            (20, advance),
            (10, advance),
            (1, advance),
            due=9,
        ),
        [],
        2,
        ["due in 9 days, but the forecast says in 3"],
    ),
    "the date has long passed": (
        history("Book: a > b > c > d > e", begun(40), (30, advance), (2, note, "x"), due=-6),
        [],
        2,
        ["the due date passed 6 days ago"],
    ),
    "a road that was never driven is due today": (
        history("Tax: a > b > c", begun(9), due=0),
        [],
        2,
        ["due today, with 3 mi to go"],
    ),
    "a road is due today and driven today": (
        history("Tax: a > b > c > d > e", begun(9), (0, advance), due=0),
        [],
        2,
        ["due today, with 4 mi to go"],
    ),
    "two miles from its end a road is due today": (
        history(
            "Tax: a > b > c >> d > e", begun(9), (0, advance), (0, advance), (0, advance), due=0
        ),
        [],
        3,
        ["due today, with 2 mi to go"],
    ),
    "the last marker is reached on the day that it is due": (
        history("Tax: a > b > c >> d > e", begun(9), *[(0, advance)] * 5, due=0),
        [],
        0,
        [],
    ),
    "it is parked, whatever it was": (
        history(FIBRE, *CABLE, (90, park, TODAY + timedelta(days=9))),
        [OTHER_VILLAGE],
        0,
        [],
    ),
}


@pytest.mark.parametrize("story", SCENARIOS)
def test_each_story_is_noticed_and_each_that_goes_well_is_left_alone(story):
    record, others, level, told = SCENARIOS[story]
    found = measured(record, *others).attention
    sentences = [say_reason(reason) for reason in found.reasons]
    assert found.level == level, sentences
    for words in told:
        assert any(sentence.startswith(words) for sentence in sentences), sentences
    if not level:
        assert not sentences
    assert all(len(say_briefly(reason)) <= 45 for reason in found.reasons)


EVERYDAY = [
    history(line, *beats, due=due)
    for line, beats in (
        (RACE, TRAINING),
        (VOTE, CALLS),
        (SALE, VIEWINGS),
        (FIBRE, CABLE),
        (PARCEL, POST),
    )
    for due in (None, -3, 4, 60)
]


@given(driven(size=25), st.integers(0, 90), st.integers(0, 90))
def test_more_silence_never_lowers_attention(made, days, more):
    today = made.event.day + timedelta(days=days)
    soon = measured(made, today=today).attention
    late = measured(made, today=today + timedelta(days=more)).attention
    came_back = made.goal.parked_until and made.goal.parked_until > today
    assert late.level >= soon.level or came_back


@pytest.mark.parametrize("made", EVERYDAY)
@given(st.integers(0, 120), st.integers(0, 60))
def test_more_silence_never_lowers_attention_of_an_everyday_goal(made, days, more):
    today = TODAY + timedelta(days=days)
    soon = measured(made, NEXT_CUSTOMER, today=today).attention
    late = measured(made, NEXT_CUSTOMER, today=today + timedelta(days=more)).attention
    assert late.level >= soon.level
    assert {reason.kind for reason in late.reasons} >= {reason.kind for reason in soon.reasons}


@pytest.mark.parametrize("made", EVERYDAY)
@given(st.integers(0, 90), st.sampled_from(["note", "tick", "seal"]))
def test_a_touch_or_a_seal_never_raises_attention(made, days, what):
    today = TODAY + timedelta(days=days)
    before = measured(made, NEXT_CUSTOMER, today=today).attention
    moved = work(made, what, today)
    after = measured(moved, NEXT_CUSTOMER, today=today).attention
    assert after.level <= before.level


def work(made, what, today):
    stamp = at((TODAY - today).days, 900)
    if what == "note":
        return note(made, stamp, "a word")
    if what == "tick":
        return tick(made, stamp, 0)
    while made.goal.to_go > 0:
        made = advance(made, at((TODAY - today).days, 900 + made.goal.reached))
    return seal(made, at((TODAY - today).days, 990))


@given(driven(size=12), st.data())
def test_undoing_a_change_restores_goal_attention_and_forecast(made, data):
    after = take(made, data.draw(changes))
    if after is made:
        return
    back = take(after, Step(undo))
    today = back.event.day + timedelta(days=data.draw(st.integers(0, 40)))
    before, again = measured(made, today=today), measured(back, today=today)
    assert again.attention == before.attention
    assert again.forecast == before.forecast
    assert again.stake == before.stake


TAXES = [
    history("Tax: a > b > c > d >> e > f", begun(30), *beats, due=due)
    for beats in ([], TRAINING[1:3], TRAINING[1:])
    for due in (0, 2, 9)
]


@pytest.mark.parametrize("made", TAXES)
def test_a_road_with_miles_left_is_worst_from_the_day_it_is_due(made):
    levels = []
    for days in range(20):
        found = measured(made, today=TODAY + timedelta(days=days)).attention
        levels.append(found.level)
        if TODAY + timedelta(days=days) >= made.goal.due:
            assert found.reasons[0].kind is ReasonKind.LATE
            assert found.reasons[0].level == (3 if made.goal.position >= 4 else 2)
    assert levels == sorted(levels)


def test_the_due_date_is_the_first_thing_that_is_told_on_its_day():
    made = history(VOTE, *CALLS, (2, block, "emergency"), (1, turn, "mine"), due=0)
    first, *others = measured(made, NEXT_CUSTOMER).attention.reasons
    assert say_reason(first) == "due today, with 1.6 mi to go"
    assert say_briefly(first) == "due today"
    assert others


def test_idle_in_the_stretch_names_the_days_left_until_they_are_over():
    told = []
    for days in (0, 1, 2):
        found = measured(history(VOTE, *CALLS, due=1), today=TODAY + timedelta(days=days))
        told += [say_reason(r) for r in found.attention.reasons if r.kind is ReasonKind.IDLE]
    assert told == [
        "untouched for 2 days, with 1 day left",
        "untouched for 3 days, and due today",
        "untouched for 4 days; it was every 2 days",
    ]


def test_one_day_of_progress_before_the_stretch_is_no_pace_to_fall_behind():
    road = "Tax: a > b >> c > d"
    once = history(road, begun(9), (9, advance), (9, advance), due=60)
    twice = history(road, begun(9), (9, advance), (8, advance), due=60)
    found = [[r.kind for r in measured(made).attention.reasons] for made in (once, twice)]
    assert [ReasonKind.COASTING in kinds for kinds in found] == [False, True]


@pytest.mark.parametrize(
    ("days", "kind"), [(29, ReasonKind.IDLE), (30, ReasonKind.UPKEEP), (78, ReasonKind.UPKEEP)]
)
def test_an_untouched_road_is_told_once(days, kind):
    made = history(
        "Dutch: a > b > c > d > e", begun(days + 2), (days + 1, advance), (days, advance)
    )
    (reason,) = measured(made).attention.reasons
    assert (reason.kind, reason.level) == (kind, 1)


def test_a_blocked_goal_before_its_stretch_has_a_week():
    made = history(PARCEL, begun(9), (8, advance), (5, block, "emergency"), (1, note, "x"))
    assert measured(made).attention.level == 0
    made = history(PARCEL, begun(9), (8, advance), (8, block, "emergency"), (1, note, "x"))
    assert [reason.kind for reason in measured(made).attention.reasons] == [ReasonKind.BLOCKED]


def test_two_worries_of_level_two_make_three():
    made = history(
        PARCEL, *POST, (5, with_words(block, who="the depot"), "waiting"), (5, turn, "theirs")
    )
    found = measured(made, NEXT_CUSTOMER).attention
    assert found.level == 3
    assert [r.kind for r in found.reasons if r.level == 2] == [
        ReasonKind.BLOCKED,
        ReasonKind.MOVED_ON,
    ]


def test_driving_others_counts_from_the_second_day():
    made = history(PARCEL, *POST, (3, note, "x"))
    other = history("Other: a > b > c", begun(20), (9, advance), (1, advance), uid=500)
    assert ReasonKind.MOVED_ON in {r.kind for r in measured(made, other).attention.reasons}
    fresh = history(PARCEL, *POST, (1, note, "x"))
    other = history("Other: a > b > c", begun(20), (9, advance), (0, advance), uid=500)
    assert ReasonKind.MOVED_ON not in {r.kind for r in measured(fresh, other).attention.reasons}
