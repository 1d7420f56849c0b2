"""A date that is moved says from when to when, and what follows goes along where it is asked to."""

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes import drive, edit, seal
from lastmile_tui.domain.changes.moved_dates import offered, push_along, pushing
from lastmile_tui.domain.input.form import write_form
from lastmile_tui.domain.input.form_changes import revision
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.rows.edits import read_row, text_of
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.domain.wording.events import say_event
from lastmile_tui.domain.wording.events import text_of as text_of_event
from lastmile_tui.domain.wording.moved_dates import say_dates, say_offer
from lastmile_tui.errors import GoalError
from support.domain.goals import TODAY, do, driven, goal_from

LINE = "Thesis: outline > draft > study >> print > hand in"
D = TODAY  # 2 March 2026


def day(days):
    return D + timedelta(days=days)


def dated(due=40, **markers):
    """A thesis of which the markers a to e are due in so many days."""
    made = goal_from(LINE)
    for name, days in markers.items():
        made = do(made, edit.redate_marker, index="abcde".index(name), due=day(days))
    return do(made, edit.redate, due=day(due)) if due else made


def dates(made):
    days = [marker.due for marker in made.goal.markers] + [made.goal.due]
    return [(one - D).days if one else None for one in days]


def marker_to(made, name, days):
    return do(made, edit.redate_marker, index="abcde".index(name), due=day(days))


def row(made, name, text):
    spot = RowId(RowKind.MARKER, made.goal.markers["abcde".index(name)].id)
    return do(made, read_row(made.goal, spot, text, D).move)


SAID = [
    (marker_to(dated(), "b", 4), "date of ‘draft’ set to 6 Mar 2026"),
    (marker_to(dated(b=4), "b", 9), "date of ‘draft’ moved from 6 Mar 2026 to 11 Mar 2026"),
    (marker_to(dated(b=4), "b", -1), "date of ‘draft’ moved from 6 Mar 2026 to 1 Mar 2026"),
    (do(dated(b=4), edit.redate_marker, index=1, due=None),
     "date of ‘draft’ taken away, it was 6 Mar 2026"),
    (do(dated(), edit.redate, due=day(50)), "due date moved from 11 Apr 2026 to 21 Apr 2026"),
    (do(dated(due=None), edit.redate, due=day(50)), "due date set to 21 Apr 2026"),
    (do(dated(), edit.redate, due=None), "due date taken away"),
    (row(dated(b=4), "b", "draft *2 by 2026-03-11"),
     "length of ‘draft’ changed, its date moved from 6 Mar 2026 to 11 Mar 2026"),
    (row(dated(b=4), "b", "text: it > all by 2026-03-11"),
     "marker renamed to ‘text: it > all’, its date moved from 6 Mar 2026 to 11 Mar 2026"),
    (row(dated(b=4), "b", "text by 2026-03-06"), "marker renamed to ‘text’"),
    (do(dated(b=4, c=9), pushing(partial(edit.redate_marker, index=1, due=day(6)))),
     "date of ‘draft’ moved from 6 Mar 2026 to 8 Mar 2026, and 2 dates with it"),
    (do(marker_to(dated(b=4, c=9), "b", 6), push_along),
     "2 dates behind ‘draft’ moved 2 days later"),
    (do(marker_to(dated(b=4), "b", 3), push_along), "1 date behind ‘draft’ moved 1 day earlier"),
    (do(do(dated(b=4, c=9), edit.redate, due=day(47)), push_along),
     "2 dates of markers moved 7 days later"),
]  # fmt: skip


def formed(made, *changed):
    text = write_form(made.goal)
    for old, new in changed:
        text = text.replace(old, new)
    return do(made, revision(text, made.goal, partial(match_date, today=D)))


SAID += [
    (formed(dated(b=4), ("2026-03-06", "2026-03-11")),
     "edited markers: ‘draft’ from 6 Mar 2026 to 11 Mar 2026"),
    (formed(dated(b=4), ("2026-03-06", "2026-03-11"), ("2026-04-11", "2026-04-30")),
     ("edited due date, markers: due from 11 Apr 2026 to 30 Apr 2026, "
     "‘draft’ from 6 Mar 2026 to 11 Mar 2026")),
    (formed(dated(b=4), (" by 2026-03-06", "")), "edited markers"),
    (formed(dated(a=1, b=2, c=3, d=4), ("2026-03-", "2027-03-")),
     ("edited markers: ‘outline’ from 3 Mar 2026 to 3 Mar 2027, ‘draft’ from 4 Mar 2026 to "
     "4 Mar 2027, ‘study’ from 5 Mar 2026 to 5 Mar 2027, and 1 more date")),
]  # fmt: skip


