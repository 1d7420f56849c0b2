"""The sentence above the mirror: the most useful of all that is true."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, roadblocks, seal, status
from lastmile_tui.domain.mirror.figures import (
    Cause,
    Ends,
    FactorRange,
    Nearest,
    Unsealed,
)
from lastmile_tui.domain.mirror.gather import figures_of
from lastmile_tui.domain.mirror.headline import headline
from lastmile_tui.domain.review.streak import Streaks
from support.domain.forecasts import BOTH, MISSED, record_of
from support.domain.history import TODAY
from support.domain.mirror import book, mirror, sealed_book

EMPTY = figures_of([], lambda _: (), TODAY)
WAITING = Cause("waiting", 5, days=43)
NO_TIME = Cause("no time", 2, let_go=True)
SURE = FactorRange(1.7, 1.2, 2.4, 6)
LATE = Ends((0, 1, 1, 0, 2, 1, 0, 0, 1, 3), 0.58)
BOAT, HOUSE = Unsealed("Boat", 9), Unsealed("House", 3)
THESIS = Nearest("Thesis", 1.6)
EARLY = 0
"""Days that came before the range of a forecast."""
MISS = record_of(*[BOTH] * 8, *[MISSED] * 12)
FEW_HELD = "Of your last 20 forecasts 8 held, where 80 % should have"
WEEK = Streaks(7, 12, 1_040)


def months(**counts):
    return (*EMPTY.months[:-1], replace(EMPTY.months[-1], **counts))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"unsealed": (BOAT,), "ends": LATE, "forecasts": MISS, "factor": SURE},
            "‘Boat’ has been at its last marker for 9 days, and is not sealed.",
        ),
        (
            {"unsealed": (BOAT, HOUSE, Unsealed("Car", 2)), "ends": LATE},
            "2 roads are at their last marker and not sealed, ‘Boat’ for 9 days.",
        ),
        (
            {"forecasts": MISS, "factor": SURE, "causes": (WAITING,)},
            f"{FEW_HELD}; most of the others came later.",
        ),
        (
            {"forecasts": record_of(*[BOTH] * 8, *[EARLY] * 12)},
            f"{FEW_HELD}; most of the others came earlier.",
        ),
        (
            {"forecasts": record_of(*[BOTH] * 8, *[EARLY] * 6, *[MISSED] * 6)},
            f"{FEW_HELD}.",
        ),
        (
            {"open": 3, "nearest": THESIS},
            "No road has ended yet; ‘Thesis’ is nearest, 1.6 mi to go.",
        ),
        (
            {"open": 3, "nearest": Nearest("Lake", 4.0, "km"), "streaks": WEEK},
            "No road has ended yet; ‘Lake’ is nearest, 4 km to go.",
        ),
        (
            {"open": 1, "unsealed": (Unsealed("Car", 2),), "nearest": Nearest("Car", 0.0)},
            "No road has ended yet; ‘Car’ is at its last marker, and can be sealed.",
        ),
        ({"open": 3, "streaks": WEEK}, "You have reviewed your roads on 7 days in a row."),
        (
            {"sealed": 2, "streaks": WEEK, "nearest": THESIS},
            "You have reviewed your roads on 7 days in a row.",
        ),
        (
            {"months": months(sealed=4), "streaks": WEEK, "nearest": THESIS},
            "You sealed all 4 roads that ended in the last twelve months.",
        ),
        ({}, "There is no road yet; add the first, and drive it to its end."),
        ({"open": 3}, "No road has ended yet; seal the first, and this mirror begins to show."),
        ({"sealed": 11, "let_go": 4}, "You sealed 11 of the 15 roads that ended."),
        ({"sealed": 1}, "You sealed the one road that ended."),
        (
            {"months": months(sealed=3, let_go=1), "sealed": 30},
            "You sealed 3 of the 4 roads that ended in the last twelve months.",
        ),
        (
            {"months": months(sealed=4)},
            "You sealed all 4 roads that ended in the last twelve months.",
        ),
        (
            {"months": months(let_go=1), "open": 1},
            "You let go of the one road that ended in the last twelve months; 1 is open.",
        ),
        (
            {"months": months(let_go=3), "open": 2},
            "You let go of the 3 roads that ended in the last twelve months; 2 are open.",
        ),
        (
            {"months": months(let_go=3)},
            "You let go of the 3 roads that ended in the last twelve months.",
        ),
        (
            {"causes": (NO_TIME, WAITING), "months": months(sealed=4)},
            "What stood in your way most is ‘waiting’: 5 times, for 43 days in all.",
        ),
        (
            {"causes": (Cause("dead end", 3),)},
            "What stood in your way most is ‘dead end’: 3 times.",
        ),
        (
            {"factor": SURE, "causes": (WAITING,)},
            "A mile of your final stretch takes 1.7 times as long as one before it.",
        ),
        (
            {"factor": FactorRange(0.62, 0.4, 0.9, 8)},
            "A mile of your final stretch takes 62 % of the time of one before it.",
        ),
        (
            {"ends": LATE, "factor": SURE},
            "Of 9 roads you let go, 4 had come into the last fifth.",
        ),
        (
            {"ends": Ends((0,) * 8 + (1, 2), 0.95)},
            "All 3 roads you let go had come into the last fifth.",
        ),
    ],
)
def test_the_headline_is_the_first_rule_that_holds(changes, sentence):
    assert headline(replace(EMPTY, **changes)) == sentence


@pytest.mark.parametrize(
    "changes",
    [
        {"unsealed": (Unsealed("Car", 2),)},
        {"forecasts": record_of(*[BOTH] * 17, *[MISSED] * 3)},
        {"forecasts": record_of(*[BOTH] * 14, *[MISSED] * 6)},
        {"forecasts": record_of(*[MISSED] * 9)},
        {"streaks": Streaks(6, 12, 1_040)},
        {"ends": Ends((0,) * 9 + (1,), 0.95)},
        {"ends": Ends((5,) + (0,) * 8 + (2,), 0.05)},
        {"factor": FactorRange(1.7, 0.9, 3.2, 2)},
        {"factor": FactorRange(1.05, 1.01, 1.09, 30)},
        {"factor": FactorRange(0.95, 0.92, 0.98, 30)},
        {"causes": (Cause("waiting", 2, days=900), Cause("no time", 9, let_go=True))},
    ],
)
def test_what_is_too_little_or_not_sure_makes_no_headline(changes):
    assert headline(replace(EMPTY, open=1, **changes)) == headline(replace(EMPTY, open=1))


def test_a_title_from_elsewhere_obeys_nothing_in_a_terminal():
    for more in (
        {"unsealed": (Unsealed("Bo\x1b[2Jat\n", 9),)},
        {"nearest": Nearest("\x1b[2J", 2.0)},
    ):
        assert headline(replace(EMPTY, **more)).isprintable()


LATER = TODAY.replace(day=28)
ONE = "Book: a > b > c >> d > e"
MILES = [(9, drive.advance), (8, drive.advance), (7, drive.advance)]


@pytest.mark.parametrize(
    ("beats", "sentence"),
    [
        ([], "No road has ended yet; seal the first, and this mirror begins to show."),
        (MILES[:2], "No road has ended yet; seal the first, and this mirror begins to show."),
        (MILES, "No road has ended yet; ‘Book’ is nearest, 2 mi to go."),
        (
            [*MILES, (5, drive.advance), (1, drive.advance)],
            "No road has ended yet; ‘Book’ is at its last marker, and can be sealed.",
        ),
        (
            [*MILES, (5, drive.advance), (4, drive.advance)],
            "‘Book’ has been at its last marker for 4 days, and is not sealed.",
        ),
        (
            [
                *MILES,
                (5, drive.advance),
                (4, drive.advance),
                (1, status.park, TODAY.replace(day=28)),
            ],
            "No road has ended yet; seal the first, and this mirror begins to show.",
        ),
        (
            [*MILES, (5, drive.advance), (4, drive.advance), (0, seal.seal)],
            "You sealed the one road that ended in the last twelve months.",
        ),
        (
            [*MILES, (1, status.let_go, "no time")],
            "You let go of the one road that ended in the last twelve months.",
        ),
        (
            [(20, roadblocks.block, "waiting"), (18, roadblocks.clear)] * 3,
            "What stood in your way most is ‘waiting’: 3 times, for 6 days in all.",
        ),
    ],
)
def test_with_one_road_it_says_how_far_that_is(beats, sentence):
    assert headline(mirror(book(*beats, line=ONE, start=30))) == sentence


def test_without_a_road_it_says_to_add_one():
    assert headline(mirror()) == "There is no road yet; add the first, and drive it to its end."


TEN = [sealed_book(5, 20, ended) for ended in range(5, 105, 10)]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ((), "A mile of your final stretch takes 3.2 times as long as one before it."),
        (
            (book(*MILES, (5, drive.advance), (3, drive.advance), line=ONE, start=30),),
            "‘Book’ has been at its last marker for 3 days, and is not sealed.",
        ),
        (
            (book(*MILES, line=ONE, start=30),),
            "A mile of your final stretch takes 3.2 times as long as one before it.",
        ),
    ],
)
def test_with_ten_finished_roads_it_says_what_they_show_unless_one_waits_for_its_seal(
    more, sentence
):
    assert headline(mirror(*TEN, *more)) == sentence


def test_ten_finished_roads_that_show_nothing_are_counted():
    even = [sealed_book(5, 5, ended) for ended in range(5, 105, 10)]
    assert (
        headline(mirror(*even)) == "You sealed all 10 roads that ended in the last twelve months."
    )
