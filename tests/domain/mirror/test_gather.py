"""The figures of the mirror, worked out by hand from small histories."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, note, nudge
from lastmile_tui.domain.changes.edit import remove
from lastmile_tui.domain.changes.roadblocks import KIND_OF, block, clear
from lastmile_tui.domain.changes.seal import confirm, hold_back, reopen, seal
from lastmile_tui.domain.changes.start import came_back
from lastmile_tui.domain.changes.status import LET_GO_REASONS, let_go, park, resume
from lastmile_tui.domain.mirror.figures import Cause, Month
from lastmile_tui.domain.mirror.gather import WEEKS, MirrorBuilder, figures_of, nearest_of
from lastmile_tui.domain.model.events import ANSWERS
from lastmile_tui.domain.model.goal import LetGo
from lastmile_tui.domain.model.record import redo, undo
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.review.streak import Streaks
from lastmile_tui.errors import StoreError
from support.domain.goals import driven
from support.domain.history import TODAY, begun, history, with_words
from support.domain.mirror import ROAD, book, mirror, sealed_book


def month(figures, year, number):
    return next(month for month in figures.months if month.first == date(year, number, 1))


def days_with_work(figures):
    first = figures.today - timedelta(days=figures.today.weekday() + 7 * (WEEKS - 1))
    return {
        first + timedelta(days=7 * week + day): count
        for week, counts in enumerate(figures.activity)
        for day, count in enumerate(counts)
        if count
    }


def test_the_last_twelve_calendar_months_end_with_the_running_one():
    firsts = [month.first for month in mirror().months]
    assert firsts[0] == date(2025, 12, 1)
    assert firsts[1:] == [date(2026, number, 1) for number in range(1, 12)]
    assert mirror(today=date(2026, 1, 1)).months[0].first == date(2025, 2, 1)
    assert mirror(today=date(2026, 12, 31)).months[0].first == date(2026, 1, 1)


def test_a_goal_is_started_sealed_and_let_go_in_the_months_of_those_days():
    """The 22nd of November is today: 30 days before it is in October, 60 in September."""
    sealed = sealed_book(days=10, stretch=5, ended=0)  # started 35 days ago, in October
    given_up = book((60, advance), (30, let_go))
    found = mirror(sealed, given_up)
    assert month(found, 2026, 9) == Month(date(2026, 9, 1), started=1)
    assert month(found, 2026, 10) == Month(date(2026, 10, 1), started=1, let_go=1)
    assert month(found, 2026, 11) == Month(date(2026, 11, 1), sealed=1)
    assert sum(month.started + month.sealed + month.let_go for month in found.months) == 4


def test_what_happened_before_the_twelve_months_counts_in_the_totals_only():
    found = mirror(sealed_book(ended=380), book((450, advance), (400, let_go), start=500))
    assert all((month.started, month.sealed, month.let_go) == (0, 0, 0) for month in found.months)
    assert (found.sealed, found.let_go, found.finished) == (1, 1, 0.5)


def test_a_first_move_that_was_undone_starts_nothing():
    found = mirror(book((60, advance), (60, undo), (3, nudge, 0.2)))
    assert month(found, 2026, 9).started == 0
    assert month(found, 2026, 11).started == 1


def test_a_seal_that_was_taken_off_and_a_goal_that_was_resumed_did_not_end():
    opened = book((40, nudge, 9), (39, seal), (20, reopen))
    resumed = book((40, advance), (39, let_go), (20, resume))
    found = mirror(opened, resumed)
    assert (found.sealed, found.let_go, found.open) == (0, 0, 2)
    assert found.finished is None
    assert month(found, 2026, 10).sealed == month(found, 2026, 10).let_go == 0
    assert found.causes == ()


def test_a_seal_that_was_undone_and_redone_stands_on_its_day():
    found = mirror(book((40, nudge, 9), (39, seal), (20, undo), (10, redo)))
    assert month(found, 2026, 10).sealed == 1
    assert found.sealed == 1


def test_roadblocks_are_counted_by_kind_with_the_days_they_stood():
    one = book(
        (40, block, "waiting"), (33, clear), (20, block, "waiting"), (20, block, "something in me")
    )
    found = mirror(one, book((9, block, "waiting"), (9, clear)))
    assert found.causes == (
        Cause("waiting", 3, days=7 + 20 + 0),
        Cause("something in me", 1, days=20),
    )


def test_a_roadblock_of_a_goal_that_ended_stood_until_then():
    left = book((40, block, "dead end"), (30, let_go), (5, clear))
    done = book((40, block, "dead end"), (38, nudge, 5), (35, seal))
    assert Cause("dead end", 2, days=10 + 5) in mirror(left, done).causes


def test_a_roadblock_that_was_undone_was_none_and_clearing_undone_leaves_it_standing():
    undone = book((40, block, "waiting"), (39, undo))
    standing_still = book((30, block, "emergency"), (29, clear), (28, undo))
    assert mirror(undone, standing_still).causes == (Cause("emergency", 1, days=30),)


def test_goals_let_go_are_causes_by_kind_and_without_one_something_else():
    goals = [
        book((9, with_words(let_go, kind="no time"))),
        book((8, with_words(let_go, kind="no time"))),
        book((7, let_go, "the roof came down")),
        book((7, with_words(let_go, kind="something else"))),
        book((7, with_words(let_go, kind="no time")), (5, undo)),
    ]
    assert mirror(*goals).causes == (
        Cause("no time", 2, let_go=True),
        Cause("something else", 2, let_go=True),
    )


def test_the_most_frequent_cause_comes_first_then_the_one_that_cost_most_days():
    made = book((9, block, "emergency"), (4, clear), (3, block, "something in me"), (1, clear))
    more = [book((9, with_words(let_go, kind="too late"))) for _ in range(2)]
    names = [cause.name for cause in mirror(made, *more).causes]
    assert names == ["too late", "emergency", "something in me"]


def test_entries_are_counted_by_local_day_monday_first_and_this_week_last():
    """The 22nd of November 2026 is a Sunday."""
    found = mirror(book((8, note, "x"), (8, note, "y"), (7, advance), (0, note, "z"), start=8))
    assert len(found.activity) == WEEKS
    assert all(len(week) == 7 for week in found.activity)
    assert found.activity[-1] == (0, 0, 0, 0, 0, 0, 1)
    assert found.activity[-2] == (0, 0, 0, 0, 0, 3, 1)
    assert sum(map(sum, found.activity)) == 5


def test_the_half_year_begins_on_a_monday_26_weeks_ago_and_days_to_come_are_empty():
    wednesday = TODAY - timedelta(days=4)
    first = 4 + 2 + 25 * 7  # days before today
    made = book((first + 1, note, "before"), (first, note, "in"), (3, note, "to come"), start=300)
    found = mirror(made, today=wednesday)
    assert days_with_work(found) == {TODAY - timedelta(days=first): 1}
    assert found.activity[0][0] == 1


def test_undone_entries_undos_and_answers_are_no_work():
    held = history(f"{ROAD} ! paid", begun(300), (9, note, "x"), (9, undo), (8, hold_back))
    gated = book((7, came_back, "Boat"), start=300)
    confirmed = book((290, nudge, 5), (289, seal), (5, confirm), start=300)
    found = mirror(held, gated, confirmed)
    assert {"held back", "gate", "confirmed"} <= ANSWERS
    assert days_with_work(found) == {}


def test_open_goals_are_on_the_road_parked_or_planned():
    goals = [book(), book((9, advance)), book((9, park, TODAY + timedelta(days=9)))]
    found = mirror(*goals, sealed_book(), book((9, let_go)))
    assert (found.open, found.sealed, found.let_go) == (3, 1, 1)
    assert found.finished == 0.5


def test_a_goal_that_one_device_sealed_and_another_let_go_is_sealed():
    made = sealed_book()
    both = replace(made, goal=replace(made.goal, let_go=LetGo(TODAY, kind="no time")))
    found = mirror(both)
    assert (found.sealed, found.let_go, found.ends.total, found.causes) == (1, 0, 0, ())


def test_removed_goals_and_templates_do_not_count():
    removed = book((40, block, "waiting"), (30, let_go), (20, remove))
    made = sealed_book()
    template = replace(made, goal=replace(made.goal, template="Book"))
    diary = replace(made, goal=replace(made.goal, diary=True))
    assert mirror(removed, template, diary) == mirror()


def test_a_log_that_cannot_be_read_takes_nothing_else_away():
    whole, torn = sealed_book(), book((9, nudge, 4), (3, let_go))

    def log_of(uid):
        if uid == "torn":
            raise StoreError("The log cannot be read.")
        return whole.log

    goals = [replace(torn.goal, uid="torn"), replace(whole.goal, uid="whole")]
    found = figures_of(goals, log_of, TODAY)
    alone = mirror(whole)
    assert (found.sealed, found.let_go, found.ends.total) == (1, 1, 1)
    assert (found.splits, found.factor, found.activity) == (
        alone.splits, alone.factor, alone.activity,
    )  # fmt: skip


def test_the_streaks_are_shown_as_they_are_given():
    streaks = Streaks(3, 12, 40, (TODAY,))
    assert mirror(streaks=streaks).streaks == streaks


def test_figures_can_be_had_while_goals_are_gathered():
    made = [sealed_book(), book((9, let_go))]
    gathering = MirrorBuilder(lambda uid: made[int(uid)].log, TODAY)
    seen = []
    for number, record in enumerate(made):
        gathering.add(replace(record.goal, uid=str(number)))
        found = gathering.figures(Streaks())
        seen.append((found.sealed, found.let_go))
    assert seen == [(1, 0), (1, 1)]
    assert found == mirror(*made)


HISTORIES = st.lists(driven(), max_size=4)


@settings(max_examples=40)
@given(HISTORIES, st.integers(0, 400))
def test_the_sums_agree(records, later):
    today = date(2026, 3, 2) + timedelta(days=later)
    found = mirror(*records, today=today)
    seen = [record for record in records if not record.goal.hidden]
    assert found.open + found.sealed + found.let_go == len(seen)
    assert found.ends.total == found.let_go
    assert sum(cause.count for cause in found.causes if cause.let_go) == found.let_go
    assert {cause.name for cause in found.causes if cause.let_go} <= set(LET_GO_REASONS)
    assert {cause.name for cause in found.causes if not cause.let_go} <= set(KIND_OF)
    worked = sum(map(sum, found.activity))
    assert worked <= sum(len(standing(record.log)) for record in seen)
    assert worked or later or not seen
    assert len(found.splits) <= found.sealed
    assert sum(month.sealed for month in found.months) <= found.sealed
    assert found.factor.goals <= found.sealed + found.let_go


@settings(max_examples=20)
@given(HISTORIES, st.randoms(use_true_random=False))
def test_the_order_of_the_goals_does_not_matter(records, random):
    told = {f"goal{number}": record for number, record in enumerate(records)}
    goals = [replace(record.goal, uid=uid) for uid, record in told.items()]
    mixed = random.sample(goals, len(goals))

    def figures(order):
        return figures_of(order, lambda uid: told[uid].log, date(2026, 3, 2))

    assert figures(mixed) == figures(goals)


def test_of_two_roads_of_one_title_at_their_end_the_same_is_nearest_in_any_order():
    one = replace(book((2, advance), line="Run: a >> b").goal, uid="1")
    two = replace(one, uid="2", unit="km")
    assert nearest_of([one, two], TODAY) == nearest_of([two, one], TODAY)
