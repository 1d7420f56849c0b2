import random
from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.domain.input.form import form_of, write_form
from lastmile_tui.domain.input.form_changes import revise
from lastmile_tui.domain.model.goal import Marker, NextStep, SealItem, Turn
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.errors import GoalError, LastmileError
from support.domain.forms import GOLDEN, ids, read, rewritten, rich, titles, told
from support.domain.goals import TODAY, do, driven, goal_from


def test_one_event_changes_everything_that_was_rewritten():
    made = rewritten(
        rich(),
        ("# Thesis", "# My thesis"),
        ("Because it is nearly done.", "Since it is."),
        ("due: 2026-12-01 18:00", "due: 2026-12-02"),
        ("#home", "#desk"),
        ("@Miriam", "@Miriam @Henrik"),
        ("turn: mine", "turn: theirs"),
        ("next: call Henrik (2026-11-23)", "next: wait"),
        ("- [ ] draft *3.5", "- [ ] whole draft *4"),
        ("--- final stretch ---\n", ""),
        ("- [ ] thanked everyone", "- [x] thanked everyone (evidence: cards)"),
    )
    goal = made.goal
    assert told(made) == (
        "title, why, due date, tags, people, turn, next step, markers, final stretch, seal list"
        ": due from 2026-12-01 to 2026-12-02"
    )
    assert (goal.title, goal.due, goal.due_time) == ("My thesis", date(2026, 12, 2), None)
    assert goal.why == "Since it is.\n\n# It really is."
    assert goal.tags == ("desk", "study")
    assert [person.name for person in goal.people] == ["Henrik", "Miriam"]
    assert goal.turn == Turn("theirs", TODAY)
    assert goal.next_step == NextStep("wait")
    assert (goal.markers[1].title, goal.markers[1].miles) == ("whole draft", 4.0)
    assert goal.final_from is None
    assert goal.seal[1] == SealItem(goal.seal[1].id, "thanked everyone", True, "cards")
    assert len(made.log) == len(rich().log) + 1


def test_only_the_registers_that_differ_are_written():
    made = rewritten(rich(), ("- [ ] printed by", "- [ ] print-out by"))
    marker = f"marker:{made.goal.markers[2].id}"
    assert made.event.set == {marker: {"title": "print-out"}}
    assert told(made) == "markers"


def test_lines_that_are_taken_away_take_away_what_they_say():
    made = rich()
    for line in GOLDEN.splitlines(keepends=True):
        if line.startswith(("due:", "tags:", "people:", "turn:", "next:", "Because", "\\#")):
            made = rewritten(made, (line, ""))
    goal = made.goal
    assert (goal.why, goal.due, goal.due_time, goal.tags) == ("", None, None, ())
    assert (goal.people, goal.turn, goal.next_step) == ((), None, None)


def test_an_empty_field_counts_as_none():
    made = rewritten(rich(), ("due: 2026-12-01 18:00", "due:"), ("turn: mine", "turn: "))
    assert (made.goal.due, made.goal.turn) == (None, None)


def test_dates_may_be_written_as_anywhere_else():
    made = rewritten(
        rich(),
        ("due: 2026-12-01 18:00", "due: fri 6pm"),
        ("(2026-11-23)", "(tomorrow)"),
        ("by 2026-11-30", "(due 27 mar)"),
    )
    assert (made.goal.due, made.goal.due_time) == (date(2026, 3, 6), time(18))
    assert made.goal.next_step.on == date(2026, 3, 3)
    assert made.goal.markers[2].due == date(2026, 3, 27)


def test_what_a_next_step_says_in_brackets_stays_when_it_is_no_day():
    made = rewritten(rich(), ("next: call Henrik (2026-11-23)", "next: call Henrik (again)"))
    assert made.goal.next_step == NextStep("call Henrik (again)")
    made = rewritten(rich(), ("next: call Henrik (2026-11-23)", "next: play it \\(tomorrow)"))
    assert made.goal.next_step == NextStep("play it (tomorrow)")
    assert "next: play it \\(tomorrow)\n" in write_form(made.goal)


def test_names_may_stand_between_commas():
    made = rewritten(rich(), ("tags: #home #study", "tags: #home, #work,#desk"))
    assert made.goal.tags == ("desk", "home", "work")


