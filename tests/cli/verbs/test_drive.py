"""Verbs that change something."""

from __future__ import annotations

import pytest

from lastmile_tui.cli.main import main
from support.cli.command import VOLVO


def test_add_prints_one_line_with_the_markers_and_the_date_in_words(lastmile):
    done = lastmile("add", VOLVO)
    facts = "4 markers · due Fri 27 Nov, in 6 days · #car · @Henrik"
    assert done == (0, f"Added · Sell the Volvo · {facts}\n", "")


def test_add_takes_words_that_are_not_quoted(lastmile):
    assert lastmile("add", "Read", "the", "letter").out == "Added · Read the letter · 1 marker\n"


def test_add_with_json_prints_the_goal(lastmile):
    goal = lastmile("add", VOLVO, "--json").json
    assert goal["title"] == "Sell the Volvo"
    assert goal["due"] == "2026-11-27"
    assert [marker["title"] for marker in goal["markers"]] == [
        "listed",
        "test drives",
        "price agreed",
        "papers signed",
    ]


def test_what_add_could_not_read_is_told_beside_the_result(lastmile):
    done = lastmile("add", "Swim due someday", "--json")
    assert done.code == 0
    assert done.json["title"] == "Swim due someday"
    assert "someday" in done.err


def test_a_line_without_a_title_is_refused(lastmile):
    code, out, err = lastmile("add", "#car")
    assert (code, out) == (1, "")
    assert "title" in err


@pytest.mark.usefixtures("volvo")
def test_advance_reaches_the_next_marker_and_says_what_is_left(lastmile):
    assert lastmile("advance", "volvo").out == "Reached ‘listed’ · Sell the Volvo · 3 mi to go\n"


@pytest.mark.usefixtures("volvo")
def test_the_last_marker_is_not_the_end(lastmile):
    done = lastmile("advance", "volvo", "--to", "papers")
    assert done.out == "Reached ‘papers signed’ · Sell the Volvo · not sealed\n"


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize(
    ("args", "position"),
    [
        (["--to", "3"], 3.0),
        (["--to", "PRICE"], 3.0),
        (["--by", "0.3"], 0.3),
        (["--by", "99"], 4.0),
        (["--by", "1,000"], 4.0),
        (["--by", "1,5"], 1.5),
        (["--by", "1,50 mi"], 1.5),
        (["--by", "1½"], 1.5),
        (["--by", "0.05"], 0.05),
        (["--by", "1.25"], 1.25),
        (["--by", "+2,125000"], 2.125),
    ],
)
def test_advance_drives_to_a_marker_or_by_so_many_miles(lastmile, args, position):
    assert lastmile("advance", "volvo", *args, "--json").json["position"] == position


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize(
    ("args", "position"), [([], 0.0), (["--to", "1"], 1.0), (["--by", "0.5"], 2.5)]
)
def test_back_takes_the_last_move_back_or_drives_to_a_marker_or_by_miles(lastmile, args, position):
    lastmile("advance", "volvo", "--to", "3")
    assert lastmile("back", "volvo", *args, "--json").json["position"] == position


@pytest.mark.usefixtures("volvo")
def test_to_goes_only_in_the_direction_of_its_verb(lastmile):
    lastmile("advance", "volvo", "--to", "2")
    behind = lastmile("advance", "volvo", "--to", "1")
    ahead = lastmile("back", "volvo", "--to", "3")
    assert (behind.code, ahead.code) == (1, 1)
    assert "lies behind the vehicle; lastmile back --to goes there" in behind.err
    assert "lies ahead of the vehicle; lastmile advance --to goes there" in ahead.err
    assert "is at ‘test drives’ already" in lastmile("advance", "volvo", "--to", "2").err


@pytest.mark.usefixtures("volvo")
def test_a_marker_that_is_not_there_lists_those_that_are(lastmile):
    code, _, err = lastmile("advance", "volvo", "--to", "moon")
    assert code == 1
    assert "1 ‘listed’, 2 ‘test drives’, 3 ‘price agreed’, 4 ‘papers signed’" in err


