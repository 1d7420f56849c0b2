"""The verb forecast: ranges and what they rest on, their record, and what a due date takes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from lastmile_tui.cli.verbs.forecast import UNDER_WAY
from lastmile_tui.domain.measures.forecast import SHARES
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.model.text import cells
from support.cli.typist import insert_demo
from support.domain.forecasts import RECORD, said

DAYS = ("2026-11-12", "2026-11-14", "2026-11-16", "2026-11-18")


@pytest.fixture
def demo(file):
    """The demo roads in the user's own file."""
    insert_demo(file)


@pytest.fixture
def driven(lastmile):
    """A goal of ten miles, driven on four days, due in four."""
    markers = " > ".join("abcdefghij")
    lastmile("add", f"Write the book: {markers} due 2026-11-24", now="2026-11-10T09:00")
    for day in DAYS:
        lastmile("advance", "book", now=f"{day}T09:00")


@pytest.fixture
def known(monkeypatch):
    """A record of forty forecasts, three of them of a goal that is sealed."""

    def track_record(measurer):
        sealed = [goal.uid for goal in measurer.finished.goals]
        own = [said(28, uid=uid, share=share) for uid in sealed for share in (0.5, 0.75, 0.9)]
        return replace(RECORD, forecasts=(*own, *RECORD.forecasts)[:40])

    monkeypatch.setattr(Measurer, "track_record", track_record)


@pytest.mark.usefixtures("driven")
def test_a_goal_says_its_ranges_what_they_rest_on_and_what_its_date_takes(lastmile):
    code, out, err = lastmile("forecast", "book")
    head, *facts = out.splitlines()
    assert (code, err) == (0, "")
    assert head == "Write the book · 6 mi to go · due Tue 24 Nov, in 3 days"
    assert [line.partition(":")[0].strip() for line in facts] == [
        "Forecast",
        "Rests on",
        "Still possible",
    ]
    assert " (80 %: " in facts[0]
    assert "progress on 4 days of this road" in facts[1]
    assert " of 10 cases; it takes 1.5 mi a day for 4 days, counting today" in facts[2]


@pytest.mark.usefixtures("driven")
def test_the_json_has_what_people_read_by_stable_names(lastmile):
    found = lastmile("forecast", "book", "--json").json
    assert (found["version"], found["today"], found["due"]) == (1, "2026-11-21", "2026-11-24")
    assert found["why_none"] is None
    assert found["forecast"]["from"] <= found["forecast"]["likely_from"]
    assert found["forecast"]["likely_to"] <= found["forecast"]["to"]
    shares = [each["share"] for each in found["forecast"]["quantiles"]]
    days = [each["days"] for each in found["forecast"]["quantiles"]]
    assert (shares, days) == (list(SHARES), sorted(days))
    assert found["forecast"]["quantiles"][1]["date"] == found["forecast"]["from"]
    assert found["forecast"]["quantiles"][-2]["date"] == found["forecast"]["to"]
    assert 0 <= found["chance"] <= 1
    assert found["rests_on"] == {"days": 4, "finished": 0}
    assert found["possible"] == {
        "to_go": 6, "days": 4, "pace": 1.5, "spells": None, "held": None,
    }  # fmt: skip
    assert found["record"] == {"known": 0, "ranges": []}
    assert found["said"] == []


@pytest.mark.parametrize(
    ("goal", "why"),
    [
        ("volvo", "only the seal is left"),
        ("marta", "forecast after 3 days with progress (0 so far)"),
        ("parcel", "it is sealed"),
        ("council", "it was let go"),
    ],
)
@pytest.mark.usefixtures("demo")
def test_where_nothing_is_said_it_is_null_and_why(lastmile, goal, why):
    found = lastmile("forecast", goal, "--json").json
    assert (found["forecast"], found["chance"], found["possible"]) == (None, None, None)
    assert found["why_none"] == why
    lines = lastmile("forecast", goal).out.splitlines()
    # Of what was said of a goal there is more to tell than that it is sealed.
    assert (f"  Forecast: {why.removeprefix('forecast ')}" in lines) != (
        "  Was said: " in "".join(lines)
    )


@pytest.mark.usefixtures("demo", "known")
def test_of_a_sealed_goal_it_says_what_was_said_when(lastmile):
    lines = lastmile("forecast", "parcel").out.splitlines()
    past = [line for line in lines if line.startswith("  Was said: ")]
    assert past[0] == "  Was said: 22 Nov, half way: 24 Nov – 1 Dec; it came 20 Dec"
    assert len(past) == 3
    assert lines[-1].startswith("  Record: ")
    found = lastmile("forecast", "parcel", "--json").json
    assert [each["share"] for each in found["said"]] == [0.5, 0.75, 0.9]
    assert (found["said"][0]["came"], found["said"][0]["held"]) == ("2026-12-20", False)
    assert [each["promised"] for each in found["record"]["ranges"]] == [0.5, 0.8]


@pytest.mark.usefixtures("demo", "known")
def test_the_record_stands_under_all_goals_too(lastmile):
    done = lastmile("forecast")
    *_, empty, record = done.out.splitlines()
    assert (empty, done.err) == ("", "")
    assert " of your 40 forecasts so far held" in record
    assert lastmile("forecast", "--json").json["record"]["known"] == 40


@pytest.mark.usefixtures("demo")
def test_without_a_goal_each_that_is_under_way_has_a_line(lastmile):
    *rows, empty, record = lastmile("forecast").out.splitlines()
    assert (empty, record) == ("", "1 forecast known so far; from 10 on it says how many held.")
    assert [row.split("  ")[0] for row in rows] == [
        "Sell the Volvo",
        "Ship the thesis",
        "Run the harbour marathon",
    ]
    found = lastmile("forecast", "--json").json
    titles = [goal["title"] for goal in found["goals"]]
    assert titles == ["Sell the Volvo", "Ship the thesis", "Run the harbour marathon"]
    assert {goal["state"] for goal in found["goals"]} <= {"door", "stretch", "driving"}
    assert len(UNDER_WAY) == 2


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_lines_fit_into_the_terminal(lastmile, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    assert max(map(cells, lastmile("forecast").out.splitlines())) <= max(columns, 75)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("words", [("forecast",), ("forecast", "thesis"), ("forecast", "parcel")])
def test_who_listens_hears_sentences(lastmile, monkeypatch, words):
    monkeypatch.setenv("LASTMILE_LINEAR", "1")
    lines = lastmile(*words).out.splitlines()
    assert all(line.endswith(".") for line in lines)
    assert "·" not in "".join(lines)
    assert "  " not in "".join(lines)


def test_where_nothing_is_under_way_it_says_what_to_do(lastmile):
    done = lastmile("forecast")
    assert (done.code, done.out) == (
        0,
        "Nothing has been started; lastmile advance GOAL starts one.\n",
    )
    assert lastmile("forecast", "--json").json["goals"] == []


def test_a_goal_that_is_not_there_is_one_sentence(lastmile):
    done = lastmile("forecast", "nothing")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("lastmile: No goal matches ‘nothing’")


@pytest.mark.usefixtures("driven")
def test_a_hostile_title_is_inert(lastmile):
    lastmile("rename", "book", "wipe \x1b[2J me")
    for words in (("forecast",), ("forecast", "wipe")):
        assert "\x1b" not in lastmile(*words).out