def test_a_backslash_that_guards_nothing_stays():
    made = rewritten(rich(), ("Because it is nearly done.", "\\o/ nearly done: yes\n- [ ] a list"))
    assert made.goal.why.startswith("\\o/ nearly done: yes\n- [ ] a list\n")


def test_lists_may_be_written_as_markdown_allows():
    made = rewritten(goal_from(), ("- [ ] draft\n", "* draft\n  + [ ]  notes \r\n- appendix*\n"))
    assert titles(made)[:3] == ["draft", "notes", "appendix*"]


def test_comments_are_left_out_wherever_they_stand():
    comment = "<!-- one\n# two\n-->"
    made = rich()
    for line in ("Because", "turn:", "- [ ] draft", "## Seal", "- [ ] thanked"):
        text = write_form(made.goal).replace(f"\n{line}", f"\n{comment}\n{line}")
        assert text != write_form(made.goal)
        assert read(text, made.goal) == form_of(made.goal)


def test_a_marker_keeps_its_identity_when_it_is_renamed():
    made = do(rich(), drive.reach, 2)
    after = rewritten(made, ("- [x] draft *3.5", "- [x] full draft *3.5"))
    assert ids(after)["full draft"] == ids(made)["draft"]
    assert after.goal.position == made.goal.position


def test_markers_keep_their_identity_when_they_change_places():
    made = goal_from("Road: a > b > c > d")
    after = rewritten(
        made, ("- [ ] a\n", ""), ("- [ ] c\n", ""), ("- [ ] d", "- [ ] c\n- [ ] d\n- [ ] a")
    )
    assert titles(after) == ["b", "c", "d", "a"]
    assert ids(after) == ids(made)


def test_new_names_pair_up_between_the_same_neighbours_only():
    made = goal_from("Road: a > b > c > d")
    after = rewritten(made, ("- [ ] b", "- [ ] B\n- [ ] new"), ("- [ ] d", "- [ ] D"))
    assert titles(after) == ["a", "B", "new", "c", "D"]
    assert (ids(after)["B"], ids(after)["D"]) == (ids(made)["b"], ids(made)["d"])
    assert ids(after)["new"] not in ids(made).values()


def test_markers_with_the_same_title_stay_apart():
    made = goal_from("Road: lap > lap > rest > lap")
    after = rewritten(made, ("- [ ] rest\n", ""))
    kept = [marker.id for marker in made.goal.markers if marker.title == "lap"]
    assert [marker.id for marker in after.goal.markers] == kept


def test_seal_items_keep_their_identity_too():
    made = rich()
    after = rewritten(made, ("contract signed", "contract countersigned"))
    assert after.goal.seal[0].id == made.goal.seal[0].id
    assert after.goal.seal[0].evidence == "photo"
    last = "- [ ] thanked everyone\n"
    after = rewritten(made, (last, ""), ("- [x] contract", f"{last}- [x] contract"))
    assert after.goal.seal == made.goal.seal[::-1]


def test_a_seal_list_can_be_emptied_and_filled():
    made = rewritten(
        rich(), ("- [x] contract signed (evidence: photo)\n", ""), ("- [ ] thanked everyone\n", "")
    )
    assert made.goal.seal == ()
    made = rewritten(made, ("## Seal list", "## Seal list\n- paid (evidence: a (b) c)\n- [X] kept"))
    assert [(item.text, item.done, item.evidence) for item in made.goal.seal] == [
        ("paid", False, "a (b) c"),
        ("kept", True, ""),
    ]


def test_the_final_stretch_begins_with_the_marker_below_its_line():
    made = rewritten(
        rich(),
        ("- [ ] printed", "--- Final Stretch\n- [ ] printed"),
        ("--- final stretch ---\n", ""),
    )
    assert made.goal.final_index == 2
    assert told(made) == "final stretch"
    new = rewritten(rich(), ("--- final stretch ---", "--- final stretch ---\n- [ ] bound"))
    assert new.goal.final_from == ids(new)["bound"]
    gone = rewritten(goal_from("A: b >> c > d"), ("- [ ] c\n", ""))
    assert gone.goal.final_from == ids(gone)["d"]


