"""The verb horizon: rows on an axis, sentences for who listens, JSON for scripts."""

from __future__ import annotations

import pytest

LINE = (
    "Ship the thesis: outline > draft by 2026-11-25 > print by 2026-12-08 >> bound due 2026-12-20"
)


@pytest.fixture
def roads(lastmile):
    lastmile("add", LINE, now="2026-11-01T09:00")
    lastmile("add", "Sell the Volvo: listed > sold due 2026-12-04", now="2026-11-01T09:00")
    lastmile("advance", "thesis", now="2026-11-10T09:00")
    lastmile("park", "volvo", "--until", "2026-12-01", now="2026-11-11T09:00")


@pytest.mark.usefixtures("roads")
@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_each_road_has_its_dates_in_its_row(lastmile, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    code, out, err = lastmile("horizon")
    assert (code, err) == (0, "")
    axis, load, thesis, volvo, _, *legend = out.splitlines()
    assert "Dec" in axis
    assert [sign for sign in load.partition("week")[2] if sign.isdigit()] == ["1", "1", "1", "1"]
    signs = thesis.partition("thesis")[2]
    assert signs.index("●") < signs.index("│") < signs.index("○") < signs.index("⚑")
    assert volvo.index("▷") < volvo.index("⚑")
    assert thesis.index("│") == volvo.index("│")
    words = " ".join(legend)
    assert all(word in words for word in ("marker reached", "marker planned", "back from", "due"))
    assert all(len(line) <= min(columns, 160) for line in out.splitlines())


def test_a_number_without_room_is_explained_and_short_titles_cut_no_label(lastmile, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    days = [f"2026-12-{day:02}" for day in (1, 8, 15, 22) for _ in range(11)]
    lastmile("add", "Tax: " + " > ".join(f"marker by {day}" for day in days) + " >> end")
    out = lastmile("horizon").out
    assert out.splitlines()[1].startswith("due ")
    assert "+" in out.splitlines()[1]
    assert "+ ten or more due" in out
    assert "numbers: due in each week" in out
    monkeypatch.setenv("COLUMNS", "80")
    out = lastmile("horizon").out
    assert " 11" in out.splitlines()[1]
    assert "ten or more" not in out


@pytest.mark.usefixtures("roads")
@pytest.mark.parametrize("zoom", ["week", "month", "quarter", "year", "all"])
def test_every_zoom_shows_the_due_date_or_that_it_lies_ahead(lastmile, zoom):
    out = lastmile("horizon", "--zoom", zoom).out
    thesis = next(line for line in out.splitlines() if "thesis" in line)
    assert ("⚑" in thesis) is (zoom != "week")
    assert thesis.endswith("▸") is (zoom == "week")


@pytest.mark.usefixtures("roads")
def test_who_listens_gets_sentences(lastmile):
    out = lastmile("--linear", "horizon").out
    assert "Ship the thesis: draft by " in out
    assert "Sell the Volvo: back on Tuesday 1 December; due Friday 4 December" in out
    assert out.startswith("Due dates and markers: 1 in the week of Monday 23 November, ")
    assert not set("│━○⚑░") & set(out)


@pytest.mark.usefixtures("roads")
def test_scripts_get_all_days(lastmile):
    found = lastmile("horizon", "--json").json
    assert (found["version"], found["today"]) == (1, "2026-11-21")
    assert [week["count"] for week in found["weeks"]] == [1, 1, 1, 1]
    thesis, volvo = found["goals"]
    assert thesis["reached"] == [{"number": 1, "title": "outline", "on": "2026-11-10"}]
    assert [stage["on"] for stage in thesis["planned"]] == ["2026-11-25", "2026-12-08"]
    assert thesis["moved"] == {"from": "2026-11-10", "to": "2026-11-10"}
    assert (thesis["due"], thesis["range"], thesis["late"]) == ("2026-12-20", None, 0)
    assert (volvo["state"], volvo["parked_until"]) == ("parked", "2026-12-01")


@pytest.mark.usefixtures("roads")
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_what_waits_for_what_stands_in_its_row_and_is_explained(lastmile, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    lastmile("resume", "volvo")
    lastmile("block", "volvo", "--road", "thesis")
    out = lastmile("horizon").out
    row = next(line for line in out.splitlines() if "Volvo" in line)
    assert row.index("╫") < row.index("waits for ‘Ship t")
    assert ("‘Ship the thesis’" in row) is (columns > 60)
    assert "╫ waits for another road" in " ".join(out.split())
    assert all(len(line) <= columns for line in out.splitlines())
    spoken = lastmile("--linear", "horizon").out
    assert "Sell the Volvo: waits for ‘Ship the thesis’; due " in spoken
    assert "Ship the thesis: ‘Sell the Volvo’ waits for it; " in spoken
    found = {goal["title"]: goal for goal in lastmile("horizon", "--json").json["goals"]}
    assert found["Ship the thesis"]["held_up"] == ["Sell the Volvo"]
    assert found["Sell the Volvo"]["waits_for"] == ["Ship the thesis"]


def test_without_roads_it_says_how_one_is_made(lastmile):
    code, out, _ = lastmile("horizon")
    assert (code, out) == (0, "No roads yet. lastmile add makes one.\n")


@pytest.mark.usefixtures("roads")
def test_what_ended_has_no_row(lastmile):
    lastmile("let-go", "volvo", "--kind", "no-time")
    assert "Volvo" not in lastmile("horizon").out
