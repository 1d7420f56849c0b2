"""What is no work on a goal: it clears no rest, and the review does not take it for work."""

from __future__ import annotations

from functools import partial

import pytest

from lastmile_tui.domain.changes.drive import advance, note, nudge
from lastmile_tui.domain.changes.edit import rename
from lastmile_tui.domain.changes.roadblocks import block, clear
from lastmile_tui.domain.changes.seal import tick
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.record import change
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.domain.review.wording import question
from support.domain.history import TODAY, begun, history, measured
from support.domain.review import do

MADE = history("Road: a > b > c > d >> e ! signed", begun(9), (8, advance), (8, block, "dead end"))
OPEN = do(MADE, clear, days_ago=7)


def _event(kind):
    return partial(change, kind=kind, changes={})


@pytest.mark.parametrize(
    "move",
    [
        partial(rename, title="Another road"),
        partial(block, kind="waiting", who="Ann"),
        *map(
            _event,
            (
                *(EventKind.TAGGED, EventKind.UNTAGGED, EventKind.INVOLVED, EventKind.RELEASED),
                *(EventKind.EDITED, EventKind.WHY, EventKind.DUE, EventKind.MARKER_RENAMED),
            ),
        ),
    ],
)
def test_names_tags_roadblocks_and_edits_as_text_are_no_work(move):
    made = do(OPEN, move)
    course = measured(made).course
    assert course.rest(TODAY) == measured(OPEN).course.rest(TODAY)
    assert "worked on it today" not in question(made.goal, course, Scope.DAILY, TODAY)


def test_a_roadblock_that_is_cleared_is_no_work():
    assert measured(do(MADE, clear)).course.rest(TODAY) == measured(MADE).course.rest(TODAY) == 8


@pytest.mark.parametrize(
    "move", [advance, partial(nudge, miles=0.1), partial(note, text="x"), partial(tick, index=0)]
)
def test_what_is_done_on_the_way_is_work(move):
    made = do(OPEN, move)
    assert measured(made).course.rest(TODAY) == 0
