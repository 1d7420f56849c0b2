"""What is done in lines is what the app does: each move, each gate, each question, and its undo."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest

from lastmile_tui.domain.changes import drive
from support.cli.command import NOW
from support.cli.typist import Typist, change

BEFORE = "2026-11-19T09:00"
SWIM = "Swim the lake: buy a suit > train > half the lake >> the lake ! a photo ! a towel #sport"


@pytest.fixture(autouse=True)
def swim(lastmile):
    """A goal of the day before yesterday, on its way."""
    lastmile("add", SWIM, now=BEFORE)
    lastmile("advance", "swim", now=BEFORE)


def facts(goal):
    return {
        "position": goal["position"],
        "state": goal["state"],
        "turn": (goal["turn"] or {}).get("whose"),
        "step": tuple((goal["next_step"] or {}).values()),
        "blocks": [(block["kind"], block["who"]) for block in goal["roadblocks"]],
        "due": goal["due"],
        "tags": goal["tags"],
        "why": goal["why"],
        "markers": [(marker["title"], marker["miles"]) for marker in goal["markers"]],
        "seal": [(item["text"], item["done"], item["evidence"]) for item in goal["seal"]],
        "people": goal["people"],
        "title": goal["title"],
    }


PHOTO, TOWEL = ("a photo", False, None), ("a towel", False, None)

DONE = [
    # driving, by letters, words, numbers, whatever the case and the spaces
    (["1", "l"], {"position": 2.0}),
    (["1", "  Advance  "], {"position": 2.0}),
    (["1", "1"], {"position": 2.0}),
    (["first", "the first"], {"position": 2.0}),
    (["1.", "space"], {"position": 2.0}),
    (["#1", "+"], {"position": 1.1}),
    (["1", "part way", "-"], {"position": 1.0}),
    (["1", "h"], {"position": 0.0}),
    (["1", "marker 3"], {"position": 3.0, "state": "stretch"}),
    (["1", "marker", "the third"], {"position": 3.0}),
    (["1", "marker 9"], {"position": 1.0}),
    (["1", "+ 0.5"], {"position": 1.5}),
    (["1", "+=1.7"], {"position": 1.7}),
    (["+ 1 0.3 yesterday"], {"position": 1.3}),
    # without opening the road
    (["l 1"], {"position": 2.0}),
    (["advance 1", "undo"], {"position": 1.0}),
    (["note 1 it is cold"], {"position": 1.0}),
    # questions
    (["1", "t", "mine"], {"turn": "mine"}),
    (["1", "t", "T"], {"turn": "theirs"}),
    (["1", "turn theirs"], {"turn": "theirs"}),
    (["1", "t", "2"], {"turn": "theirs"}),
    (["1", "t", ""], {"turn": None}),
    (["1", "b", "w", "Ana, for the boat"], {"blocks": [("waiting", "Ana")]}),
    (["1", "b", "second", ""], {"blocks": [("neglected", None)]}),
    (["1", "block waiting Ana", "b"], {"blocks": []}),
    (["1", "b", "dead end", "the suit is lost", "dive >> the lake"],
     {"blocks": [],
      "markers": [("buy a suit", 1.0), ("dive", 1.0), ("the lake", 1.0)]}),
    (["1", "w", "buy goggles fri"], {"step": ("buy goggles", "2026-11-27")}),
    (["1", "w buy goggles fri", "w", "DONE"], {"step": ()}),
    (["1", "w buy goggles fri", "c", ""], {"step": ()}),
    (["1", "w buy goggles fri", "c", "try them sat"], {"step": ("try them", "2026-11-28")}),
    (["1", "w buy goggles", "step done try them sat"], {"step": ("try them", "2026-11-28")}),
    (["1", "w buy goggles", "c", "try them sat", "undo"], {"step": ()}),
    (["1", "w buy goggles", "c", "", "undo"], {"step": ("buy goggles", None)}),
    (["1", "c"], {"step": ()}),
    (["1", "p", "soon", "in 2 weeks"], {"state": "parked"}),
    (["1", "p", ""], {"state": "driving"}),
    (["1", "park in 2 weeks", "R"], {"state": "driving"}),
    (["1", "D", "3", "so be it"], {"state": "let-go"}),
    (["1", "D", ""], {"state": "driving"}),
    (["1", "D", "no way", "", "back on the road"], {"state": "driving"}),
    (["1", "rename", "Swim it"], {"title": "Swim it"}),
    (["1", "detour", "dive >> the lake"],
     {"markers": [("buy a suit", 1.0), ("dive", 1.0), ("the lake", 1.0)]}),
    # the seal list, and the seal
    (["1", "s", "1", "", "u"], {"seal": [PHOTO, TOWEL]}),
    (["1", "s", "2"], {"seal": [PHOTO, ("a towel", True, None)]}),
    (["1", "s", "the second"], {"seal": [PHOTO, ("a towel", True, None)]}),
    (["1", "s", "v 1", "IMG_7.jpg"], {"seal": [("a photo", False, "IMG_7.jpg"), TOWEL]}),
    (["1", "s", "a", "dry hair"], {"seal": [PHOTO, TOWEL, ("dry hair", False, None)]}),
    (["1", "s", "x 1"], {"seal": [TOWEL]}),
    (["1", "s", "remove", "2"], {"seal": [PHOTO]}),
    (["1", "s", "J 1"], {"seal": [TOWEL, PHOTO]}),
    (["1", "s", "earlier 2"], {"seal": [TOWEL, PHOTO]}),
    (["1", "s", "e 2", "a warm towel"], {"seal": [PHOTO, ("a warm towel", False, None)]}),
    (["1", "s", "s"], {"state": "driving"}),
    (["1", "marker 4", "s", "s", "no"], {"state": "door"}),
    (["1", "marker 4", "s", "s", ""], {"state": "door"}),
    (["1", "marker 4", "s", "s", "y"], {"state": "sealed"}),
    (["1", "marker 4", "s", "1", "2", "seal"], {"state": "sealed"}),
    (["1", "marker 4", "s", "s", "yes", "u"], {"state": "door"}),
    # editing
    (["1", "e", "due date", "12 dec"], {"due": "2026-12-12"}),
    (["1", "edit 3", "12 dec", "edit due date", "none"], {"due": None}),
    (["1", "e", "tags", "#water cold"], {"tags": ["cold", "water"]}),
    (["1", "e tags", "None"], {"tags": []}),
    (["1", "e", "5", "@Ana"], {"people": ["Ana"]}),
    (["1", "e", "why", "it is there"], {"why": "it is there"}),
    (["1", "e", "title", "Swim it"], {"title": "Swim it"}),
    (["1", "e", "markers", "2", "swim *3"],
     {"markers": [("buy a suit", 1.0), ("swim", 3.0), ("half the lake", 1.0), ("the lake", 1.0)]}),
    (["1", "e", "markers", "x 2"],
     {"markers": [("buy a suit", 1.0), ("half the lake", 1.0), ("the lake", 1.0)]}),
    (["1", "e", "markers", "a", "dry off *0.5"],
     {"markers": [("buy a suit", 1.0), ("train", 1.0), ("half the lake", 1.0), ("the lake", 1.0),
                  ("dry off", 0.5)]}),
    (["1", "e", "markers", "K 4"],
     {"markers": [("buy a suit", 1.0), ("train", 1.0), ("the lake", 1.0), ("half the lake", 1.0)]}),
    (["1", "e", "markers", "f 1"], {"state": "stretch"}),
    (["1", "e", "markers", "2", "train by 24 nov", "2", "train by 26 nov", "", "e", "due date",
      "12 dec", "e", "markers", "2", "train by 28 nov", "", "push"], {"due": "2026-12-14"}),
    # undo and redo, anywhere
    (["1", "l", "l", "u", "u"], {"position": 1.0}),
    (["1", "l", "", "u", "U"], {"position": 2.0}),
    (["1", "l", "undo", "redo"], {"position": 2.0}),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), DONE, ids=str)
def test_each_command_changes_the_goal_as_in_the_app(linear, goals, lines, wanted):
    linear(*lines)
    (goal,) = goals().values()
    found = facts(goal)
    assert {name: found[name] for name in wanted} == wanted


def test_a_day_behind_the_due_date_is_taken_and_told(linear):
    out = linear("1", "e", "due date", "12 dec", "e", "markers", "2", "train by 14 dec")
    assert "‘train’ (14 December) lies behind the due date, 12 December." in out


def test_a_removed_road_is_left_and_undo_brings_it_back(linear, goals):
    out = linear("1", "remove")
    assert "Back on the Highway: no active roads." in out
    assert goals() == {}
    linear("u")
    assert list(goals()) == ["Swim the lake"]


def test_what_was_done_and_the_new_figures_are_one_line(linear):
    there = "Reached ‘the lake’. Swim the lake."
    out = linear("1", "l", "+", "l", "marker 4", "s", "1", "2")
    for done, figures in (
        ("Reached ‘train’. Swim the lake. 2 miles to go.", "Mile 2 of 4, 2 of 4 markers done."),
        (
            "Moved to 2.1 miles. Swim the lake. 1.9 miles to go.",
            "Mile 2.1 of 4, 2 of 4 markers done.",
        ),
        (
            "Reached ‘half the lake’. Swim the lake. Final stretch: 1 marker and 2 seal items.",
            "Mile 3 of 4, 3 of 4 markers done.",
        ),
        (
            f"{there} The last marker is reached; to seal it: a photo, and 1 more.",
            "Mile 4 of 4, 2 items of the seal list open.",
        ),
        ("Ticked ‘a photo’. Swim the lake.", "1 of 2 items done."),
        ("Ticked ‘a towel’. Swim the lake.", "2 of 2 items done, ready to be sealed."),
    ):
        assert f"\n{done} {figures}\n" in out


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["7"], "There is no road 7; the numbers that were read are 1 to 1."),
        (["0"], "There is no road 0; the numbers that were read are 1 to 1."),
        (["fly"], "Type the number of a road to open it, a to add one, find and words to find"),
        (["s"], "That is about one road: open it by its number first, or type s and it, such as"),
        (["leave"], "This is the Highway; q ends, and everything is saved."),
        (["highway"], "This is the Highway; q ends, and everything is saved."),
        (["1", "c"], "‘Swim the lake’ has no next step yet; say what comes next first."),
        (["c 1"], "‘Swim the lake’ has no next step yet; say what comes next first."),
        (["D"], "That is about one road: open it by its number first, or type D and it, such as"),
        (
            ["view blue"],
            "That is not one of the choices: active, week, parked, sealed, let go, all.",
        ),
        (["1", "fly"], "That does nothing on a road. Type one of: l, +, b, w, n, t, p, D;"),
        (["1", "99"], "That does nothing on a road."),
        (["1", "marker x"], "Type the number of a marker, of 1 to 4."),
        (["1", "s", "9"], "There is no seal item 9; there are 1 to 2."),
        (["1", "s", "s"], "reached ‘the lake’ yet; reach it, then seal."),
        (["1", "e", "markers", "x 9"], "There is no marker 9; there are 1 to 4."),
        (["1", "on 3 weeks ago"], "was not there yet on"),
        (["1", "R"], "‘Swim the lake’ is on the road already."),
        (["U"], "Nothing to redo"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_one_sentence_that_says_what_can(linear, goals, lines, sentence):
    before = goals()
    assert sentence in linear(*lines)
    assert goals() == before


def test_the_gate_names_what_stands_in_the_final_stretch_before_a_planned_goal_is_driven(
    lastmile, linear, goals
):
    lastmile("advance", "swim", "--to", "3", now=BEFORE)
    lastmile("add", "Run: a > b", now=BEFORE)
    out = linear("2", "l", "", "l", "1")
    assert "Before you start ‘Run’: One road is in the final stretch. Finish it first?" in out
    assert "1. Final stretch: Swim the lake, last mile open for 2 days." in out
    assert "Nothing is started." in out
    assert "Good. One road at a time.\nFinal stretch: Swim the lake." in out
    assert goals()["Run"]["position"] == 0.0
    linear("2", "l", "g")
    assert goals()["Run"]["position"] == 1.0
    assert "with 1 road in the final stretch" in lastmile("show", "run").out


def test_the_gate_stands_before_what_is_added_too(lastmile, linear, goals):
    lastmile("advance", "swim", "--to", "3", now=BEFORE)
    linear("a", "")
    linear("a", "1", "q")
    assert list(goals()) == ["Swim the lake"]
    linear("a", "2", "Run: a > b", "")
    assert sorted(goals()) == ["Run", "Swim the lake"]


def test_a_seal_is_asked_about_a_week_later(linear, goals):
    linear("1", "marker 4", "s", "1", "2", "s")
    out = linear("r", "no", now="2026-11-30T09:00")
    assert "Does it still hold?" not in out.partition("> r")[0]
    assert "Sealed a week ago. Does it still hold?" in out
    assert goals()["Swim the lake"]["state"] == "door"


def test_a_road_that_others_removed_meanwhile_is_left(lastmile, linear):
    out = linear("1", lambda: lastmile("remove", "swim"), "l", "q")
    assert "That road is no longer there." in out


def test_what_others_did_is_there_at_the_next_answer(linear, goals):
    uid = goals()["Swim the lake"]["id"]
    other = partial(change, NOW, uid, drive.advance)
    out = linear(other, "1", other, "log")
    assert "Road: mile 2 of 4, 2 miles left." in out
    assert "It was changed elsewhere meanwhile: mile 3 of 4, 1 mile left." in out


def test_a_clock_that_stands_still_dates_all_on_its_day(linear, lastmile):
    linear("1", "note so far", "W", "yesterday", now=NOW)
    (entry,) = [
        one for one in lastmile("show", "swim", "--json").json["log"] if one["kind"] == "note"
    ]
    assert entry["day"] == "2026-11-20"


def interrupt():
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    "lines",
    [
        ("1", "n", interrupt, "l"),
        ("1", "D", "w", interrupt, "l"),
        ("1", "s", interrupt, "l"),
        ("1", "e", "due date", interrupt, "l"),
        ("a", interrupt, "1", "l"),
        ("find", interrupt, "1", "l"),
        ("r", "n", interrupt, "moved"),
        ("r", interrupt, "1", "l"),
    ],
    ids=len,
)
def test_ctrl_c_leaves_the_present_question_without_a_change(linear, goals, lines):
    linear(*lines)
    assert goals()["Swim the lake"]["position"] == 2.0


def test_ctrl_c_at_the_top_ends(linear, goals):
    out = linear(interrupt, "1", "l")
    assert out.endswith("Bye; everything is saved.\n")
    assert goals()["Swim the lake"]["position"] == 1.0


@pytest.mark.parametrize("lines", [(), ("1",), ("1", "n"), ("1", "s"), ("r",), ("r", "n"), ("a",)])
def test_the_end_of_the_input_ends_it_wherever_it_is(linear, lines):
    assert linear(*lines).endswith("Bye; everything is saved.\n")


@pytest.mark.parametrize(
    ("answer", "titles"), [("restore", ["Swim the lake"]), ("3", []), ("BEGIN", [])]
)
def test_a_lost_file_is_asked_about_as_in_the_app(lastmile, goals, monkeypatch, answer, titles):
    Path(lastmile("paths", "--json").json["data"]).unlink()
    monkeypatch.setattr(sys, "stdin", Typist(answer))
    out = lastmile("--linear").out
    assert "is missing, but this machine knows it" in out
    assert "\n1. Restore: 1 goal," in out
    assert "What shall be done? An empty line leaves it." in out
    assert list(goals()) == titles


def test_a_lost_file_that_nobody_answers_about_is_left_alone(lastmile, file, monkeypatch):
    file.unlink()
    monkeypatch.setattr(sys, "stdin", Typist(""))
    done = lastmile("--linear")
    assert done.code == 1
    assert "lastmile begin starts anew." in done.err
    assert not file.exists()


def test_a_copy_of_another_device_is_said_and_merged(linear, lastmile, goals, file, tmp_path):
    copy = file.with_name("lastmile.sync-conflict-20261120-101500-ABCDEFG.json")
    away = tmp_path / "away.json"
    lastmile("note", "swim", "settled")
    away.write_bytes(file.read_bytes())
    lastmile("--file", str(away), "add", "Run: a > b")
    lastmile("--file", str(away), "note", "run", "x")
    copy.write_bytes(away.read_bytes())
    out = linear("M")
    assert "A copy beside the file has" in out
    assert "M merges it." in out
    assert sorted(goals()) == ["Run", "Swim the lake"]


def test_the_demo_is_neither_merged_nor_exchanged(linear):
    out = linear("M", "S", words=["demo"])
    assert "These roads are thrown away: nothing is merged into them." in out
    assert "These roads are thrown away: nothing is exchanged with other devices." in out


def test_a_sync_that_is_not_set_up_says_what_to_do_first(linear):
    assert "Syncing is not set up yet: lastmile sync init URL does that" in linear("S")


def test_what_is_missing_in_the_file_is_brought_back_and_one_undo_takes_it_back(
    linear, lastmile, goals, file
):
    old = file.read_bytes()
    lastmile("note", "swim", "settled")
    lastmile("add", "Run: a > b")
    file.write_bytes(old)
    out = linear("M", "u")
    assert "All that was missing in the file is back" in " ".join(out.split())
    assert "Undone: 2 changes to 2 goals brought back" in " ".join(out.split())
    assert "Run" not in goals()


def test_a_road_to_join_with_is_chosen_by_its_number(linear, goals, lastmile):
    """Those of another unit are not offered, nor is the road itself."""
    for title in ("Ship it: a > b", "Tests: c > d", "Walk: 100 km by 31 dec", "Notes: e > f"):
        lastmile("add", title)
    out = linear("find ship", "1", "join", "9", "the moon", "2").splitlines()
    assert "No goal matches ‘the moon’; type a part of a title." in out
    at = out.index("1. Swim the lake", out.index("> join"))
    assert out[at + 1 : at + 3] == ["2. Tests", "3. Notes"]
    assert "by its number or a part of its title?" in out[at + 3]
    found = goals()
    assert "Tests" not in found
    assert [marker["title"] for marker in found["Ship it"]["markers"]] == ["a", "b", "c", "d"]
