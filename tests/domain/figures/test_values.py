"""Goals that go from one value to another: 82 kg to 75 kg, a debt of 3,400 € to 0."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from lastmile_tui.cli.output import json_text
from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.changes.readings import set_total
from lastmile_tui.domain.examples.templates import save_template, template_of
from lastmile_tui.domain.export.as_csv import export_csv
from lastmile_tui.domain.export.as_json import VERSION, whole_goal_json
from lastmile_tui.domain.export.as_markdown import export_markdown
from lastmile_tui.domain.figures.road import figure, now_at, say_of, say_to_go
from lastmile_tui.domain.input.detour import detour
from lastmile_tui.domain.input.drives.how_far import how_far
from lastmile_tui.domain.input.form import write_form
from lastmile_tui.domain.input.form_changes import revision
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.input.quick_add_writer import write_line
from lastmile_tui.domain.measures.course import Course, Leg, course_of
from lastmile_tui.domain.measures.evidence.experience import NEWCOMER
from lastmile_tui.domain.measures.forecast import HORIZON, SHARES, Forecast, forecast_to
from lastmile_tui.domain.model import record
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.numbers import WRITTEN, Notation
from lastmile_tui.domain.model.value.way import Way
from lastmile_tui.domain.wording.events import entries, say_event
from lastmile_tui.domain.wording.plan import say_plan
from lastmile_tui.errors import FormError, GoalError
from lastmile_tui.exchange.json import own as own_json
from lastmile_tui.exchange.tables import own as own_csv
from lastmile_tui.exchange.text.notes import markdown
from lastmile_tui.exchange.trackers import beeminder
from support.domain.export import measured
from support.domain.goals import TODAY, do, goal_from, stamp
from support.exchange import brought, given, local

LAST = Forecast((HORIZON,) * len(SHARES))

DIET, DEBT, BENCH = "Diet 82 kg to 75 kg", "Debt 3,400 € to 0", "Bench 60 kg to 80 kg"
HOURS, OVERDRAFT = "Screen time: 3 h to 90 min", "Account from -3400 € to 0 €"
ALL = (DIET, DEBT, BENCH, HOURS, OVERDRAFT)

READ = [
    # the values of the task
    (DIET, "Diet", Way(82, down=True), 7, "kg"),
    (DEBT, "Debt", Way(3400, down=True), 3400, "€"),
    # their kin
    ("Diet: 82 kg to 75 kg #health", "Diet", Way(82, down=True), 7, "kg"),
    ("Diet 82 to 75 kg", "Diet", Way(82, down=True), 7, "kg"),
    ("Diet target 82 to 75 kg", "Diet", Way(82, down=True), 7, "kg"),
    ("Diet 82 kg down to 75.5 kg", "Diet", Way(82, down=True), 6.5, "kg"),
    (BENCH, "Bench", Way(60), 20, "kg"),
    ("Run from 3 to 5 km", "Run", Way(3), 2, "km"),
    (HOURS, "Screen time", Way(3, down=True), 1.5, "h"),
    ("Loan €3,400 → €0", "Loan", Way(3400, down=True), 3400, "€"),
    (OVERDRAFT, "Account", Way(-3400), 3400, "€"),
    ("Inbox target 400 to 0", "Inbox", Way(400, down=True), 400, "units"),
    ("82 kg to 75 kg", "82 kg to 75 kg", Way(82, down=True), 7, "kg"),
]


@pytest.mark.parametrize(("line", "title", "way", "length", "unit"), READ)
def test_two_values_make_a_goal_that_goes_between_them(line, title, way, length, unit):
    goal = goal_from(line).goal
    assert (goal.title, goal.way, goal.distance, goal.unit) == (title, way, length, unit)
    assert goal.position == 0
    again = goal_from(write_line(goal)).goal
    assert (again.title, again.way, again.unit) == (title, way, unit)
    assert [one.miles for one in again.markers] == [one.miles for one in goal.markers]


@pytest.mark.parametrize(
    "line",
    [
        *("Run 3 to 5 km", "Trip 3 may to 10 may", "Work from 9 to 5", "Read pages 10 to 20"),
        *("Move 82 kg to 75 kg bags", "Mix 3 kg to 5 l", "Diet 82 kg up to 75 kg"),
        *(
            "Stay 82 kg to 82 kg",
            r"Diet 82 kg \to 75 kg",
            "From 3 pm to 1 pm",
            "x ! 82 kg to 75 kg",
        ),
    ],
)
def test_other_words_stay_words(line):
    goal = goal_from(line).goal
    assert (goal.way, goal.unit) == (None, "")


def test_markers_stand_at_values():
    plan = read_line(
        "Diet: half way 78.5 kg > 76 kg >> 75 kg target 82 kg to 75 kg", lambda _: None
    )
    assert [one.miles for one in plan.stages] == [3.5, 2.5, 1]
    assert "from 82 to 75 kg" in say_plan(plan, TODAY)
    debt = goal_from(DEBT).goal
    assert [one.title for one in debt.markers] == ["2,550 €", "1,700 €", "850 €", "0 €"]


SET = [
    # line, value, position, what is said
    (DIET, 79, 3, "79 kg, 4 to go"),
    (DIET, 79.4, 2.6, "79.4 kg, 4.4 to go"),
    (DIET, 83, 0, "83 kg, 8 to go"),
    (DIET, 74.6, 7, "74.6 kg, 0 to go"),
    (DEBT, 3000, 400, "3,000 €, 3,000 to go"),
    (BENCH, 65.5, 5.5, "65.5 kg, 14.5 to go"),
    (BENCH, 58, 0, "58 kg, 22 to go"),
    (HOURS, 2.25, 0.75, "2.25 h, 0.75 to go"),
    (OVERDRAFT, -1000, 2400, "-1,000 €, 1,000 to go"),
]


@pytest.mark.parametrize(("line", "value", "position", "words"), SET)
def test_the_position_is_what_was_done_of_the_way(line, value, position, words):
    before = goal_from(line)
    for move in (
        lambda made, at: set_total(made, at, value),
        how_far(before.goal, TODAY).read(f"={value}"),
        how_far(before.goal, TODAY).read(f"{value}"),
    ):
        made = do(before, move)
        assert (made.goal.position, now_at(made.goal)) == (position, value)
        assert say_to_go(made.goal) == words
        assert do(made, record.undo).goal.position == 0
        assert now_at(do(made, record.undo).goal) == before.goal.way.start


def test_a_step_back_is_one_and_the_road_goes_on_from_there():
    made = goal_from(DIET)
    for value in (81, 80.6, 83, 79.4):
        made = do(made, drive.drive_to, value)
    assert [say_event(event) for event in made.log[1:]] == [
        *("moved to 81 kg", "moved to 80.6 kg", "back at 83 kg", "moved to 79.4 kg")
    ]
    assert say_of(made.goal) == "79.4 kg, from 82 to 75"
    assert sum(leg.miles for leg in course_of(made.goal, made.log).legs) == pytest.approx(2.6)
    with pytest.raises(GoalError, match=r"stands at 79\.4 kg already"):
        do(made, drive.drive_to, 79.4)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-0.6", 79.4),
        ("+0.6", 80.6),
        ("79.4 kg", 79.4),
        ("=79.4 yesterday", 79.4),
        ("yesterday 79", 79),
    ],
)
def test_a_number_with_a_sign_is_by_how_much_it_changed(text, value):
    made = do(goal_from(DIET), drive.drive_to, 80)
    line = how_far(made.goal, TODAY)
    assert now_at(do(made, line.read(text)).goal) == value
    assert f"to {value:g} kg" in line.meaning(text)
    assert "79.4" not in line.example


def test_values_are_written_as_a_person_writes_them():
    made = do(goal_from(DIET), drive.drive_to, 79.4)
    token = WRITTEN.set(Notation.COMMA)
    try:
        assert say_event(made.event) == "moved to 79,4 kg"
        assert say_to_go(made.goal) == "79,4 kg, 4,4 to go"
    finally:
        WRITTEN.reset(token)


def test_the_last_mile_and_the_end_are_on_the_way():
    made = do(goal_from("Diet 82 kg to 75 kg: 79 kg >> 75 kg"), drive.drive_to, 79)
    assert made.goal.state(TODAY) is State.STRETCH
    assert do(made, drive.drive_to, 79.1).goal.state(TODAY) is State.DRIVING
    assert do(made, drive.drive_to, 74).goal.state(TODAY) is State.DOOR
    assert do(made, drive.advance).goal.state(TODAY) is State.DOOR


@pytest.mark.parametrize(
    "move",
    [
        lambda made, at: edit.remove_marker(made, at, 0),
        lambda made, at: edit.add_marker(made, at, 0, "more", 2),
        lambda made, at: edit.remeasure_marker(made, at, 0, 3),
        lambda made, at: edit.remeasure_marker(made, at, 3, 3),
        lambda made, at: detour(made, at, "new > 74 kg"),
        lambda made, at: edit.reorder_markers(
            made, at, [marker.id for marker in made.goal.markers][::-1]
        ),
    ],
)
@pytest.mark.parametrize("value", [79.4, 83])
def test_an_edit_of_the_road_changes_no_value(move, value):
    made = do(goal_from(DIET), drive.drive_to, value)
    after = do(made, move)
    assert now_at(after.goal) == value
    assert now_at(do(after, record.undo).goal) == value


def edited(made, *pairs):
    text = write_form(made.goal)
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return revision(text, made.goal, lambda _: None)


def test_the_form_has_the_values_and_they_can_be_rewritten():
    made = do(goal_from(DIET), drive.drive_to, 79.4)
    assert revision(write_form(made.goal), made.goal, lambda _: None) is None
    after = do(made, edited(made, ("from: 82 kg", "from: 83 kg"))).goal
    assert (after.way, after.distance, now_at(after), after.position) == (
        *(Way(83, down=True), 8, 79.4, 3.6),
    )
    assert say_of(after) == "79.4 kg, from 83 to 75"
    after = do(made, edited(made, ("- [ ] 76.8 kg\n", ""), ("- [ ] 75 kg", "- [ ] 74 kg"))).goal
    assert (after.distance, now_at(after)) == (8, 79.4)
    for wrong in ("from: much", "from:", "from: 82 km"):
        with pytest.raises(FormError):
            edited(made, ("from: 82 kg", wrong))


@pytest.mark.parametrize("line", ALL)
@pytest.mark.parametrize("share", [0.4, -0.2, 1.1])
def test_exports_bring_the_values_back(line, share):
    goal = goal_from(line).goal
    value = goal.way.value(round(goal.distance * share, 2))
    made = do(goal_from(line), drive.drive_to, value)
    rows = [(made.goal, made.log, measured(made))]
    document = whole_goal_json(*rows, TODAY)
    end = goal.way.value(goal.distance)
    assert (document["value"], document["from"], document["to"]) == (value, goal.way.start, end)
    text = json_text({"version": VERSION, "goals": [document]})
    for reading in (
        own_json.read(given("goals.json", text), local()),
        own_csv.read(given("goals.csv", "".join(export_csv(rows, TODAY))), local()),
        markdown.read(given("goals.md", "".join(export_markdown(rows, TODAY))), local()),
    ):
        (again,) = brought(reading)
        assert reading.unread == ()
        assert (again.goal.way, again.goal.distance) == (made.goal.way, made.goal.distance)
        assert now_at(again.goal) == value
        driven = [entry.text for entry in entries(again.log) if entry.kind in ("moved", "back")]
        assert driven == [entry.text for entry in entries(made.log)][1:]


def test_a_template_keeps_the_way():
    template = template_of(save_template(goal_from(DIET), "diet", stamp(1)).goal)
    assert goal_from(template.line).goal.way == Way(82, down=True)


def test_a_weight_of_beeminder_goes_down_from_where_it_began():
    begun, end = 1788220800, 1798675200
    points = [("20260902", 81), ("20260903", 79.4), ("20260904", 83)]
    goal = {
        "slug": "weight", "yaw": -1, "dir": -1, "runits": "d", "gunits": "kg",
        "roadall": [[begun, 82, None], [end, 75, None]], "initday": begun, "initval": 82,
        "kyoom": False, "aggday": "last",
        "datapoints": [
            {"id": str(at), "timestamp": 0, "daystamp": day, "value": value, "comment": ""}
            for at, (day, value) in enumerate(points)
        ],
    }  # fmt: skip
    (made,) = brought(beeminder.read(given("g.json", goal), local()))
    assert (made.goal.way, made.goal.distance, now_at(made.goal)) == (Way(82, down=True), 7, 83)
    said = [entry.text for entry in entries(made.log, date(2026, 11, 30))]
    assert said[1:4] == ["moved to 81 kg", "moved to 79.4 kg", "back at 83 kg"]


def test_a_form_of_another_title_changes_no_value_though_the_road_began_elsewhere_meanwhile():
    made = do(goal_from(DIET), drive.drive_to, 79)
    now = do(made, edited(made, ("from: 82 kg", "from: 83 kg")))
    assert (now.goal.way, now_at(now.goal)) == (Way(83, down=True), 79)
    after = do(now, edited(made, ("Diet", "Slim")))
    assert (after.goal.way, now_at(after.goal)) == (Way(83, down=True), 79)
    assert after.event.text == "title"


def stands(goal):
    """Where a goal is, where it begins, and where its markers stand."""
    places = [
        (one.title, figure(goal, end)) for one, end in zip(goal.markers, goal.ends, strict=True)
    ]
    return now_at(goal), figure(goal, 0), places


COUNTED = (
    "Weight target 82 kg to 75 kg: good 80 > better 78 > there 75",
    "Run target 100 km: quarter 25 > half 50 > most 75 > all 100",
)


@pytest.mark.parametrize("line", COUNTED)
@pytest.mark.parametrize("driven", [1, 3, 6.5, -2.5])
@pytest.mark.parametrize("index", [0, 1])
def test_a_marker_that_goes_leaves_the_amounts_of_the_others_in_the_app_and_in_the_form(
    line, driven, index
):
    made = do(goal_from(line), drive.drive_to, abs(now_at(goal_from(line).goal) - driven))
    goal, title = made.goal, made.goal.markers[index].title
    now, start, places = stands(goal)
    wanted = (now, start, [place for place in places if place[0] != title])
    assert stands(do(made, edit.remove_marker, index).goal) == wanted
    form = "\n".join(each for each in write_form(goal).splitlines() if f"] {title}" not in each)
    assert stands(do(made, revision(form, goal, lambda _: None)).goal) == wanted


@pytest.mark.parametrize("line", COUNTED)
def test_a_last_marker_that_goes_takes_the_end_with_it_and_nothing_else(line):
    made = do(goal_from(line), drive.drive_to, abs(now_at(goal_from(line).goal) - 1))
    now, start, places = stands(made.goal)
    last = len(places) - 1
    assert stands(do(made, edit.remove_marker, last).goal) == (now, start, places[:-1])


def test_what_lies_below_the_start_is_ahead_of_a_marker_too():
    legs = [Leg(1.0, 3.0, final=False, on=TODAY)] * 6
    start = goal_from("Diet 82 kg to 62 kg").goal
    course = Course(TODAY, (TODAY,), (TODAY,) * 6, tuple(legs), None, None, (), 6)
    found = [
        forecast_to(made, 4.0, course, NEWCOMER, today=TODAY, whole=LAST)
        for made in (start, replace(start, beyond=-12.0))
    ]
    assert found[0].middle < found[1].middle