@pytest.mark.usefixtures("volvo")
def test_what_the_road_does_not_allow_changes_nothing(lastmile):
    code, out, err = lastmile("back", "volvo")
    assert (code, out) == (1, "")
    assert err.startswith("lastmile: ‘Sell the Volvo’ is at its start")


def test_a_counting_goal_is_driven_in_its_unit(lastmile):
    lastmile("add", "Write the book target 50,000 words")
    done = lastmile("advance", "book", "--by", "1200")
    assert done.out == "Moved to 1,200 words · Write the book · 48,800 words to go\n"


def test_steps_of_any_length_count_as_they_were_typed(lastmile):
    lastmile("add", "Run target 100 km")
    for _ in range(3):
        lastmile("advance", "run", "--by", "0.05")
    done = lastmile("advance", "run", "--by", "42,0450")
    assert done.out == "Reached ‘25 km’ · Run · 57.805 km to go\n"
    assert lastmile("back", "run", "--by", "42.1950").out.endswith(" 100 km to go\n")


def test_a_distance_that_could_be_another_is_said_as_it_is_understood(lastmile):
    lastmile("add", "Write the book target 50000 words")
    done = lastmile("advance", "book", "--by", "1,200")
    assert done.out == "Moved to 1,200 words · Write the book · 48,800 words to go\n"
    assert " ".join(done.err.split()) == (
        "lastmile: ‘1,200’ is read as 1200; write 1200 or 1.2, or set decimal in the settings."
    )
    assert lastmile("advance", "book", "--by", "1200 words", "--json").err == ""
    added = lastmile("add", "Walk target 1.000 km")
    assert "‘1.000’ is read as 1; write 1 or 1000, or set decimal" in added.err


@pytest.mark.parametrize(
    ("locale", "setting"), [("de_DE.UTF-8", ""), ("C", 'decimal = "comma"'), ("pt_BR", "")]
)
def test_where_people_write_a_comma_it_is_read_and_written(
    lastmile, home, monkeypatch, locale, setting
):
    monkeypatch.setenv("LC_ALL", locale)
    config = home / "config" / "lastmile" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(setting, "utf-8")
    lastmile("add", "Spare target 12.500 €")
    done = lastmile("advance", "spare", "--by", "1.250,50")
    assert done.out == "Moved to 1.250,5 € · Spare · 11.249,5 € to go\n"
    assert lastmile("show", "spare", "--json").json["position"] == 1250.5
    assert "moved to 1.250,5 €" in lastmile("show", "spare").out
    monkeypatch.setenv("LC_ALL", "C")
    config.write_text("", "utf-8")
    assert "moved to 1,250.5 €" in lastmile("show", "spare").out


def test_a_distance_in_another_unit_changes_nothing(lastmile):
    lastmile("add", "Run target 42 km")
    done = lastmile("advance", "run", "--by", "5 words")
    assert (done.code, done.out) == (1, "")
    assert done.err == "lastmile: ‘Run’ counts km; write how many of them.\n"
    assert lastmile("advance", "run", "--by", "500 m", "--json").json["position"] == 0.5


@pytest.mark.usefixtures("volvo")
def test_a_note_goes_into_the_log(lastmile):
    assert lastmile("note", "volvo", "two", "callers").out == (
        "Note: two callers · Sell the Volvo\n"
    )
    assert lastmile("show", "volvo", "--json").json["log"][-1]["text"] == "note: two callers"


@pytest.mark.usefixtures("volvo")
def test_rename_gives_another_title(lastmile):
    assert lastmile("rename", "volvo", "Sell", "the", "Saab").code == 0
    assert lastmile("show", "saab", "--json").json["title"] == "Sell the Saab"


@pytest.mark.usefixtures("volvo")
def test_a_removed_goal_is_gone_until_undo(lastmile):
    assert lastmile("remove", "volvo").out == (
        "Removed · Sell the Volvo · lastmile undo brings it back\n"
    )
    assert lastmile("show", "volvo").code == 1
    assert lastmile("undo").out == "Undone: removed · Sell the Volvo\n"
    assert lastmile("show", "volvo").code == 0


