from datetime import time

from hypothesis import example, given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.edit import clean_name
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import QuickAddError
from support.domain.goals import stamp
from support.domain.quick_add import FRIDAY, read


def test_a_plan_becomes_a_goal_at_the_start_of_its_road():
    line = "Sell: listed > test*3 >> signed due fri 18:00 #car @Ana ! paid ! keys"
    goal = add(read(line), stamp(0)).goal
    assert goal.title == "Sell"
    assert [(m.title, m.miles) for m in goal.markers] == [
        ("listed", 1.0), ("test", 3.0), ("signed", 1.0),
    ]  # fmt: skip
    assert (goal.final_index, goal.position) == (2, 0.0)
    assert (goal.due, goal.due_time) == (FRIDAY, time(18))
    assert (goal.tags, [person.name for person in goal.people]) == (("car",), ["Ana"])
    assert [(item.text, item.done) for item in goal.seal] == [("paid", False), ("keys", False)]
    assert goal.state(FRIDAY) is State.PLANNED
    assert goal.created == goal.touched == goal.changed == stamp(0).at


def test_a_counting_plan_becomes_a_goal_in_its_unit():
    goal = add(read("Run target 42.2 km: 10 > half 21"), stamp(0)).goal
    assert (goal.unit, goal.distance, goal.ends) == ("km", 42.2, (10.0, 21.0, 42.2))


TOKENS = [
    ">", ">>", ":", "!", "!!", "#t", "@p", "#1", "#", "due", "fri", "target", "42", "km", "0",
    "5,000", "*3", "*0", "x:", "#a#b", "10km", "!x", "9", "18:00", "🚗", "\u202e",
]  # fmt: skip
WORDS = ["word", "a->b", "don't", "שלום"]


@given(st.text(max_size=300) | st.lists(st.sampled_from(TOKENS + WORDS)).map(" ".join))
@example("Go target 0.1 km: a > b")
@example("Go target 1 km: 1 km > 1 km > 1 km")
@example("#\u0640\u200d: a")
def test_any_text_is_a_plan_or_refused(line):
    try:
        plan = read(line)
    except QuickAddError:
        return
    assert plan.title
    assert plan.stages
    assert sum(stage.final for stage in plan.stages) <= 1
    goal = add(plan, stamp(0)).goal
    assert goal.distance > 0
    assert len(goal.markers) == len(plan.stages)
    assert set(goal.tags) == set(plan.tags)
    for text in (plan.title, *(stage.title for stage in plan.stages), *plan.seal):
        assert clean_line(text) == text
    for name in (*plan.tags, *plan.people):
        assert clean_name(name) == name


@given(st.lists(st.sampled_from(TOKENS + WORDS * 5), min_size=1))
def test_no_plain_word_is_ever_lost(tokens):
    try:
        plan = read(" ".join(tokens))
    except QuickAddError:
        return
    kept = " ".join(
        (plan.title, plan.unit, *(stage.title for stage in plan.stages), *plan.seal)
    ).split()
    for word in WORDS:
        assert kept.count(word) >= tokens.count(word)
