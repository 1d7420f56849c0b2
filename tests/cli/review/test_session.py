"""The review line by line: a whole transcript, and what each line does."""

from __future__ import annotations

from pathlib import Path

import pytest

from lastmile_tui.domain.changes.roadblocks import KIND_OF
from lastmile_tui.domain.changes.status import LET_GO_REASONS
from lastmile_tui.domain.model.goal import ROAD
from support.cli.review import SWIM, kinds, shown
from support.cli.typist import insert_demo

GOLDEN = Path(__file__).parent / "golden" / "review_plain.txt"

WALK = (
    *("fly", "seal", "3", "no", "undo", "s", "yes", "prev", ""),
    *("no change", "2", "Henrik, for the page numbers"),
    *("t", "theirs", "next"),
    *("+", "note", "the knee holds", "D", ""),
    *("park", "in 2 fortnights", "in 2 weeks"),
    "1",
)


@pytest.fixture
def demo(file):
    """The demo roads in the user's own file."""
    insert_demo(file)


@pytest.mark.usefixtures("demo")
def test_a_whole_review_reads_as_it_did(typed):
    assert typed(*WALK) == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize(
    ("lines", "held"),
    [
        (["moved"], {"position": 4.0, "reviewed": 1}),
        (["m"], {"position": 4.0}),
        (["mov"], {"position": 4.0}),
        (["  MOVED "], {"position": 4.0}),
        (["part way"], {"position": 3.1}),
        (["+"], {"position": 3.1}),
        (["turn", "mine"], {"turn": "mine"}),
        (["t", "th"], {"turn": "theirs"}),
        (["park", "2026-12-01"], {"state": "parked"}),
        (["D", "no t", "so be it"], {"state": "let-go"}),
        (["let go", "3", ""], {"state": "let-go"}),
        (["w", "buy goggles fri"], {"next_step": ("buy goggles", "2026-11-27")}),
        (["w", "buy goggles fri", "c", ""], {"next_step": ()}),
        (["w", "buy goggles", "c", "try them"], {"next_step": ("try them", None)}),
        (["w", "buy goggles", "step d", "try them", "undo"], {"next_step": ()}),
        (["w", "buy goggles", "c", "", "undo"], {"next_step": ("buy goggles", None)}),
        (["moved", "seal", "yes"], {"state": "sealed"}),
        (["moved", "seal", "1", "2"], {"state": "sealed"}),
    ],
    ids=str,
)
@pytest.mark.usefixtures("swim")
def test_each_answer_changes_the_goal(lastmile, typed, lines, held):
    typed(*lines)
    goal = shown(lastmile)
    found = {
        "position": goal["position"],
        "state": goal["state"],
        "turn": (goal["turn"] or {}).get("whose"),
        "next_step": tuple((goal["next_step"] or {}).values()),
        "reviewed": 1,
    }
    assert {name: found[name] for name in held} == held


@pytest.mark.usefixtures("swim")
def test_an_answer_of_today_is_not_asked_for_again(typed):
    typed("note", "it is cold")
    assert "1 of 1 answered today already." in typed()


OF_ONE_ROAD = [kind for kind in KIND_OF if kind != ROAD]


@pytest.mark.parametrize(("key", "kind"), list(zip("wgdemth", OF_ONE_ROAD, strict=True)))
@pytest.mark.usefixtures("swim")
def test_the_kinds_of_roadblocks_have_the_keys_of_the_app(lastmile, typed, key, kind):
    typed("b", key, "")
    assert [block["kind"] for block in shown(lastmile)["roadblocks"]] == [
        kind.replace(" ", "-").replace("'", "")
    ]


@pytest.mark.parametrize(("key", "kind"), list(zip("wntple", LET_GO_REASONS, strict=True)))
@pytest.mark.usefixtures("swim")
def test_the_reasons_to_let_go_have_the_keys_of_the_app(lastmile, typed, key, kind):
    typed("D", key, "")
    assert shown(lastmile)["log"][-1]["text"] == f"let go: {kind}"


@pytest.mark.parametrize(("key", "whose"), [("m", "mine"), ("t", "theirs"), ("n", None)])
@pytest.mark.usefixtures("swim")
def test_turns_have_the_keys_of_the_app(lastmile, typed, key, whose):
    typed("t", "theirs" if key == "m" else "mine", "t", key)
    assert (shown(lastmile)["turn"] or {}).get("whose") == whose


