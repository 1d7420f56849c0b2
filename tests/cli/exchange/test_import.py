"""The verb import: a plan, one question, one change that one undo takes back, and nothing twice."""

from __future__ import annotations

from io import BytesIO, TextIOWrapper
from pathlib import Path

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
        "Skipped 1: standing alone (--lone makes a road of each).",
        "2 new roads with 6 markers · 1 skipped",
        "Imported · lastmile list shows what came, lastmile opens the Highway",
        "lastmile undo takes the import back",
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
    assert "1 × removed here" in bring_in("--yes").out
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
    answer = bring_in("--json", "--dry-run").json
    assert answer["done"] is False
    (done,) = answer["files"]
    assert (done["file"], done["format"]) == ("todo.txt", "todo.txt")
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


DONE = """\
x 2026-11-01 2026-10-01 Paint the fence +Sell_the_house
x 2026-10-01 Buy chalk +School
"""
PLAN = "# Thesis\n\n- [x] outline\n- [ ] chapter one\n"


@pytest.fixture
def several(todo, tmp_path):
    """Three files of two formats; two of them have the same project."""
    (tmp_path / "done.txt").write_text(DONE)
    (tmp_path / "plan.md").write_text(PLAN)
    return [str(todo), str(tmp_path / "done.txt"), str(tmp_path / "plan.md")]


def test_several_files_are_one_plan_and_one_change(lastmile, several):
    done = lastmile("import", *several, "--yes")
    assert done.out.splitlines() == [
        "todo.txt, read as todo.txt:",
        "  + Sell the house · 4 markers, 2 reached",
        "  + paper · 2 markers, 2 reached · sealed",
        "Skipped 1: standing alone (--lone makes a road of each).",
        "done.txt, read as todo.txt:",
        "  ~ Sell the house · new marker ‘Paint the fence’ · 1 marker reached",
        "  + School · 1 marker, 1 reached · sealed",
        "plan.md, read as markdown:",
        "  + Thesis · 2 markers, 1 reached",
        "4 new roads with 10 markers · 1 skipped",
        "Imported · lastmile list shows what came, lastmile opens the Highway",
        "lastmile undo takes the import back",
    ]
    brought = goals(lastmile)
    assert brought["Sell the house"]["position"] == 3
    assert log(lastmile, "house").count(("2026-11-21", "imported from todo.txt")) == 1
    lastmile("undo")
    assert goals(lastmile) == {}
    assert "Nothing to undo." in lastmile("undo").err
    lastmile("redo")
    assert goals(lastmile) == brought
    again = lastmile("import", *several, "--yes")
    assert again.out.splitlines()[-1] == "Nothing new in 3 files: 4 roads as they are"


def test_what_several_files_change_of_goals_here_is_one_change_too(lastmile, several):
    lastmile("import", *several, "--yes")
    before = goals(lastmile)
    signed = "x 2026-11-19 2026-10-03 Sign at 12:30 +Sell_the_house @out\n"
    todo, done, plan = map(Path, several)
    todo.write_text(f"{TODO}Gutter +Sell_the_house\n")
    done.write_text(DONE + signed)
    plan.write_text(f"{PLAN}- [ ] end\n")
    done = lastmile("import", *several, "--yes")
    assert "2 roads changed · 2 roads as they are · 1 skipped" in done.out
    after = goals(lastmile)
    assert (after["Sell the house"]["position"], len(after["Thesis"]["markers"])) == (4, 3)
    lastmile("undo")
    assert goals(lastmile) == before
    lastmile("redo")
    assert goals(lastmile) == after


def test_a_file_that_cannot_be_read_keeps_all_of_them_out(lastmile, several, tmp_path):
    done = lastmile("import", *several, str(tmp_path / "none.txt"), "--yes")
    assert done.code == 1
    assert goals(lastmile) == {}


def test_one_answer_tells_scripts_of_all_files(lastmile, several):
    answer = lastmile("import", *several, "--json", "--yes").json
    assert answer["done"] is True
    assert [(one["file"], one["format"], len(one["roads"])) for one in answer["files"]] == [
        ("todo.txt", "todo.txt", 2), ("done.txt", "todo.txt", 2), ("plan.md", "markdown", 1),
    ]  # fmt: skip


def test_scripts_say_yes_too(lastmile, bring_in):
    done = bring_in("--json")
    assert (done.code, done.json["done"]) == (1, False)
    assert goals(lastmile) == {}
    assert bring_in("--json", "--yes").json["done"] is True
    again = bring_in("--json")
    assert (again.code, again.json["done"]) == (0, False)