def test_a_counting_goal_is_measured_by_where_its_markers_stand():
    made = goal_from("Run target 42 km: 10 km > half 21 > 42 km")
    after = rewritten(made, ("half 21: 21 km", "half: 25"), ("42 km", "30.5km\n- [ ] all: 42.2 km"))
    assert titles(after) == ["10 km", "half", "30.5km", "all"]
    assert after.goal.ends == (10.0, 25.0, 30.5, 42.2)


@pytest.mark.parametrize("counted", [3.0, 7.0, 10.0, 15.0])
def test_what_was_counted_stays_where_markers_come_go_and_move(counted):
    made = do(goal_from("Run target 42 km: 10 km > half 21 > 42 km"), drive.drive_to, counted)
    box = "x" if counted >= 10 else " "
    for change in (
        ("10 km\n", "10 km\n- [ ] bridge: 12 km\n"),
        ("10 km\n", f"shoes: 5 km\n- [{box}] 10 km\n"),
        ("half 21: 21 km", "half 21: 14 km"),
        ("] 42 km", "] all: 50 km"),
    ):
        assert rewritten(made, change).goal.position == counted


def test_what_was_driven_stays_driven():
    made = do(rich(), drive.reach, 1)
    assert rewritten(made, ("- [x] draft", "- [x] notes *2\n- [x] draft")).goal.position == 6.5
    assert rewritten(made, ("- [x] outline\n", "")).goal.position == 3.5
    assert rewritten(made, ("- [x] draft *3.5", "- [x] draft *5")).goal.position == 6.0
    assert rewritten(made, ("- [ ] printed", "- [ ] bound\n- [ ] printed")).goal.position == 4.5


def test_a_sealed_goal_can_be_rewritten_and_a_removed_one_cannot():
    sealed = do(do(rich(), drive.reach, 3), seal.seal)
    made = rewritten(sealed, ("# Thesis", "# Master's thesis"))
    assert made.goal.sealed == sealed.goal.sealed
    base = rich()
    gone = do(base, edit.remove)
    with pytest.raises(GoalError, match="was removed"):
        rewritten(gone, ("# Thesis", "# Gone"), base=base.goal)


def test_what_was_changed_elsewhere_meanwhile_stays():
    base = rich()
    now = do(base, edit.rename, "Their title")
    now = do(now, edit.tag, "theirs")
    now = do(now, drive.reach, 1)
    now = do(now, edit.rename_marker, 2, "their print")
    now = do(now, edit.add_marker, 1, "their marker")
    now = do(now, seal.add_seal_item, "their item")
    made = rewritten(
        now,
        ("#home", "#mine"),
        ("draft *3.5", "draft *4.5"),
        ("- [ ] printed by 2026-11-30", "- [ ] printed by 2026-12-01\n- [ ] my marker"),
        ("- [ ] thanked everyone", "- [ ] my item\n- [ ] thanked everyone"),
        base=base.goal,
    )
    moved = "‘printed’ from 2026-11-30 to 2026-12-01"
    assert told(made) == f"tags, markers, seal list: {moved}"
    assert made.goal.title == "Their title"
    assert made.goal.tags == ("mine", "study", "theirs")
    assert titles(made) == [
        "outline", "their marker", "draft", "their print", "my marker", "submitted",
    ]  # fmt: skip
    assert made.goal.markers[3].due == date(2026, 12, 1)
    assert made.goal.position == now.goal.position + 1
    assert [item.text for item in made.goal.seal] == [
        "contract signed", "my item", "thanked everyone", "their item",
    ]  # fmt: skip


def test_an_order_that_was_changed_on_one_side_only_stays():
    base = goal_from("Road: a > b > c")
    a, b, c = [marker.id for marker in base.goal.markers]
    theirs = do(base, edit.reorder_markers, [c, b, a])
    assert titles(rewritten(theirs, ("- [ ] a", "- [ ] A"), base=base.goal)) == ["c", "b", "A"]
    added = rewritten(theirs, ("- [ ] b", "- [ ] b\n- [ ] new"), base=base.goal)
    assert titles(added) == ["c", "b", "new", "a"]
    theirs = do(base, edit.add_marker, 1, "theirs")
    mine = rewritten(theirs, ("- [ ] a\n", ""), ("- [ ] c", "- [ ] c\n- [ ] a"), base=base.goal)
    assert titles(mine) == ["b", "c", "a", "theirs"]