@pytest.mark.usefixtures("volvo")
def test_undo_and_redo_work_across_commands(lastmile):
    lastmile("advance", "volvo")
    lastmile("note", "volvo", "hello")
    assert lastmile("undo").out == "Undone: note: hello · Sell the Volvo\n"
    assert lastmile("undo", "--json").json["position"] == 0.0
    assert lastmile("redo", "--json").json["position"] == 1.0
    assert lastmile("redo").out == "Redone: note: hello · Sell the Volvo\n"
    assert lastmile("redo") == (1, "", "lastmile: Nothing to redo.\n")


@pytest.mark.usefixtures("volvo")
def test_undo_takes_a_new_goal_away(lastmile):
    assert lastmile("undo").out == "Undone: added · Sell the Volvo\n"
    assert lastmile("undo") == (1, "", "lastmile: Nothing to undo.\n")
    assert lastmile("list", "--json").json["goals"] == []


@pytest.mark.parametrize("verb", ["show", "advance", "back", "remove"])
def test_a_goal_that_is_not_there_could_not_be_found(lastmile, verb):
    code, out, err = lastmile(verb, "boat")
    assert (code, out) == (1, "")
    assert "No goal matches ‘boat’" in err


def test_an_ambiguous_goal_lists_ids_that_work(lastmile):
    first = lastmile("add", "Sell the car", "--json").json
    lastmile("add", "Sell the boat")
    code, out, err = lastmile("advance", "sell")
    assert (code, out) == (1, "")
    assert f"{first['id'][:4]} ‘Sell the car’" in err
    assert lastmile("advance", first["id"][:4]).code == 0


def test_a_goal_is_found_by_its_whole_id(lastmile, volvo):
    assert lastmile("advance", volvo["id"].upper(), "--json").json["position"] == 1.0


def test_without_now_the_machine_says_what_time_it_is(capsys):
    assert main(["add", "Swim", "--json"]) == 0
    assert '"created": "20' in capsys.readouterr().out


def test_a_file_of_a_newer_lastmile_is_read_but_not_changed(lastmile, home):
    path = home / "new.json"
    path.write_text('{"_meta": {"1": {"schema": 99}}, "goals": {}}')
    before = path.read_bytes()
    assert lastmile("list", "--file", str(path)).code == 0
    code, _, err = lastmile("add", "Swim", "--file", str(path))
    assert code == 1
    assert "newer lastmile" in err
    assert path.read_bytes() == before


@pytest.mark.parametrize("verb", [["list"], ["show", "x"], ["add", "x"], ["undo"]])
def test_a_file_that_cannot_be_read_is_left_as_it_is(lastmile, home, verb):
    path = home / "torn.json"
    path.write_text('{"goals": {"1":')
    code, out, err = lastmile(*verb, "--file", str(path))
    assert (code, out) == (1, "")
    assert err.startswith("lastmile: The data file cannot be read")
    assert path.read_text() == '{"goals": {"1":'


RUN = "Run target 100 km"


@pytest.mark.parametrize(
    ("args", "position", "words"),
    [
        (["advance", "run", "--by", "=46.2"], 46.2, ""),
        (["advance", "run", "--by", "= 46.2 km", "--on", "today"], 46.2, ""),
        (["back", "run", "--by", "=12"], 12.0, ""),
        (["advance", "run", "--by", "=12"], 40.2, "stands at 40.2 km; lastmile back --by"),
        (["back", "run", "--by", "=46"], 40.2, "stands at 40.2 km; lastmile advance --by"),
        (["advance", "run", "--by", "=46.2 yesterday"], 40.2, "the day stands behind --on"),
        (["advance", "run", "--by", "=40.2"], 40.2, "stands at 40.2 km already"),
        (["advance", "run", "--by", "=far"], 40.2, "is not a number of km"),
    ],
)
def test_a_total_stands_behind_an_equals_sign(lastmile, args, position, words):
    lastmile("add", RUN)
    lastmile("advance", "run", "--by", "40.2")
    code, _, err = lastmile(*args)
    assert (code == 0) is (not words)
    assert words in err
    assert lastmile("show", "run", "--json").json["position"] == position