def test_a_dry_run_of_several_files_prints_each_new_road_once(lastmile, several):
    done = lastmile("import", *several, "--dry-run")
    assert [line.partition(":")[0].partition(" >")[0] for line in done.out.splitlines()] == [
        "Sell the house", "paper", "School", "Thesis",
    ]  # fmt: skip
    assert "Paint the fence" in done.out
    assert done.err.splitlines()[-1] == "4 new roads with 10 markers · 1 skipped"


MANY = "".join(f"Task {number} +project_{number}\n" for number in range(60))


def test_a_long_plan_is_cut_before_the_question_and_whole_in_a_dry_run(bring_in):
    lines = bring_in("--dry-run", text=MANY).err.splitlines()
    assert sum(line.startswith("  +") for line in lines) == 60
    lines = bring_in("--yes", text=MANY).out.splitlines()
    assert sum(line.startswith("  +") for line in lines) == 50
    assert "  … and 10 more roads; --dry-run shows all" in lines
    assert "60 new roads with 60 markers" in lines


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a +x\n", "1 new road with 1 marker"),
        ("a +x\nb +x\n", "1 new road with 2 markers"),
        ("a +x\nb +y\n", "2 new roads with 2 markers"),
        ("a +x\nb\n", "1 new road with 1 marker · 1 skipped"),
        ("a +x\nb\nc\nd h:1\n", "1 new road with 1 marker · 3 skipped"),
        ("a +x due:2026-13-01\n", "1 new road with 1 marker · 1 not read"),
    ],
)
def test_totals_are_right_of_one_and_of_many(bring_in, text, words):
    assert words in bring_in("--dry-run", text=text).err.splitlines()


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("a +x\n", "a +x\n", "Nothing new in todo.txt: 1 road as it is"),
        ("a +x\nb +y\n", "a +x\nb +y\n", "Nothing new in todo.txt: 2 roads as they are"),
        ("a +x\n", "a +x\nc +x\n", "1 road changed"),
        ("a +x\nb +y\n", "a +x\nc +x\nb +y\n", "1 road changed · 1 road as it is"),
        ("a +x\nb +y\n", "a +x\nc +x\nb +y\nc +y\n", "2 roads changed"),
        ("a +x\n", "b\n", "Nothing new in todo.txt."),
    ],
)
def test_what_changed_and_what_did_not_is_counted_right(bring_in, first, second, words):
    bring_in("--yes", text=first)
    assert words in bring_in("--yes", text=second).out.splitlines()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a +x\n", "lastmile list shows"),
        ("x 2026-11-01 2026-10-01 a +x\n", "lastmile list --view all shows"),
        ("a +x t:2027-01-01\n", "lastmile list --view all shows"),
        ("a +x t:2027-01-01\nb +y\n", "lastmile list shows"),
    ],
)
def test_the_next_command_shows_what_came(lastmile, bring_in, text, shown):
    out = bring_in("--yes", text=text).out
    assert shown in out
    view = ["--view", "all"] if "--view" in shown else []
    assert "No roads" not in lastmile("list", *view).out


def test_the_reasons_of_what_is_skipped_stand_in_lines_of_their_own(bring_in):
    lines = bring_in("--yes", text="a +x\nb\nc\nd h:1\n").out.splitlines()
    at = lines.index("Skipped 3:")
    assert lines[at + 1 : at + 3] == [
        "  2 × standing alone (--lone makes a road of each)",
        "  1 × hidden over there (h:1)",
    ]


def test_a_folder_that_is_here_has_its_name(lastmile, tmp_path, monkeypatch):
    folder = tmp_path / "Vault"
    folder.mkdir()
    (folder / "Thesis.md").write_text(PLAN)
    monkeypatch.chdir(folder)
    assert lastmile("import", ".", "--yes").out.startswith("Vault, read as markdown:\n")
    assert "Nothing new in Vault" in lastmile("import", str(folder), "--yes").out


def test_the_standard_input_is_imported(lastmile, monkeypatch):
    def typed(data):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(data), "utf-8"))

    typed(TODO.encode())
    assert lastmile("import", "-", "--from", "todo.txt", "--yes").code == 0
    typed(TODO.encode())
    again = lastmile("import", "-", "--yes", "--from", "todo.txt").out
    assert "Nothing new in the standard input: 2 roads as they are" in again