def test_a_part_that_was_removed_elsewhere_stays_removed():
    base = rich()
    now = do(do(base, edit.remove_marker, 1), seal.remove_seal_item, 0)
    made = rewritten(
        now,
        ("- [ ] draft", "- [ ] long draft"),
        ("photo", "scan"),
        ("# T", "# A t"),
        base=base.goal,
    )
    assert titles(made) == titles(now)
    assert made.goal.seal == now.goal.seal
    assert told(made) == "title"


def test_the_same_change_made_elsewhere_leaves_nothing_to_do():
    base = rich()
    now = do(do(base, status.turn, "theirs"), edit.tag, "same")
    with pytest.raises(GoalError, match="how it stands already"):
        rewritten(now, ("turn: mine", "turn: theirs"), ("#home", "#home #same"), base=base.goal)


@st.composite
def rewritings(draw):
    """A record with a single edit of its road, and the form that says the same."""
    made = draw(driven())
    assume(not made.goal.deleted and made.goal.way is None)  # whose form says its start itself
    form = form_of(made.goal)
    road = list(form.markers)
    index = draw(st.integers(0, len(road) - 1))
    miles = draw(st.integers(1, 40)) / 10
    match draw(st.sampled_from(["add", "remove", "measure", "shuffle"])):
        case "add":
            index = draw(st.integers(0, len(road)))
            edited = do(made, edit.add_marker, index, "new", miles)
            road.insert(index, Marker("", "new", miles))
        case "remove":
            assume(len(road) > 1 and road[index].id != made.goal.final_from)
            edited = do(made, edit.remove_marker, index)
            gone = road.pop(index)
            if made.goal.counting and index < len(road):  # the next one stays at its amount
                longer = rounded(road[index].miles + gone.miles)
                road[index] = replace(road[index], miles=longer)
        case "measure":
            assume(road[index].miles != miles)
            edited = do(made, edit.remeasure_marker, index, miles)
            road[index] = replace(road[index], miles=miles)
        case "shuffle":
            random.Random(draw(st.integers(0, 9))).shuffle(road)
            order = [marker.id for marker in road]
            assume(order != [marker.id for marker in form.markers])
            edited = do(made, edit.reorder_markers, order)
    held = [marker.id for marker in road]
    final = held.index(made.goal.final_from) if made.goal.final_from in held else None
    return made, edited.goal, replace(form, markers=tuple(road), final=final)


@given(rewritings())
def test_a_rewritten_road_is_the_one_that_single_edits_make(case):
    made, edited, form = case
    after = do(made, revise, form, made.goal).goal
    without = [replace(marker, id="") for marker in after.markers]
    assert without == [replace(marker, id="") for marker in edited.markers]
    assert (after.position, after.final_index) == (edited.position, edited.final_index)


def test_how_often_a_road_begins_again_is_a_line_of_the_form():
    base = rich()
    made = rewritten(base, ("turn: mine", "turn: mine\nagain: monthly"))
    assert (made.goal.again.count, made.goal.again.unit) == (1, "month")
    assert made.goal.again.since == base.log[0].day
    assert told(made) == "laps"
    line = f"again: every month on the {base.log[0].day.day}"
    assert f"\n{line}" in write_form(made.goal)
    now = next(each for each in write_form(made.goal).splitlines() if each.startswith("again:"))
    other = rewritten(made, (now, "again: every 2 weeks"))
    assert (other.goal.again.count, other.goal.again.unit) == (2, "week")
    other = rewritten(made, (now, "again: every month on the 15th"))
    assert other.goal.again.since.day == 15
    for words in ("", "again: never"):
        assert rewritten(made, (now, words)).goal.again is None


@pytest.mark.parametrize(
    "words", ["in 1 week", "soon", "monthly from 1 dec", "every 0 days", "every month on the 45th"]
)
def test_a_form_says_where_it_says_no_times_that_can_be_counted(words):
    with pytest.raises(LastmileError, match=r"does not say how often; write it like every"):
        rewritten(rich(), ("turn: mine", f"turn: mine\nagain: {words}"))
