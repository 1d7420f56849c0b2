"""A table as a person brings it in: the map is shown, changed, and what is new comes alone."""

from __future__ import annotations

import pytest

TABLE = """\
Task name,Deadline,Status,List
Roof,03/12/2026,Doing,House
Paint,04/12/2026,Done,House
"""


@pytest.fixture
def bring_in(lastmile, tmp_path):
    def run(text, *more):
        path = tmp_path / "house.csv"
        path.write_text(text)
        return lastmile("import", str(path), *more)

    return run


def test_the_plan_shows_which_column_is_which_and_in_which_order_dates_were_read(
    bring_in, monkeypatch
):
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_TIME", "en_US.UTF-8")
    done = bring_in(TABLE, "--yes")
    locale = "your locale (LC_TIME=en_GB reads it the other way)"
    assert done.code == 0
    assert done.out.splitlines() == [
        "house.csv, read as csv:",
        "  columns: title = Task name, project = List, due = Deadline, done = Status",
        f"  Deadline: 03/12/2026 could be two days; read as month/day, as in {locale}",
        "  + House · 2 markers, 1 reached",
        "1 new road with 2 markers",
        "Imported · lastmile list shows what came, lastmile opens the Highway",
        "lastmile undo takes the import back",
    ]


def test_map_changes_it_and_scripts_see_it(bring_in):
    done = bring_in(
        "Aufgabe,Frist\nBrot,2026-12-01\n", "--map", "title=Aufgabe", "--dry-run", "--json"
    )
    assert done.json["files"][0]["remarks"][0] == "columns: title = Aufgabe"
    done = bring_in("Aufgabe,Frist\nBrot,2026-12-01\n", "--dry-run")
    assert done.code == 1
    assert "--map title=‘Aufgabe’" in done.err


def test_a_second_time_brings_nothing_and_a_task_done_since_reaches_its_marker(lastmile, bring_in):
    text = "Title,Done on,List\nRoof,,House\nPaint,,House\n"
    assert "1 new road" in bring_in(text, "--yes").out
    assert "Nothing new" in bring_in(text, "--yes").out
    assert "1 marker reached" in bring_in(text.replace("Paint,", "Paint,2026-11-10"), "--yes").out
    (goal,) = lastmile("list", "--json").json["goals"]
    assert [(one["title"], bool(one["reached"])) for one in goal["markers"]] == [
        ("Paint", True),
        ("Roof", False),
    ]
    log = lastmile("show", "House", "--json").json["log"]
    assert [entry["day"] for entry in log if entry["kind"] == "reached"] == ["2026-11-10"]


def test_an_export_is_here_already_and_comes_back_where_it_is_not(lastmile, tmp_path):
    lastmile("add", "Shed: floor > roof")
    path = tmp_path / "out.csv"
    lastmile("export", "csv", str(path))
    assert "Skipped 1: here already, not brought in" in lastmile("import", str(path), "--yes").out
    head, row = path.read_text().split("\n", 1)
    path.write_text(f"{head}\nanother{row}")
    assert "1 new road with 2 markers" in lastmile("import", str(path), "--yes").out