@pytest.mark.parametrize(("made", "words"), SAID)
def test_a_date_that_moved_is_told_from_when_to_when(made, words):
    assert say_event(made.event) == words


@pytest.mark.parametrize("made", [made for made, _ in SAID])
def test_what_is_told_of_a_moved_date_is_read_again(made):
    event, words = made.event, say_event(made.event)
    again = type(event)(event.id, event.at, event.dev, event.day, event.kind,
                        text=text_of_event(event.kind, words))  # fmt: skip
    assert say_event(again) == words


PUSHED = [
    (dated(a=1, b=4, c=9, d=20), ("b", 6), [1, 6, 11, 22, None, 42]),
    (dated(a=1, b=4, c=9, d=20), ("b", 3), [1, 3, 8, 19, None, 39]),
    (dated(b=4, c=2, d=20), ("b", 6), [None, 6, 2, 22, None, 42]),
    (dated(due=None, b=4, e=20), ("b", 104), [None, 104, None, None, 120, None]),
    (dated(due=3, b=4, d=9), ("b", 6), [None, 6, None, 11, None, 3]),
    (do(dated(b=4, c=9, d=9), drive.reach, 2), ("b", 9), [None, 9, 9, 14, None, 45]),
]


@pytest.mark.parametrize(("made", "moved", "found"), PUSHED)
def test_what_follows_a_marker_goes_along_and_one_undo_takes_it_back(made, moved, found):
    single = marker_to(made, *moved)
    after = do(single, push_along)
    assert dates(after) == found
    assert dates(do(after, undo)) == dates(single)
    index = "abcde".index(moved[0])
    both = do(made, pushing(partial(edit.redate_marker, index=index, due=day(moved[1]))))
    assert dates(both) == found
    assert dates(do(both, undo)) == dates(made)


def test_who_pushes_the_due_date_too_is_told_before_and_after():
    single = marker_to(dated(a=1, b=4, c=9), "b", 6)
    push = offered(single)
    assert say_offer(push, "P") == "P moves the date behind it and the due date by 2 days, too"
    assert say_dates(single) == ""
    old, new = (dates(made)[-1] for made in (single, do(single, push_along)))
    assert new == old + 2
    words = say_dates(do(single, push_along))
    assert words.startswith("the due date moved from ")
    assert f"to {day(new).day} " in words
    both = do(dated(a=1), pushing(partial(edit.redate_marker, index=0, due=day(3))))
    assert say_dates(both) == words


def test_the_due_date_takes_the_markers_ahead_along():
    made = do(do(dated(a=1, b=4, c=9), drive.reach, 0), edit.redate, due=day(47))
    assert say_offer(offered(made), "P") == "P moves the 2 dates of its markers by 7 days, too"
    assert dates(do(made, push_along)) == [1, 11, 16, None, None, 47]


QUIET = [
    dated(b=4),
    do(marker_to(dated(b=4), "b", 6), drive.note, "x"),
    marker_to(dated(due=None, b=4), "b", 6),
    do(marker_to(dated(b=4), "b", 6), undo),
    do(marker_to(dated(b=4), "b", 6), push_along),
    do(dated(b=4, c=9), pushing(partial(edit.redate_marker, index=1, due=day(6)))),
    do(dated(b=4), edit.redate_marker, index=1, due=None),
    do(do(dated(due=9), drive.reach, 4), edit.redate, due=day(12)),
]


@pytest.mark.parametrize("made", QUIET)
def test_nothing_is_offered_where_nothing_follows_a_date_that_just_moved(made):
    assert offered(made) is None
    with pytest.raises(GoalError, match=r"move one first\.$"):
        do(made, push_along)


def test_a_date_that_would_leave_the_calendar_moves_nothing():
    made = do(dated(b=4), edit.redate, due=date(9999, 12, 30))
    made = marker_to(made, "b", 9)
    with pytest.raises(GoalError, match="leave the calendar"):
        do(made, push_along)


@given(driven())
def test_a_push_moves_each_date_by_as_much_or_not_at_all(made):
    push = offered(made)
    if push is None:
        return
    after = do(made, push_along)
    pairs = zip(dates(made), dates(after), strict=True)
    assert {later - earlier for earlier, later in pairs if earlier is not None} <= {0, push.days}
    assert dates(do(after, undo)) == dates(made)


def test_the_row_of_a_sealed_goal_still_shows_its_date():
    made = dated(b=4)
    while made.goal.to_go:
        made = do(made, drive.advance)
    made = do(made, seal.seal)
    assert offered(marker_to(made, "b", 9)) is None
    spot = RowId(RowKind.MARKER, made.goal.markers[1].id)
    assert text_of(made.goal, spot) == "draft by 2026-03-06"
