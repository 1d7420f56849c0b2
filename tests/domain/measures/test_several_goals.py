"""Several goals with random pasts: what is measured of them is finite, and asks for no order."""

from datetime import timedelta
from math import isfinite

from hypothesis import given, settings
from hypothesis import strategies as st

from lastmile_tui.domain.changes.days import on_day
from lastmile_tui.domain.changes.drive import advance, nudge
from lastmile_tui.domain.changes.seal import reopen, seal
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.changes.status import let_go, park, resume
from lastmile_tui.domain.export.forecast_as_json import goal_forecast_json
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.measures.forecast import HORIZON
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.model.record import redo, undo
from lastmile_tui.domain.wording.track_record import notes_of
from lastmile_tui.errors import GoalError
from support.domain.history import TODAY, at

LINES = (
    "Alone",
    "Stretch: >> a > b > c > d",
    "Book: a > b > c > d > e >> f  due 2026-12-01",
    "Odd: a*0.000001 > b*10000 > c > d > e*3",
    "Run target 42 km: 10 > half 21 >> 42  due 2026-11-22",
    "Grains target 1000000 grains: 250000 > 1000000  due 2090-01-01",
)
MOVES = (
    advance, advance, advance,
    lambda made, now: nudge(made, now, 0.5),
    lambda made, now: nudge(made, now, -0.5),
    lambda made, now: nudge(made, now, 10.0**6),
    lambda made, now: on_day(advance, now.day - timedelta(9))(made, now),
    lambda made, now: park(made, now, now.day + timedelta(12)),
    resume, seal, seal, reopen, undo, redo,
    lambda made, now: let_go(made, now, kind="no time"),
)  # fmt: skip
beats = st.tuples(st.integers(0, 3), st.integers(0, 30), st.integers(0, len(MOVES) - 1))


class Life:
    """Goals whose moves are made one after another, some days apart.

    First each is driven on some days, to its end perhaps; then anything may happen.
    """

    def __init__(self, lines, moves):
        self.records, self.steps = {}, []
        ago = sum(gap for _, gap, _ in moves) + 1
        goals = []
        for number, line in enumerate(lines):
            made = add(read_line(line, lambda _: None), at(ago, number))
            goals.append(made.goal.uid)
            self._put(made)
        for number, (which, gap, move) in enumerate(moves, 10):
            ago -= gap
            made = self.records[goals[which % len(goals)]]
            try:
                self._put(MOVES[move](made, at(ago, number)))
            except GoalError:
                continue

    def _put(self, made):
        old = self.records.get(made.goal.uid)
        self.records[made.goal.uid] = made
        self.steps.append((old, made))

    def log(self, uid):
        return self.records[uid].log

    def measurer(self, *, turned=False):
        goals = [made.goal for made in self.records.values()]
        return Measurer(reversed(goals) if turned else goals, self.log)

    def said(self, measurer, today=TODAY):
        """All that is said of each goal, by its id."""
        return {
            uid: (measurer.measure(made.goal, today), notes_of(made.goal, measurer, today),
                  goal_forecast_json(made.goal, measurer, today))
            for uid, made in self.records.items()
        }  # fmt: skip


@st.composite
def some_lives(draw):
    lines = draw(st.lists(st.sampled_from(LINES), min_size=2, max_size=4))
    moves = []
    for which in range(len(lines)):
        gaps = draw(st.lists(st.integers(0, 30), max_size=6))
        moves += [(which, gap, 0) for gap in gaps]
        moves += [(which, 1, MOVES.index(seal))] * draw(st.integers(0, 1))
    return Life(lines, moves + draw(st.lists(beats, max_size=15)))


lives = some_lives()


@given(lives, st.sampled_from([0, 1, 40, 4000]))
def test_forecasts_are_whole_days_in_order_and_none_ends_before_a_goal_comes_back(life, later):
    today = TODAY + timedelta(later)
    for uid, (measures, _, told) in life.said(life.measurer(), today).items():
        goal, forecast = life.records[uid].goal, measures.forecast
        if forecast is None:
            continue
        away = max((goal.parked_until - today).days, 0) if goal.parked_until else 0
        assert list(forecast.days) == sorted(forecast.days)
        assert away < forecast.days[0] <= forecast.days[-1] <= HORIZON
        assert told["chance"] is None or 0 <= told["chance"] <= 1


@given(lives)
def test_experience_and_record_are_finite(life):
    measurer = life.measurer()
    known = measurer.experience
    for student in (*known.paces, *known.dates, *([known.lasts] if known.lasts else [])):
        assert isfinite(student.shift)
        assert isfinite(student.width(1.0))
    assert all(map(isfinite, known.weights))
    for each in measurer.track_record().forecasts:
        assert list(each.forecast.days) == sorted(each.forecast.days)
        assert each.came >= 0


@given(lives)
def test_the_order_of_goals_does_not_matter(life):
    assert life.said(life.measurer()) == life.said(life.measurer(turned=True))


@settings(max_examples=50)
@given(lives)
def test_who_followed_every_change_says_what_a_new_one_says(life):
    followed = Measurer((), life.log)
    for old, made in life.steps:
        followed.change(old.goal if old else None, made.goal)
        followed.gauge(made.goal, TODAY)
    assert life.said(followed) == life.said(life.measurer())
