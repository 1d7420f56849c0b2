"""The last page of a review counts from the review before it, and forgets no end of a road."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes.drive import advance, note
from lastmile_tui.domain.changes.seal import reopen, seal
from lastmile_tui.domain.changes.status import let_go, park
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.review.answers import no_change
from lastmile_tui.domain.review.outcomes import outcomes_of, say_since
from lastmile_tui.domain.review.skipped import FinishedReview
from support.domain.history import TODAY, begun, history
from support.domain.review import do

ROAD = "Road: a > b > c > d >> e"
DRIVING = history(ROAD, begun(9), (8, advance))
DOOR = history(ROAD, begun(9), *[(8, advance)] * 5)


def finished(days_ago, hour=23):
    """A review that was finished so many days ago, at an hour."""
    day = TODAY - timedelta(days_ago)
    return FinishedReview(day, datetime.combine(day, time(hour), UTC))


def came_of(*records, last=None, asked=None):
    """Title, whether it moved, and words, of everything that the last page names."""
    uids = {record.goal.uid: record for record in records}
    goals = [record.goal for record in records]
    queue = [goal.uid for goal in goals if goal.on_road(TODAY)] if asked is None else asked
    found = outcomes_of(queue, goals, uids.__getitem__, TODAY, last=last, calendar=Calendar(UTC))
    return [(one.moved, one.words) for one in found]


@pytest.mark.parametrize(
    ("made", "last", "expected"),
    [
        (do(DRIVING, advance, days_ago=2), None, (False, "no answer")),
        (do(DRIVING, advance, days_ago=2), finished(3), (True, "+1 mi, past ‘b’")),
        (do(DRIVING, advance, days_ago=1), finished(3), (True, "+1 mi, past ‘b’")),
        (do(DRIVING, advance, days_ago=3), finished(3), (False, "no answer")),
        (do(DRIVING, advance, days_ago=3), finished(3, hour=8), (True, "+1 mi, past ‘b’")),
        (do(DRIVING, advance, days_ago=4), finished(3), (False, "no answer")),
        (do(do(DRIVING, advance, days_ago=2), advance), finished(3), (True, "+2 mi, past ‘c’")),
        (do(do(DRIVING, advance, days_ago=2), no_change), finished(3), (True, "+1 mi, past ‘b’")),
        (do(do(DRIVING, advance, days_ago=2), no_change), finished(1), (False, "no change")),
        (do(DRIVING, note, "x", days_ago=2), finished(3), (False, "no answer")),
    ],
)
def test_what_moved_is_counted_from_the_last_finished_review(made, last, expected):
    assert came_of(made, last=last) == [expected]


@pytest.mark.parametrize(
    ("made", "last", "expected"),
    [
        (
            do(DOOR, seal),
            None,
            [(True, "sealed at 22:00, 8 days from the first mile to the seal")],
        ),
        (
            do(DOOR, seal, days_ago=1),
            finished(3),
            [(True, "sealed yesterday at 22:00, 7 days from the first mile to the seal")],
        ),
        (do(DOOR, seal, days_ago=3), finished(3), []),
        (do(DOOR, seal, days_ago=1), None, []),
        (do(do(DOOR, seal), reopen), None, [(False, "reopened")]),
        (do(DRIVING, partial(let_go, kind="no time")), None, [(False, "let go, no time")]),
        (do(DRIVING, let_go, days_ago=1), finished(2), [(False, "let go")]),
        (do(DRIVING, let_go, days_ago=2), finished(2), []),
        (do(DRIVING, park, TODAY + timedelta(3)), None, []),
    ],
)
def test_what_ended_since_is_told_though_nothing_is_asked_of_it(made, last, expected):
    assert came_of(made, last=last) == expected


def test_what_was_sealed_comes_first():
    moved = history("Other: a > b > c", begun(9), (0, advance), uid=50)
    assert [words.split()[0] for _, words in came_of(moved, do(DOOR, seal))] == ["sealed", "+1"]


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (None, ""),
        (finished(1), "since yesterday"),
        (finished(3), "since Thu 19 Nov"),
        (finished(400), "since Sat 18 Oct 2025"),
    ],
)
def test_it_is_said_since_when(last, words):
    assert say_since(last, TODAY) == words
