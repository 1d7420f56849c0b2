"""The verb horizon: rows on an axis, sentences for who listens, JSON for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from lastmile_tui.cli.horizon import verb

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
    assert "due" not in out.splitlines()[1]
    assert "+" in out.splitlines()[1]
    assert "+ ten or more due" in out
    assert "numbers: due per week" in out
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


AT = "2026-11-{:02}T09:00"
GOLDEN = Path(__file__).parent / "golden" / "linear.txt"


@pytest.mark.usefixtures("roads")
def test_who_listens_gets_a_table_of_words(lastmile):
    lastmile("add", "Lay the floor: a > b > c > d > e > f >> g due 2026-11-23", now=AT.format(1))
    for day in (2, 6, 10, 14, 18):
        lastmile("advance", "floor", now=AT.format(day))
    lastmile("add", "Paint: a > b")
    lastmile("block", "paint", "--road", "floor")
    lastmile("next-step", "paint", "buy brushes", "--on", "tomorrow")
    lastmile("add", "Sing: a > b")
    out = lastmile("--linear", "horizon").out
    assert out == GOLDEN.read_text("utf-8")
    assert not set("│━○⚑░|") & set(out)


@pytest.mark.usefixtures("roads")
def test_where_the_table_is_wider_than_the_terminal_each_text_has_its_heading(
    lastmile, monkeypatch
):
    monkeypatch.setattr(verb, "columns", lambda _: 80)
    lastmile("add", "Sing: a > b")
    out = lastmile("--linear", "horizon").out
    assert out.splitlines()[1:] == [
        (
            "Ship the thesis. Driven: 10 November."
            " Dates: draft, 25 November; print, 8 December. Due: 20 December."
        ),
        "Sing. No dates.",
        "Sell the Volvo. Due: 4 December. Parked until: 1 December.",
    ]


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
    assert "  for ‘Ship the thesis’\n" in spoken
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
