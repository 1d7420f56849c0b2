"""lastmile again, and roads that wait for others, on the command line."""

from __future__ import annotations

import pytest

from lastmile_tui.domain.crossing.rule import LIKE

MONTH_LATER = "2026-12-22T10:00"


@pytest.fixture(autouse=True)
def _roads(lastmile):
    for line in ("Floor: screed >> tiles", "Kitchen: order >> fitted", "Move in: a >> b", "Zoo: a"):
        lastmile("add", line)
    lastmile("block", "kitchen", "--road", "floor")
    lastmile("block", "move in", "another", "road:", "kitchen")


def seal(lastmile, title, **named):
    lastmile("advance", title, "--to", "2")
    return lastmile("seal", title, "--anyway", **named).out


def without_ids(text):
    return "\n".join(line.partition("  ")[2] for line in text.splitlines()) + "\n"


TREE = """\
Floor  2 mi to go
  Kitchen  2 mi to go
    Move in  2 mi to go
Zoo: a  1 mi to go
"""


def test_the_tree_has_each_road_once_below_what_it_waits_for(lastmile):
    assert without_ids(lastmile("list", "--tree").out) == TREE
    tree = lastmile("list", "--tree", "--json").json["tree"]
    assert [(each["title"], each["depth"], each["circle"]) for each in tree] == [
        ("Floor", 0, False),
        ("Kitchen", 1, False),
        ("Move in", 2, False),
        ("Zoo: a", 0, False),
    ]
    assert tree[1]["waits_for"] == [tree[0]["id"]]
    spoken = lastmile("--linear", "list", "--tree").out.splitlines()
    assert spoken[1].startswith("Kitchen, waits for ‘Floor’, 2 miles to go, ")
    assert lastmile("list", "--tree", "--tag", "none").out.startswith("No roads here;")


def test_a_road_that_waits_is_shown_and_is_next_when_the_other_one_is_sealed(lastmile):
    assert "  waits for ‘Floor’, since today\n" in lastmile("show", "kitchen").out
    assert "waits for ‘Floor’ since today" in lastmile("list").out
    refused = lastmile("block", "floor", "--road", "move in")
    assert refused.err == (
        "lastmile: ‘Move in’ waits for ‘Kitchen’, and that for ‘Floor’:"
        " the roads would wait in a circle.\n"
    )
    assert seal(lastmile, "floor").endswith("\n‘Kitchen’ waited for it, and is next\n")
    assert lastmile("undo").out.endswith("· and all that came with it\n")
    assert lastmile("let-go", "floor").out.endswith(
        "‘Kitchen’ waited for it, and is at a dead end now\n"
    )


def test_a_sealed_road_begins_again_once_or_every_month_until_it_is_stopped(lastmile):
    seal(lastmile, "zoo", now="2026-11-21T09:00")
    lastmile("advance", "zoo")
    lastmile("seal", "zoo", "--anyway")
    assert lastmile("again", "zoo", "in", "1", "week").out == (
        "Lap 2 begins Sat 28 Nov, in 7 days · Zoo: a · last lap: 1 day\n"
    )
    assert "lap 2; last lap: 1 day" in lastmile("show", "zoo").out.lower()
    assert lastmile("undo").out == "Undone: added as lap 2 · Zoo: a\n"
    lap = lastmile("again", "zoo", "every", "month", "--json").json
    assert lap["lap"]["number"] == 2
    assert lap["again"] == {"every": 1, "unit": "month", "since": "2026-11-21"}
    assert (lap["state"], lap["parked_until"]) == ("parked", "2026-12-21")
    lastmile("advance", "zoo", now=MONTH_LATER)
    assert lastmile("seal", "zoo", "--anyway", now=MONTH_LATER).out.endswith(
        "\nLap 3 begins Thu 21 Jan 2027, in 30 days, then every month\n"
    )
    assert lastmile("again", "zoo", "never", now=MONTH_LATER).out == (
        "Does not begin again · Zoo: a\n"
    )
    mirror = lastmile("mirror", "--json", now=MONTH_LATER).json["laps"]
    assert [(each["lap"], each["days"]) for each in mirror] == [(2, 1), (1, 1)]


def test_a_day_of_the_month_is_said_in_every_answer_and_the_next_lap_begins_on_it(lastmile):
    said = lastmile("again", "zoo", "every", "month", "on", "the", "15th").out
    assert said == "Begins again every month on the 15th · Zoo: a\n"
    assert "again every month on the 15th" in lastmile("show", "zoo").out
    rule = {"every": 1, "unit": "month", "since": "2026-12-15"}
    assert lastmile("show", "zoo", "--json").json["again"] == rule
    lastmile("advance", "zoo")
    assert "\nLap 2 begins Tue 15 Dec, " in lastmile("seal", "zoo", "--anyway").out
    assert "again every month on the 15th" in lastmile("show", "zoo").out


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("floor",), "‘Floor’ is not sealed yet; type how often, such as every month."),
        (("floor", "never"), "‘Floor’ does not begin again by itself."),
        (
            ("floor", "every", "blue", "moon"),
            f"‘every blue moon’ says no times that can be counted; type {LIKE}.",
        ),
        (("floor", "yesterday"), "Let it begin today or later."),
    ],
)
def test_what_makes_no_lap_is_refused_in_a_sentence_and_changes_nothing(lastmile, args, sentence):
    before = lastmile("export", "json").out
    assert lastmile("again", *args).err == f"lastmile: {sentence}\n"
    assert lastmile("export", "json").out == before


def test_what_waits_for_a_road_is_told_when_that_is_split_joined_or_removed(lastmile):
    for road in ("Pot: a > b", "Wait: x > y", "Other: q > r"):
        lastmile("add", road)
    lastmile("block", "wait", "--road", "pot")
    said = "‘Wait’ waits for ‘Pot (2)’ now\n"
    assert lastmile("split", "pot", "1").out.endswith(said)
    assert lastmile("join", "other", "pot (2)").out.endswith("‘Wait’ waits for ‘Other’ now\n")
    assert lastmile("remove", "other").out.endswith(
        "‘Wait’ waited for it, and is at a dead end now\n"
    )


def test_a_tree_says_which_roads_are_parked_or_let_go(lastmile):
    lastmile("add", "Cellar: a > b")
    lastmile("add", "Ceiling: a > b")
    lastmile("add", "Attic: a > b")
    lastmile("block", "ceiling", "--road", "cellar")
    lastmile("park", "cellar", "--until", "2030-03-01")
    lastmile("let-go", "attic")
    out = without_ids(lastmile("list", "--tree", "--view", "all").out)
    assert "Cellar  parked until Fri 1 Mar 2030 · 2 mi to go\n  Ceiling  2 mi to go\n" in out
    assert "Attic  let go · 2 mi to go\n" in out
    spoken = lastmile("--linear", "list", "--tree", "--view", "let-go").out
    assert "Attic, let go, 2 miles to go" in spoken
