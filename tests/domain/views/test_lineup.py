from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import reach
from lastmile_tui.domain.changes.roads.order import key
from lastmile_tui.domain.model.goal import LetGo, Marker, NextStep, Person, State
from lastmile_tui.domain.views.lineup import Look, SectionKind, Sort, View, line_up
from support.domain.goals import TODAY, do, goal_from, stamp

DAYS = [TODAY + timedelta(days=count) for count in range(-2, 3)]
WORDS = [
    "thesis",
    "the",
    "car",
    "#car",
    "#c",
    "@ana",
    "ÜNÏ",
    "door",
    "str",
    "let go",
    "x y",
    " ",
    "m",
    "m x",
]
BASE = goal_from().goal
TITLES = ["Car", "The thesis", "Ünïcode", "x", "y"]
"""As people sort them."""


@st.composite
def goals(draw):
    """A goal in any state; few values each, so that orders tie."""
    markers = tuple(
        Marker(str(index), "m", length)
        for index, length in enumerate(draw(st.lists(st.sampled_from([1.0, 2.5]), min_size=1)))
    )
    distance = sum(marker.miles for marker in markers)
    return replace(
        BASE,
        uid=draw(st.text("abc", min_size=1, max_size=3)),
        title=draw(st.sampled_from(TITLES)),
        touched=stamp(draw(st.integers(0, 3))).at,
        markers=markers,
        position=draw(st.sampled_from([0.0, 0.5, distance])),
        due=draw(st.none() | st.sampled_from(DAYS)),
        tags=draw(st.sampled_from([(), ("car",), ("car", "home")])),
        people=draw(st.sampled_from([(), (Person("Ana"),)])),
        next_step=draw(
            st.none() | st.builds(NextStep, st.just("x"), st.none() | st.sampled_from(DAYS))
        ),
        parked_until=draw(st.none() | st.sampled_from(DAYS)),
        let_go=draw(st.none() | st.just(LetGo(TODAY))),
        sealed=draw(st.none() | st.just(BASE.created)),
        deleted=draw(st.sampled_from([False, False, True])),
    )


looks = st.builds(Look, st.sampled_from(View), st.sampled_from(Sort), st.sampled_from(["", *WORDS]))
lists = st.lists(goals(), max_size=12, unique_by=lambda goal: goal.uid)


def shown(query, *lines, view=View.ACTIVE):
    made = [replace(goal_from(line).goal, uid=line) for line in lines]
    return [goal.title for goal in line_up(made, Look(view, Sort.TITLE, query), TODAY).goals]


@given(lists, looks, st.sampled_from(DAYS), goals())
def test_a_changed_goal_finds_its_place_as_in_a_new_lineup(held, look, today, new):
    lineup = line_up(held, look, today)
    for old in held:
        new = replace(new, uid=old.uid)
        rest = [goal for goal in held if goal is not old]
        assert lineup.with_goal(old, new) == line_up([*rest, new], look, today)
        assert lineup.with_goal(old, None) == line_up(rest, look, today)
    new = replace(new, uid="new")
    assert lineup.with_goal(None, new) == line_up([*held, new], look, today)


@given(lists, looks, st.sampled_from(DAYS))
def test_every_shown_goal_is_found_where_it_stands(held, look, today):
    lineup = line_up(held, look, today)
    goals = list(lineup.goals)
    assert lineup.total == len(goals)
    assert [lineup.at(index) for index in range(len(goals))] == goals
    numbers = list(range(len(goals)))
    assert [lineup.index(goal, near=number) for number, goal in enumerate(goals)] == numbers
    assert lineup.at(len(goals)) is None
    assert lineup.at(-1) is None
    assert lineup.index(None) is None
    assert all(lineup.index(goal) is None for goal in held if goal not in goals)


@given(lists, looks, st.sampled_from(DAYS))
def test_without_a_filter_every_goal_that_is_there_is_in_one_section_of_all(held, look, today):
    lineup = line_up(held, Look(View.ALL, look.sort), today)
    there = {goal.uid for goal in held if not goal.deleted}
    assert sorted(goal.uid for goal in lineup.goals) == sorted(there)
    active = line_up(held, Look(View.ACTIVE, look.sort), today)
    assert active.sections == lineup.sections[:3]


@given(lists, st.sampled_from(Sort), st.sampled_from(DAYS))
def test_goals_stand_in_the_order_asked_for_behind_those_at_the_door(held, sort, today):
    keys = {
        Sort.DUE: lambda goal: goal.due or date.max,
        Sort.NEAREST: lambda goal: goal.to_go / goal.distance,
        Sort.IDLE: lambda goal: goal.touched,
        Sort.RECENT: lambda goal: -goal.touched.timestamp(),
        Sort.TITLE: lambda goal: TITLES.index(goal.title),
        Sort.OWN: key,
    }
    for section in line_up(held, Look(View.ALL, sort), today).sections:
        order = [(goal.state(today) is not State.DOOR, keys[sort](goal)) for goal in section.goals]
        assert order == sorted(order)


