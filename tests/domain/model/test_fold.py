from datetime import date, time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes import edit, roadblocks, status
from lastmile_tui.domain.model.events import Event, Log
from lastmile_tui.domain.model.fold import before, document, fold, goal_of
from lastmile_tui.domain.model.goal import Goal
from lastmile_tui.errors import StoreError
from support.domain.goals import changes, do, driven, goal_from, take_all, takebacks


@given(driven(changes | takebacks), st.randoms())
def test_events_in_any_order_fold_to_the_same(made, random):
    log = list(made.log)
    random.shuffle(log)
    assert fold(tuple(log)) == fold(made.log)
    assert goal_of(made.goal.uid, tuple(log)) == made.goal


@given(driven(changes | takebacks))
def test_the_document_reads_back_as_the_goal(made):
    shown = document(made.goal.uid, made.log)
    assert msgspec.convert(shown, Goal) == made.goal
    text = msgspec.json.encode(shown)
    assert msgspec.json.decode(text, type=Goal) == made.goal
    assert b"null" not in text


@given(driven(changes | takebacks))
def test_the_log_reads_back_from_json(made):
    assert msgspec.json.decode(msgspec.json.encode(made.log), type=Log) == made.log


def test_a_whole_goal_reads_well():
    made = goal_from("Sell: a > b >> c ! paid #car @Ana")
    made = do(made, edit.redate, date(2026, 5, 1), time(18, 30))
    made = do(made, roadblocks.block, "dead end")
    made = do(made, status.plan_step, "call")
    shown = msgspec.to_builtins(document(made.goal.uid, made.log))
    assert list(shown)[:4] == ["uid", "title", "position", "markers"]
    assert [list(marker) for marker in shown["markers"]] == [["id", "title", "miles"]] * 3
    assert shown["final_from"] == shown["markers"][2]["id"]
    assert (shown["due"], shown["due_time"]) == ("2026-05-01", "18:30:00")
    assert (shown["tags"], shown["people"]) == (["car"], [{"name": "Ana"}])
    assert shown["next_step"] == {"text": "call"}
    assert list(shown["roadblocks"][0]) == ["id", "kind", "since"]
    assert list(shown["seal"][0].values())[1:] == ["paid"]


@given(st.lists(changes, max_size=10))
def test_before_is_what_takes_a_change_back(steps):
    made = take_all(goal_from(), steps)
    registers = fold(made.log[:-1])
    event = made.event
    if len(made.log) > 1:
        assert before(registers, event.set) == event.was


def test_changes_to_different_keys_of_one_part_both_survive():
    made = goal_from()
    mine = do(made, edit.rename_marker, 0, "first draft", dev="one")
    theirs = do(made, edit.remeasure_marker, 0, 3.0, dev="other")
    goal = goal_of(made.goal.uid, (*mine.log, theirs.event))
    assert (goal.markers[0].title, goal.markers[0].miles) == ("first draft", 3.0)


def test_the_later_change_of_one_register_wins_and_the_device_decides_a_tie():
    made = goal_from()
    titles = {dev: do(made, edit.rename, dev.upper(), dev=dev).event for dev in ("one", "other")}
    goal = goal_of(made.goal.uid, (*made.log, *titles.values()))
    assert goal.title == "OTHER"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": 5},
        {"position": "far"},
        {"position": [1]},
        {"marker:a": 5},
        {"marker:a": {"title": "x", "miles": -1}},
        {"marker:a": {"title": "x", "miles": "long"}},
        {"marker:a": {"title": "x", "rank": "first"}},
        {"due": "soon"},
        {"seal:a": {}},
        {"turn": {"whose": "mine"}},
        {"sealed": True},
    ],
)
def test_a_register_that_holds_what_it_cannot_is_a_store_error(changes):
    made = goal_from()
    event = replace(do(made, edit.rename, "x").event, set=changes)
    with pytest.raises(StoreError, match="cannot be read"):
        goal_of(made.goal.uid, (*made.log, event))


def test_a_goal_without_events_is_a_store_error():
    with pytest.raises(StoreError, match="cannot be read"):
        goal_of("a", ())


def test_keys_and_registers_of_a_later_version_are_passed_over():
    made = goal_from()
    held = {"mood": "good", "marker:9": {"title": "x", "rank": 9, "colour": "red"}}
    event = replace(do(made, edit.rename, "x").event, set=held)
    goal = goal_of(made.goal.uid, (*made.log, event))
    assert goal.markers[-1].title == "x"


def test_an_event_is_written_without_what_it_does_not_say():
    event = goal_from().event
    written = msgspec.to_builtins(replace(event, set={}, text=""))
    assert list(written) == ["id", "at", "dev", "day", "kind"]
    assert msgspec.convert(written, Event) == replace(event, set={}, text="")