def test_the_keys_are_the_same_in_the_app():
    assert "".join(kind.key for kind in KIND_OF.values()) == "wgdemthr"
    assert "".join(LET_GO_REASONS.values()) == "wntple"


@pytest.mark.usefixtures("swim")
def test_what_is_none_of_the_answers_in_return_is_told_with_them(typed):
    told = "‘no’ is none of the answers: no longer wanted, no longer needed, no time, "
    assert told in typed("D", "no", "")


@pytest.mark.usefixtures("swim")
def test_a_roadblock_stands_with_whom_it_waits_for_and_is_cleared_by_the_next_one(lastmile, typed):
    typed("roadblock", "waiting", "@Ana, for the boat")
    (block,) = shown(lastmile)["roadblocks"]
    assert (block["kind"], block["who"], block["text"]) == ("waiting", "Ana", "for the boat")
    assert "Roadblock cleared." in typed("previous", "b")
    assert shown(lastmile)["roadblocks"] == []


@pytest.mark.usefixtures("swim")
def test_no_change_in_the_stretch_asks_what_stands_in_the_way(lastmile, typed):
    out = typed("=", "something in me", "fear of the deep")
    assert "What stands in the way?" in out
    assert kinds(lastmile) == ["roadblock"]


@pytest.mark.parametrize(
    ("answer", "entry"),
    [
        ("no time today", "no change: no time today"),
        ("t", "no change: no time today"),
        ("nothing", "no change: nothing in the way"),
        ("", "no change"),
    ],
)
@pytest.mark.usefixtures("swim")
def test_what_is_no_roadblock_is_an_answer_too(lastmile, typed, answer, entry):
    typed("=", answer)
    assert shown(lastmile)["log"][-1]["text"] == entry


@pytest.mark.usefixtures("swim")
def test_no_change_is_saved_though_the_question_is_left_open(lastmile, typed):
    typed("no change")
    assert kinds(lastmile) == ["no-change"]


@pytest.mark.usefixtures("swim")
def test_no_change_a_second_time_goes_on_without_a_question(lastmile, typed):
    typed("=", "", "", "previous", "=")
    assert kinds(lastmile) == ["no-change"]


@pytest.mark.usefixtures("swim")
def test_a_no_holds_the_seal_back_and_is_logged(lastmile, typed):
    out = typed("moved", "seal", "no")
    assert "Still open: 1 a photo, 2 a towel." in out
    assert kinds(lastmile) == ["reached", "held-back"]
    assert shown(lastmile)["state"] == "door"


@pytest.mark.usefixtures("swim")
def test_items_are_ticked_by_number_or_by_their_beginning_and_an_empty_line_leaves_the_rest(
    lastmile, typed
):
    typed("moved", "seal", "a t", "")
    assert [item["done"] for item in shown(lastmile)["seal"]] == [False, True]


@pytest.mark.usefixtures("swim")
def test_before_the_last_marker_items_are_done_and_nothing_is_sealed(lastmile, typed):
    out = typed("seal", "yes", "a photo", "")
    _, after = out.split("> seal\n")
    assert after.startswith("Still open: 1 a photo, 2 a towel. Name what is done.\n")
    assert "‘yes’ is none of the answers: a photo, a towel." in after
    assert [item["done"] for item in shown(lastmile)["seal"]] == [True, False]
    assert shown(lastmile)["state"] == "stretch"


@pytest.mark.usefixtures("swim")
def test_a_line_that_is_refused_is_asked_for_again(lastmile, typed):
    out = typed("park", "soon", "yesterday", "+3d")
    assert out.count("Park it until when") == 3
    assert "Park it until a day after today." in out
    assert shown(lastmile)["state"] == "parked"


@pytest.mark.parametrize(
    "lines",
    [["park", ""], ["note", ""], ["turn", ""], ["b", ""], ["w", ""], ["D", ""], ["moved", "s", ""]],
    ids=str,
)
@pytest.mark.usefixtures("swim")
def test_an_empty_line_leaves_what_is_asked_in_return(lastmile, typed, lines):
    assert "Nothing changed." in typed(*lines)
    assert kinds(lastmile) in ([], ["reached"])