def test_the_door_stands_before_the_stretch_in_every_order():
    made = goal_from()
    stretch = replace(do(made, reach, 2).goal, uid="a", title="a", due=TODAY)
    door = replace(do(made, reach, 3).goal, uid="b", title="b")
    for sort in Sort:
        assert list(line_up([stretch, door], Look(sort=sort), TODAY).goals) == [door, stretch]


def test_sections_are_those_of_the_view():
    assert [section.part for section in line_up([], Look(), TODAY).sections] == [
        SectionKind.STRETCH, SectionKind.ROAD, SectionKind.PLANNED,
    ]  # fmt: skip
    sealed = line_up([], Look(View.SEALED), TODAY)
    assert [section.part for section in sealed.sections] == [SectionKind.SEALED]


def test_a_parked_goal_is_active_again_on_its_day():
    goal = replace(BASE, parked_until=DAYS[3])
    assert line_up([goal], Look(), TODAY).total == 0
    assert line_up([goal], Look(View.PARKED), TODAY).total == 1
    assert line_up([goal], Look(), DAYS[3]).total == 1


def test_a_time_on_the_due_day_comes_before_the_end_of_it():
    day = replace(BASE, uid="a", due=TODAY)
    late = replace(day, uid="b", due_time=time(18))
    early = replace(day, uid="c", due_time=time(9))
    assert list(line_up([late, day, early], Look(), TODAY).goals) == [early, late, day]


def test_a_query_finds_words_in_any_order_and_case():
    lines = ("Sell the Volvo", "Sell the house")
    assert shown("volvo SELL", *lines) == ["Sell the Volvo"]
    assert shown("sell  the", *lines) == ["Sell the house", "Sell the Volvo"]
    assert shown("sell boat", *lines) == []


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("#car", ["One"]),
        ("#ca", ["One"]),
        ("car", ["carpet", "One"]),
        ("@ana", ["Two"]),
        ("ana", ["Two"]),
        ("#ana", []),
        ("@car", []),
        ("#home one", ["One"]),
    ],
)
def test_signs_find_tags_and_people_only(query, titles):
    assert shown(query, "One #car #home", "Two @Ana", "carpet") == titles


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("cafe", "Open the Café"),
        ("café", "Open the Café"),
        ("a", "Ä"),
        ("ä", "Ä"),
        ("strasse", "Die Straße pflastern"),
        ("#fun", "Party #fün"),
        ("#fün", "Party #fun"),
        ("@zoe", "Letter @Zoë"),
        ("@ŁUKASZ", "Letter @lukasz"),
    ],
)
def test_a_query_finds_letters_with_and_without_their_accents(query, line):
    assert len(shown(query, line, "Nothing else")) == 1


def test_titles_are_sorted_by_the_value_of_their_numbers():
    lines = [f"Chapter {number}" for number in (10, 2, "9" * 400, 1, 30, "08")]
    assert [title.split()[1][:3] for title in shown("", *lines)] == [
        "1", "2", "08", "10", "30", "999",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "count"),
    [("planned", 1), ("pla", 1), ("PLANNED", 1), ("pl", 0), ("on", 0), ("door", 1),
     ("driving", 1), ("road", 1), ("final", 2), ("stretch", 2), ("final thesis", 2)],
)  # fmt: skip
def test_a_query_finds_states_and_sections_by_three_letters(query, count):
    made = goal_from()
    held = [made.goal, *(do(made, reach, index).goal for index in (0, 2, 3))]
    held = [replace(goal, uid=str(index)) for index, goal in enumerate(held)]
    assert [goal.state(TODAY).value for goal in held] == ["planned", "driving", "stretch", "door"]
    assert line_up(held, Look(query=query), TODAY).total == count


def test_a_state_of_two_words_is_found_by_both():
    gone = replace(BASE, let_go=LetGo(TODAY))
    assert line_up([gone], Look(View.LET_GO, query="let go"), TODAY).total == 1


def test_a_goal_that_stays_where_it_is_leaves_the_other_sections_alone():
    made = goal_from()
    lineup = line_up([made.goal], Look(), TODAY)
    after = lineup.with_goal(made.goal, do(made, reach, 0).goal)
    assert after.sections[0] is lineup.sections[0]
    assert after.sections[1].goals != lineup.sections[1].goals
