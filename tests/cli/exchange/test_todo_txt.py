"""Out to todo.txt and back in: nothing comes twice, and what was done over there arrives."""

from __future__ import annotations

TODO = """\
(A) 2026-10-01 Call @phone the bank +Sell_the_house due:2026-12-01 rec:+1m
x 2026-11-05 2026-10-01 Clean the garage +Sell_the_house
Ring the notary +Sell_the_house due:tomorrow
keeps the tag @shop h:1
"""


def test_a_date_that_is_none_is_named_with_its_line_and_the_exit_code_says_so(lastmile, tmp_path):
    path = tmp_path / "todo.txt"
    path.write_text(TODO)
    done = lastmile("import", str(path), "--yes")
    assert done.code == 1
    assert done.out.splitlines() == [
        "todo.txt, read as todo.txt:",
        "  + Sell the house · 3 markers, 1 reached",
        "Skipped 1: hidden over there (h:1).",
        "Not read, line 3: ‘Ring the notary due:tomorrow’ has a date that is none, due:tomorrow.",
        "1 new road with 3 markers · 1 skipped · 1 not read",
        "Imported · lastmile list shows what came, lastmile opens the Highway",
        "lastmile undo takes the import back",
    ]


def test_an_export_is_the_file_again_and_its_import_brings_nothing(lastmile, tmp_path):
    path = tmp_path / "todo.txt"
    path.write_text(TODO)
    lastmile("import", str(path), "--yes")
    lastmile("add", "Learn the cello due:2027-03-01 #music")
    out = tmp_path / "out.txt"
    assert lastmile("export", "todo.txt", str(out)).code == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    shown = [line for line in TODO.splitlines() if "h:1" not in line]
    assert sorted(line for line in lines if "cello" not in line) == sorted(shown)
    again = lastmile("import", str(out), "--yes", "--from", "todo.txt")
    assert again.out.splitlines()[-1] == "Nothing new in out.txt: 2 roads as they are"


def test_what_was_done_over_there_is_reached_here(lastmile, tmp_path):
    lastmile("add", "Learn the cello due:2027-03-01", now="2026-11-02T10:00")
    out = tmp_path / "out.txt"
    lastmile("export", "todo.txt", str(out))
    out.write_text("x 2026-11-20 " + out.read_text(encoding="utf-8"), encoding="utf-8")
    brought = lastmile("import", str(out), "--yes", "--from", "todo.txt")
    assert "  ~ Learn the cello · 1 marker reached" in brought.out.splitlines()
    log = lastmile("show", "cello", "--json").json["log"]
    assert [entry["day"] for entry in log if entry["kind"] == "reached"] == ["2026-11-20"]