@pytest.mark.parametrize("line", ["fly", "n", "ne", "le", "p", "\x1b[2J", "x" * 500, "d"])
@pytest.mark.usefixtures("swim")
def test_only_a_word_a_key_or_one_beginning_is_an_answer(typed, line):
    out = typed(line)
    unknown = "is none of the answers: moved, part way, no change,"
    assert (unknown in out) is (line not in ("n", "p"))
    assert "\x1b" not in out.replace(f"> {line}", "")


@pytest.mark.usefixtures("swim")
def test_help_says_what_each_word_does(typed):
    out = typed("?")
    assert "Part way, or +: a tenth of a mile, or how much came." in out
    assert "Undo: undo the last change." in out


@pytest.mark.usefixtures("swim")
def test_the_goal_picked_is_todays_last_mile(typed):
    out = typed("next", "1")
    assert "Today's last mile is ‘Swim the lake’." in out
    assert "Today counts once every goal has its answer." in out
    assert "Today's last mile is ‘Swim the lake’." in typed("next")


@pytest.mark.usefixtures("swim")
def test_every_answer_finishes_the_review_of_the_day(typed):
    assert "Day one." in typed("note", "cold", "next")
    again = "2026-11-22T09:00"
    assert "2 days in a row." in typed("note", "cold", "next", now=again)


@pytest.mark.parametrize("lines", [["no change"], ["moved"], ["note", "cold"]], ids=str)
@pytest.mark.usefixtures("swim")
def test_the_last_answer_counts_however_the_review_is_left(lastmile, typed, lines):
    typed(*lines)
    assert lastmile("review", "--due").code == 1


@pytest.mark.usefixtures("swim")
def test_a_look_without_an_answer_finishes_nothing(lastmile, typed):
    typed("next", "previous", "note", "")
    assert lastmile("review", "--due").code == 0


@pytest.mark.usefixtures("swim")
def test_what_is_typed_on_the_last_page_is_a_number_or_a_way(typed):
    out = typed("next", "7", "fly", "?", "previous", "leave")
    sentence = "Type a number up to 1, or next, previous, undo, leave, help.\n"
    assert f"> 7\n{sentence}> fly\n{sentence}> ?\n" in out
    assert out.count("1: Swim the lake\n") == 2
    assert out.count("Goal 1 of 1") == 2


def test_what_was_lost_sight_of_is_offered_on_its_day(lastmile, typed):
    lastmile("add", SWIM, now="2026-09-20T09:00")
    lastmile("advance", "swim", now="2026-09-20T09:00")
    sunday = "2026-11-22T09:00"
    out = typed("next", "", "yes", "moved", "drive", now=sunday)
    assert "1 road was lost sight of. Look at them now?" in out
    assert "‘moved’ is none of the answers: drive, park, let go;" in out
    assert out.endswith("Stays on the road.\nThat was the weekly look.\n")


def test_control_characters_are_never_printed(lastmile, typed):
    lastmile("add", "wipe \x1b[2J me \x07\u202e: a\x9b31m > b ! c\x1b]0;x", now="2026-11-20T09:00")
    lastmile("note", "wipe", "two\nlines \x1b[1m", now="2026-11-20T09:00")
    out = typed("moved", "note", "bell \x07", "b", "1", "\x1b[2J", "next", "")
    printed = "\n".join(line for line in out.splitlines() if not line.startswith("> "))
    assert printed.replace("\n", "").isprintable()


@pytest.mark.usefixtures("swim")
def test_who_flies_over_the_date_line_keeps_the_streak(typed, monkeypatch):
    """From Auckland to Los Angeles and back, reviewed each local evening; Monday is lived twice."""
    evenings = [
        *(("Pacific/Auckland", f"2026-11-{day}T20:00") for day in (22, 23)),
        *(("America/Los_Angeles", f"2026-11-{day}T20:00") for day in (23, 24, 25)),
        *(("Pacific/Auckland", f"2026-11-{day}T20:00") for day in (27, 28)),
    ]
    said = []
    for number, (zone, evening) in enumerate(evenings):
        monkeypatch.setenv("TZ", zone)
        said.append(typed("note", f"evening {number}", "next", now=evening))
    assert "6 days in a row." in said[-1]
