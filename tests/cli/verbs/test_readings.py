"""advance --set and --id: what scripts count, each reading once, however often they try."""

from __future__ import annotations

import json

import pytest

from lastmile_tui.domain.changes.readings import set_total
from lastmile_tui.domain.model.record import record_of, redo, undo
from support.domain.goals import do, goal_from

RUN = "Run: target 100 km"


@pytest.fixture
def count(lastmile):
    lastmile("add", RUN)

    def run(total, *more):
        return lastmile("advance", "run", "--set", str(total), *more)

    return run


def position(lastmile):
    return lastmile("show", "run", "--json").json["position"]


def kinds(lastmile):
    return [entry["kind"] for entry in lastmile("show", "run", "--json").json["log"]]


def test_a_total_is_set_forwards_and_back(lastmile, count):
    assert count(40).out == "Reached ‘25 km’ · Run · 60 km to go\n"
    assert count("46.2 km").code == 0
    assert count(42).code == 0
    assert position(lastmile) == 42


def test_a_total_that_is_there_already_changes_nothing_and_is_no_error(lastmile, count):
    count(40)
    again = count(40)
    assert (again.code, again.out) == (0, "‘Run’ stands at 40 km already.\n")
    assert kinds(lastmile) == ["added", "reached"]


def test_a_reading_counts_once_also_when_the_goal_has_moved_on(lastmile, count):
    count(40, "--id", "monday")
    count(50, "--id", "tuesday")
    again = count(40, "--id", "monday")
    assert (again.code, again.out) == (0, "‘monday’ has counted already, as 40 km.\n")
    assert position(lastmile) == 50
    assert kinds(lastmile) == ["added", "reached", "reached"]


def test_a_reading_without_progress_is_no_work_but_has_counted(lastmile, count):
    count(40, "--id", "monday")
    before = lastmile("show", "run", "--json").json["touched"]
    count(40, "--id", "tuesday", "--json")
    assert lastmile("show", "run", "--json").json["touched"] == before
    count(60)
    assert count(40, "--id", "tuesday").code == 0
    assert position(lastmile) == 60


def test_one_id_for_two_totals_is_refused(lastmile, count):
    count(40, "--id", "monday")
    done = count(41, "--id", "monday")
    assert done.code == 1
    assert done.err == ("lastmile: ‘monday’ has counted as 40 km already; give 41 km another id.\n")
    assert position(lastmile) == 40


def test_undo_takes_the_id_back_too(lastmile, count):
    count(40, "--id", "monday")
    lastmile("undo")
    assert count(41, "--id", "monday").code == 0
    assert position(lastmile) == 41


def test_scripts_hear_the_goal_as_it_is(count):
    first = count(40, "--id", "monday", "--json").json
    again = count(40, "--id", "monday", "--json").json
    assert again["goal"]["position"] == first["goal"]["position"] == 40


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--set", "far"], "--set ‘far’ is not a number of km; write it like --set 46.2."),
        (["--id", "x"], "--id names a reading of --set; write --set with the total."),
        (["--set", "4", "--id", " "], "--id is empty; leave it out, or name the reading"),
        (["--set", "4", "--id", "k" * 65], "An id has 1 to 64 characters, such as a date"),
    ],
)
@pytest.mark.usefixtures("count")
def test_what_is_no_reading_ends_in_a_sentence(lastmile, more, sentence):
    done = lastmile("advance", "run", *more)
    assert done.code != 0
    assert sentence in done.err
    assert position(lastmile) == 0


def test_a_reading_that_two_devices_sent_counts_once():
    base = goal_from(RUN)
    here = do(base, set_total, 40.0, "monday", dev="laptop")
    there = do(base, set_total, 40.0, "monday", dev="phone")
    both = {event.id: event for event in (*here.log, *there.log)}
    merged = record_of(base.goal.uid, tuple(sorted(both.values(), key=lambda event: event.order)))
    assert merged.goal.position == 40
    assert json.dumps(merged.log[-1].set) == '{"position": 40.0, "reading:monday": 40.0}'


def test_a_reading_is_undone_and_redone_whole():
    done = do(goal_from(RUN), set_total, 40.0, "monday")
    back = do(done, undo)
    assert back.goal.position == 0
    assert do(back, redo).goal.position == 40


@pytest.mark.parametrize(
    ("words", "over"),
    [
        (["--set", "120"], "20 km beyond the 100 are not counted · "),
        (["--set", "101", "--id", "monday"], "1 km beyond the 100 is not counted · "),
        (["--by", "80"], "20 km beyond the 100 are not counted · "),
        (["--by", "=120"], "20 km beyond the 100 are not counted · "),
        (["--by", "60"], ""),
        (["--set", "100"], ""),
    ],
    ids=str,
)
def test_what_lies_beyond_the_end_is_told(lastmile, count, words, over):
    count(40)
    assert lastmile("advance", "run", *words).out == f"Reached ‘100 km’ · Run · {over}not sealed\n"
    assert "beyond" not in lastmile("back", "run", "--by", "1000").out


def test_a_value_goes_on_beyond_its_end_and_is_told_as_before(lastmile):
    lastmile("add", "Weight: 82 to 75 kg")
    assert "counted" not in lastmile("advance", "weight", "--set", "74").out
