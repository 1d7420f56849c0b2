"""The stories that lastmile comes from, each with the one that goes well."""

from datetime import timedelta

import pytest

from lastmile_tui.domain.changes.drive import advance, note, nudge
from lastmile_tui.domain.changes.edit import redate
from lastmile_tui.domain.changes.roadblocks import block
from lastmile_tui.domain.changes.seal import seal, tick
from lastmile_tui.domain.changes.status import park, turn
from lastmile_tui.domain.measures.reasons import say_briefly, say_reason
from support.domain.history import TODAY, begun, history, measured, with_words
from support.domain.stories import (
    CABLE,
    CALLS,
    FIBRE,
    NEXT_CUSTOMER,
    PARCEL,
    POST,
    RACE,
    SALE,
    TRAINING,
    VIEWINGS,
    VOTE,
)

FRIEND = "Marta: letter > posted > call > coffee >> dinner"


OTHER_VILLAGE = history("Fibre next door: square > street", begun(100), (90, advance), uid=500)


LETTERS = [begun(40), *((day, advance) for day in (36, 33, 25)), (20, note, "she wrote back")]


SCENARIOS = {
    "the runner stops training in the taper week": (
        history(RACE, *TRAINING, (10, nudge, 0.5), due=3),
        [],
        2,
        ["no move for 10 days, with 3 days left"],
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
        2,
        ["no move for 2 days, with 1 day left"],
    ),
    "the party calls until the polls close": (
        history(VOTE, *CALLS, (1, advance), (0, nudge, 0.9), due=1),
        [],
        0,
        [],
    ),
    "the seller starts with the next customer before the papers are signed": (
        history(SALE, *VIEWINGS[:-1], (13, advance), (12, nudge, 0.5)),
        [NEXT_CUSTOMER],
        2,
        ["meanwhile you started ‘Sell the boat’"],
    ),
    "the seller starts with the next customer and rests no longer than usual": (
        history(SALE, *VIEWINGS, (5, nudge, 0.5)),
        [NEXT_CUSTOMER],
        0,
        [],
    ),
    "the seller has the papers signed first": (
        history(SALE, *VIEWINGS, (5, advance), (4, tick, 0), (4, seal)),
        [NEXT_CUSTOMER],
        0,
        [],
    ),
    "all cable is laid but for the last street": (
        history(FIBRE, *CABLE),
        [OTHER_VILLAGE],
        3,
        ["no move for 120 days", "meanwhile you started ‘Fibre next door’", "0 homes a day"],
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
        ["no move for 130 days"],
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
        ["at the finish for 5 days, and not sealed"],
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
    "the paces say that the date will hardly hold": (
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
        1,
        ["due in 9 days, but the forecast says in"],
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
