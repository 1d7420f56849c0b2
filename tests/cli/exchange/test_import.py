"""The verb import: a plan, one question, one change that one undo takes back, and nothing twice."""

from __future__ import annotations

import pytest

TODO = """\
(A) 2026-10-01 Call the bank about the loan +Sell_the_house @phone due:2026-12-01
x 2026-11-05 2026-10-01 Clean the garage +Sell_the_house
x 2026-11-20 Photos +Sell_the_house pri:A
2026-10-03 Sign at 12:30 +Sell_the_house @out
x 2026-05-05 2026-05-01 Submit abstract +paper
x 2026-06-05 2026-05-01 Camera ready +paper
Water the plants @home
"""


@pytest.fixture
def todo(tmp_path):
    path = tmp_path / "todo.txt"
    path.write_text(TODO)
    return path


@pytest.fixture
def bring_in(lastmile, todo):
    def run(*more, text=None):
        if text is not None:
            todo.write_text(text)
        return lastmile("import", str(todo), *more)

    return run


def goals(lastmile):
    return {
        goal["title"]: goal for goal in lastmile("list", "--view", "all", "--json").json["goals"]
    }


def log(lastmile, goal):
    return [(entry["day"], entry["text"]) for entry in lastmile("show", goal, "--json").json["log"]]


def test_a_project_becomes_a_road_with_its_past(lastmile, bring_in):
    done = bring_in("--yes")
    assert done.code == 0
    assert done.out.splitlines() == [
        "todo.txt, read as todo.txt:",
        "  + Sell the house · 4 markers, 2 reached",
        "  + paper · 2 markers, 2 reached · sealed",
        "Skipped 1: 1 standing alone (--lone makes a road of each).",
        "2 roads created with 6 markers · 1 skipped · lastmile undo takes the import back",
    ]
    house = goals(lastmile)["Sell the house"]
    assert [marker["title"] for marker in house["markers"]] == [
        "Clean the garage", "Photos", "Call the bank about the loan", "Sign at 12:30",
    ]  # fmt: skip
    assert house["markers"][2]["due"] == "2026-12-01"
    assert house["tags"] == ["out", "phone"]
    assert house["position"] == 2
    assert log(lastmile, "house") == [
        ("2026-10-01", "added"),
        ("2026-11-05", "reached ‘Clean the garage’"),
        ("2026-11-20", "reached ‘Photos’"),
        ("2026-11-21", "imported from todo.txt"),
    ]
    assert goals(lastmile)["paper"]["sealed"].startswith("2026-06-05")


def test_a_dry_run_prints_lines_that_quick_add_reads_and_changes_nothing(lastmile, bring_in):
    done = bring_in("--dry-run")
    assert goals(lastmile) == {}
    assert "4 markers, 2 reached" in done.err
    first, second = done.out.splitlines()
    assert first.startswith("Sell the house: Clean the garage > Photos > Call the bank about the")
    for line in (first, second):
        assert lastmile("add", line).code == 0
    assert [*goals(lastmile)] == ["Sell the house", "paper"]


def test_the_same_file_again_brings_nothing(lastmile, bring_in):
    bring_in("--yes")
    before = goals(lastmile)
    again = bring_in("--yes")
    assert again.out.splitlines()[-1] == "Nothing new in todo.txt: 2 roads as they are"
    assert goals(lastmile) == before


def test_what_is_new_comes_and_what_was_edited_here_stays(lastmile, bring_in):
    bring_in("--yes")
    lastmile("rename", "house", "Sell our house")
    lastmile("marker", "date", "our house", "3", "2026-12-10")
    text = TODO.replace("due:2026-12-01", "due:2026-12-05") + "Hand over the keys +Sell_the_house\n"
    text = text.replace("2026-10-03 Sign", "x 2026-11-19 2026-10-03 Sign")
    done = bring_in("--yes", text=text)
    (line,) = [line for line in done.out.splitlines() if line.startswith("  ~")]
    assert line == (
        "  ~ Sell our house · new marker ‘Hand over the keys’ · 1 marker reached"
        " · stays: the date of ‘Call the bank about the loan’ was edited here"
    )
    house = goals(lastmile)["Sell our house"]
    assert [marker["title"] for marker in house["markers"]] == [
        "Clean the garage", "Photos", "Sign at 12:30", "Call the bank about the loan",
        "Hand over the keys",
    ]  # fmt: skip
    assert house["position"] == 3
    assert house["markers"][3]["due"] == "2026-12-10"
    assert ("2026-11-19", "reached ‘Sign at 12:30’") in log(lastmile, "our house")


