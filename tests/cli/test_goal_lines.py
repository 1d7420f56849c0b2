"""What list and show say about goals in every state: the roads of the demo."""

from __future__ import annotations

import json
from random import Random

import pytest

from lastmile_tui.cli.context import Context
from lastmile_tui.cli.parser import parse
from lastmile_tui.domain.examples.demo import DEVICE, demo_records
from support.cli.command import NOW

LOST = "lost by 61 votes; we stopped calling the day before"


@pytest.fixture(autouse=True)
def demo(file):
    """The demo roads in the user's own file."""
    context = Context(parse(["list", "--now", NOW]))
    random = Random(7)
    records = demo_records(context.clock.now(), context.calendar, lambda: random.getrandbits(80))
    with context.store_at(file, DEVICE) as store:
        store.insert(records)


def test_the_list_of_all_goals_says_what_matters_in_each_state(lastmile):
    lines = lastmile("list", "--view", "all").out.splitlines()
    assert [line[6:] for line in lines if "⚑" in line] == [
        "━━━━━━━━▧▸⚑  ▴▴▴ Sell the Volvo                 not sealed  due Mon",
        "━━━━━━▸═══⚑  ▴▴  Ship the thesis              1.6 mi to go  due Tue",
        "━━━▸╌═════⚑      Run the harbour marathon     6.4 mi to go  due 4 Apr 2027",
        "▸╌╌╌╌═════⚑  ▴▴  Be friends with Marta ag…      4 mi to go",
        "━━━━━▸════⚑      Fibre to every house in…   35 homes to go  until 9 Dec",
        "━━━━━━━━━━⚑      Get the parcel to Grandma          sealed  11 Nov",
        "━━━━━━━━▸═⚑      Get Ana onto the council   48 calls to go  let go 8 Nov",
    ]
    assert [line.strip() for line in lines if line and "⚑" not in line] == [
        "FINAL STRETCH",
        "2 things to confirm · not sealed for 5 d · waiting on Henrik 3 d",
        "next: call Henrik about the transfer, today",
        "no move for 5 days, with 3 days left",
        "next: page numbers and the list of figures, 3 d ago",
        "forecast 23 Nov – 1 Jan",
        "ON THE ROAD",
        "next: 18 km along the river with Lena, tomorrow",
        "forecast 23 Jan 2027 – 28 Apr 2027",
        "PLANNED",
        "your turn 22 d · next: answer the postcard, tomorrow",
        "PARKED",
        "SEALED",
        "LET GO",
        "lost by 61 votes; we stopped calling the day before",
    ]


@pytest.mark.parametrize(
    ("goal", "line"),
    [
        ("volvo", "door · 4 of 4 mi · not sealed · due Mon 23 Nov, in 2 days"),
        ("thesis", "stretch · 5.4 of 7 mi · 1.6 mi to go · due Tue 24 Nov, in 3 days"),
        ("marta", "planned · 0 of 4 mi · 4 mi to go"),
        ("fibre", "parked until Wed 9 Dec · 205 of 240 homes · 35 homes to go"),
        ("parcel", "sealed Wed 11 Nov · 4 of 4 mi"),
        ("ana", f"let go Sun 8 Nov: {LOST} · 552 of 600 calls · 48 calls to go"),
    ],
)
def test_show_says_below_the_title_how_things_stand(lastmile, goal, line):
    assert lastmile("show", goal).out.splitlines()[1] == line


@pytest.mark.parametrize(
    ("goal", "line"),
    [
        ("volvo", "  ✓ contract signed by both (photo of both signatures)"),
        ("volvo", "  ○ money on the account"),
        ("volvo", "  waiting on Henrik, since Wed 18 Nov: the transfer has not come"),
        ("volvo", "Next step: call Henrik about the transfer, today"),
        ("marta", "Turn: mine, since Fri 30 Oct"),
        ("fibre", "  ✓ 2  High Street 110   110 homes  Thu 11 Jun"),
        ("fibre", "  ⚑ 5  Mill Lane 240     240 homes"),
        ("marathon", "     4  half        due 27 Dec"),
        ("marathon", "  ⚑ 10  finish"),
        ("ana", "  Sat 7 Nov   note: Nobody called today. We painted banners."),
    ],
)
def test_show_tells_all_that_hangs_on_a_goal(lastmile, goal, line):
    assert line in lastmile("show", goal).out.splitlines()


@pytest.mark.parametrize("verb", ["advance", "back"])
@pytest.mark.parametrize("goal", ["parcel", "ana"])
def test_what_has_ended_is_not_driven(lastmile, goal, verb):
    code, out, err = lastmile(verb, goal)
    assert (code, out) == (1, "")
    assert err


def test_driving_a_parked_goal_brings_it_back(lastmile):
    assert lastmile("advance", "fibre", "--by", "1", "--json").json["state"] == "stretch"


def test_lines_of_a_long_note_stay_in_their_column(lastmile):
    lastmile("note", "thesis", "first line\nsecond line")
    lines = lastmile("show", "thesis").out.splitlines()
    first = next(index for index, line in enumerate(lines) if "first line" in line)
    assert lines[first].index("note:") == lines[first + 1].index("second")


def test_a_goal_that_cannot_be_read_is_told_and_the_others_are_listed(lastmile, file):
    held = json.loads(file.read_text())
    next(iter(held["goals"].values()))["markers"] = "none"
    file.write_text(json.dumps(held))
    done = lastmile("list", "--view", "all", "--json")
    assert done.code == 0
    assert len(done.json["goals"]) == 6
    assert "cannot be read" in done.err