def test_one_undo_takes_a_whole_import_back_and_one_redo_brings_it_again(lastmile, bring_in):
    lastmile("add", "Other: a > b")
    bring_in("--yes")
    before = goals(lastmile)
    changed = TODO.replace("2026-10-03 Sign", "x 2026-11-19 2026-10-03 Sign")
    bring_in("--yes", text=changed + "Third talk +paper2\n")
    after = goals(lastmile)
    assert len(after) == 4
    lastmile("undo")
    taken_back = goals(lastmile)
    assert [*taken_back] == [*before]
    for title in before:
        assert taken_back[title]["markers"] == before[title]["markers"]
        assert taken_back[title]["position"] == before[title]["position"]
    lastmile("redo")
    assert [goal["position"] for goal in goals(lastmile).values()] == [
        goal["position"] for goal in after.values()
    ]
    lastmile("undo")
    lastmile("undo")
    assert [*goals(lastmile)] == ["Other"]


def test_after_an_undo_the_file_can_be_imported_again(lastmile, bring_in):
    bring_in("--yes")
    lastmile("undo")
    assert bring_in("--yes").out.endswith("lastmile undo takes the import back\n")
    assert len(goals(lastmile)) == 2


def test_a_road_that_was_removed_here_is_not_brought_again(lastmile, bring_in):
    bring_in("--yes")
    lastmile("remove", "paper")
    assert "1 removed here" in bring_in("--yes").out
    assert [*goals(lastmile)] == ["Sell the house"]


def test_without_a_terminal_and_without_yes_nothing_is_imported(lastmile, bring_in):
    done = bring_in()
    assert done.code == 1
    assert done.err == "lastmile: Nothing was imported: --yes does it without a question.\n"
    assert goals(lastmile) == {}


def test_a_task_alone_is_a_road_with_lone(lastmile, bring_in):
    bring_in("--yes", "--lone")
    assert goals(lastmile)["Water the plants"]["tags"] == ["home"]


def test_scripts_are_answered_in_json(bring_in):
    done = bring_in("--json", "--dry-run").json
    assert (done["format"], done["done"]) == ("todo.txt", False)
    assert [(road["title"], road["result"], road["state"]) for road in done["roads"]] == [
        ("Sell the house", "created", "driving"),
        ("paper", "created", "sealed"),
    ]
    assert done["skipped"] == [
        {
            "line": 7,
            "what": "Water the plants",
            "reason": "standing alone (--lone makes a road of each)",
        }
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfeab\xff +x", ""),
        (b"a +x\nb\xe9 +x\n", "todo.txt is no UTF-8 text (line 2); save it as UTF-8 and import it"),
        (b"", "It is not clear what todo.txt is; say it with --from, one of: "),
    ],
)
def test_a_file_that_is_none_ends_in_a_sentence(lastmile, todo, data, sentence):
    todo.write_bytes(data)
    done = lastmile("import", str(todo), "--yes")
    if sentence:
        assert done.code == 1
        assert done.err.startswith(f"lastmile: {sentence}")
    assert goals(lastmile) == {}


def test_a_file_that_is_not_there_ends_in_a_sentence(lastmile, tmp_path):
    done = lastmile("import", str(tmp_path / "none.txt"))
    assert done.code == 1
    assert "is not there; name the file that the other tool has written." in done.err


def test_an_unknown_format_names_those_that_there_are(lastmile, todo):
    done = lastmile("import", str(todo), "--from", "outlook")
    assert done.code == 1
    assert done.err.startswith("lastmile: ‘outlook’ is no format that is read; --from takes one of")
