"""What happens beside the driving, from the command line."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.usefixtures("volvo")

PROGRAM = """
import sys
from lastmile_tui.cli.main import main
for line in sys.argv[1:]:
    assert main(line.split()) == 0, line
    print(*sys.modules, file=sys.stderr)
"""

STEPS = [
    *("block volvo --on Henrik", "unblock volvo", "turn volvo mine", "next-step volvo call fri"),
    *("park volvo --until +3d", "resume volvo", "let-go volvo", "resume volvo"),
    *("advance volvo --to 4", "seal volvo --list", "seal volvo --anyway", "reopen volvo"),
    *("template list", "template use thesis"),
]


@pytest.mark.parametrize(
    ("args", "kind", "who", "text"),
    [
        ([], "waiting", None, None),
        (["--on", "Henrik"], "waiting", "Henrik", None),
        (["the", "bank", "--on", "Henrik"], "waiting", "Henrik", "the bank"),
        (["waiting", "for", "papers"], "waiting", None, "for papers"),
        (["dead-end"], "dead-end", None, None),
        (["Dead", "end:", "no", "buyer"], "dead-end", None, "no buyer"),
        (["washed out", "no", "service"], "neglected", None, "no service"),
        (["baggage:", "an", "old", "quarrel"], "something-in-me", None, "an old quarrel"),
        (["something", "in", "me,", "fear"], "something-in-me", None, "fear"),
        (["no", "time", "before", "may"], "no-time", None, "before may"),
        (["don't", "know", "how"], "dont-know-how", None, None),
        (["the", "duct", "--kind", "washed-out"], "neglected", None, "the duct"),
        (["the", "duct", "--kind", "Neglected"], "neglected", None, "the duct"),
        (["emergencies", "all", "day"], "waiting", None, "emergencies all day"),
        (["waiting", "--kind", "baggage"], "something-in-me", None, "waiting"),
    ],
)
def test_a_roadblock_has_its_kind_by_option_or_by_its_first_word(lastmile, args, kind, who, text):
    (block,) = lastmile("block", "volvo", *args, "--json").json["roadblocks"]
    assert block == {"kind": kind, "who": who, "text": text, "since": "2026-11-21", "road": None}


def test_a_roadblock_is_told_cleared_and_undone(lastmile):
    assert lastmile("block", "volvo", "papers", "--on", "Henrik").out == (
        "Roadblock: waiting on Henrik, papers · Sell the Volvo\n"
    )
    blocks = lastmile("show", "volvo", "--json").json["roadblocks"]
    assert lastmile("unblock", "volvo").out == "Roadblock cleared · Sell the Volvo\n"
    assert lastmile("undo", "--json").json["roadblocks"] == blocks
    assert lastmile("undo", "--json").json["roadblocks"] == []


def test_nothing_to_clear_is_a_sentence(lastmile):
    assert lastmile("unblock", "volvo") == (
        1,
        "",
        "lastmile: Nothing blocks ‘Sell the Volvo’.\n",
    )


def test_a_turn_is_mine_theirs_or_nobody_s(lastmile):
    assert lastmile("turn", "volvo", "mine").out == "Turn: mine · Sell the Volvo\n"
    theirs = lastmile("turn", "volvo", "theirs", "--json").json
    assert theirs["turn"] == {"whose": "theirs", "since": "2026-11-21"}
    assert lastmile("turn", "volvo", "theirs").err == "lastmile: The turn is theirs already.\n"
    assert lastmile("turn", "volvo", "none", "--json").json["turn"] is None
    assert lastmile("undo", "--json").json["turn"] == theirs["turn"]


@pytest.mark.parametrize(
    ("args", "text", "on"),
    [
        (["call", "the", "bank"], "call the bank", None),
        (["call", "the", "bank", "on", "fri"], "call the bank", "2026-11-27"),
        (["call the bank tomorrow"], "call the bank", "2026-11-22"),
        (["call", "tomorrow", "--on", "+3d"], "call tomorrow", "2026-11-24"),
    ],
)
def test_a_next_step_has_its_day_at_the_end_or_by_option(lastmile, args, text, on):
    step = lastmile("next-step", "volvo", *args, "--json").json["next_step"]
    assert step == {"text": text, "on": on}


def test_a_next_step_is_told_with_its_day(lastmile):
    assert lastmile("next-step", "volvo", "call", "Henrik", "fri").out == (
        "Next step: call Henrik · Sell the Volvo · Fri 27 Nov, in 6 days\n"
    )
    assert lastmile("next-step", "volvo", "wait").out == "Next step: wait · Sell the Volvo\n"


def test_the_step_that_stands_can_get_another_day(lastmile):
    lastmile("next-step", "volvo", "call", "Henrik", "fri")
    step = lastmile("next-step", "volvo", "--on", "sat", "--json").json["next_step"]
    assert step == {"text": "call Henrik", "on": "2026-11-28"}
    assert lastmile("undo", "--json").json["next_step"]["on"] == "2026-11-27"


def test_a_step_that_is_done_is_gone_until_undo(lastmile):
    lastmile("next-step", "volvo", "call", "Henrik")
    done = lastmile("next-step", "volvo", "--done")
    assert done.out == "Next step done: call Henrik · Sell the Volvo\n"
    assert lastmile("show", "volvo", "--json").json["next_step"] is None
    assert lastmile("undo", "--json").json["next_step"]["text"] == "call Henrik"


@pytest.mark.parametrize(
    ("option", "how"),
    [(["--done"], "say what comes next first"), (["--on", "fri"], "say what it is")],
)
def test_without_a_step_there_is_none_to_finish_or_to_put_off(lastmile, option, how):
    code, out, err = lastmile("next-step", "volvo", *option)
    assert (code, out) == (1, "")
    assert err == f"lastmile: ‘Sell the Volvo’ has no next step yet; {how}.\n"


def test_words_that_nobody_sees_do_not_finish_a_step(lastmile):
    lastmile("next-step", "volvo", "call")
    assert lastmile("next-step", "volvo", "\u200b").code == 2
    assert lastmile("show", "volvo", "--json").json["next_step"]["text"] == "call"


def test_a_parked_goal_comes_back_by_itself_or_is_resumed(lastmile):
    done = lastmile("park", "volvo", "--until", "fri")
    assert done.out == "Parked until 27 Nov 2026 · Sell the Volvo · in 6 days\n"
    assert lastmile("show", "volvo", "--json").json["state"] == "parked"
    back = lastmile("show", "volvo", "--json", now="2026-11-27T09:00").json
    assert back["state"] == "planned"
    assert lastmile("resume", "volvo").out == "Back on the road · Sell the Volvo · 4 mi to go\n"
    assert lastmile("undo", "--json").json["state"] == "parked"


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("park volvo --until", "fri 6pm"),
        ("park volvo --until", "27.11. 18 Uhr"),
        ("next-step volvo call --on", "fri at 18:00"),
    ],
)
def test_a_time_that_a_day_has_no_place_for_is_said(lastmile, words, time):
    *words, option = words.split()
    done = lastmile(*words, option, time)
    assert done.code == 0
    assert done.err == f"lastmile: {option} takes a day; the time 18:00 is left out.\n"


def test_a_goal_is_parked_until_a_day_to_come(lastmile):
    code, out, err = lastmile("park", "volvo", "--until", "today")
    assert (code, out, err) == (1, "", "lastmile: Park it until a day after today.\n")


def test_letting_go_says_why_and_keeps_what_was_driven(lastmile):
    lastmile("advance", "volvo")
    done = lastmile("let-go", "volvo", "--kind", "no-longer-wanted", "--because", "we love it")
    assert done.out == "Let go: no longer wanted, we love it · Sell the Volvo · 1 of 4 mi\n"
    assert lastmile("show", "volvo", "--json").json["state"] == "let-go"
    assert lastmile("resume", "volvo", "--json").json["position"] == 1.0
    assert lastmile("undo", "--json").json["state"] == "let-go"


def test_letting_go_needs_no_reason(lastmile):
    assert lastmile("let-go", "volvo").out == "Let go · Sell the Volvo · 0 of 4 mi\n"
    assert lastmile("let-go", "volvo").err == "lastmile: ‘Sell the Volvo’ was let go already.\n"
    assert lastmile("undo", "--json").json["state"] == "planned"


def test_what_is_on_the_road_is_not_resumed(lastmile):
    assert lastmile("resume", "volvo").err == (
        "lastmile: ‘Sell the Volvo’ is on the road already.\n"
    )


@pytest.mark.parametrize(
    "args",
    [
        ["block", "volvo", "--kind", "moon"],
        ["turn", "volvo"],
        ["turn", "volvo", "yours"],
        ["next-step", "volvo"],
        ["next-step", "volvo", "call", "--done"],
        ["next-step", "volvo", "--on", "fri", "--done"],
        ["next-step", "volvo", "call", "--on", "someday"],
        ["park", "volvo"],
        ["park", "volvo", "--until", "someday"],
        ["let-go", "volvo", "--kind", "moon"],
    ],
)
def test_wrong_use_changes_nothing(lastmile, args):
    code, out, err = lastmile(*args)
    assert (code, out) == (2, "")
    assert err.startswith(("lastmile: ", "lastmile "))
    assert err.count("\n") == 1
    assert lastmile("undo").out == "Undone: added · Sell the Volvo\n"


@pytest.mark.parametrize(
    "args",
    [
        ["block", "sell"],
        ["unblock", "sell"],
        ["turn", "sell", "mine"],
        ["next-step", "sell", "call"],
        ["park", "sell", "--until", "fri"],
        ["resume", "sell"],
        ["let-go", "sell"],
    ],
    ids=" ".join,
)
def test_a_reference_that_fits_two_goals_lists_them(lastmile, args):
    lastmile("add", "Sell the boat")
    code, out, err = lastmile(*args)
    assert (code, out) == (1, "")
    assert "fits 2 goals, so give an id" in err


@pytest.mark.parametrize(
    "verb",
    [
        *("seal", "reopen", "block", "unblock", "turn", "next-step", "park", "resume", "let-go"),
        *("template", "template list", "template show", "template save", "template use", "edit"),
    ],
)
def test_every_verb_of_the_final_stretch_explains_itself(lastmile, verb):
    code, out, _ = lastmile(*verb.split(), "--help")
    assert code == 0
    assert f"usage: lastmile {verb} " in out


def test_help_lists_the_verbs_of_the_final_stretch(lastmile):
    listed = lastmile("--help").out
    for verb in ("seal", "reopen", "block", "turn", "next-step", "park", "let-go", "template"):
        assert f"    {verb} " in listed


def test_no_verb_of_the_final_stretch_brings_the_user_interface_along():
    command = [sys.executable, "-c", PROGRAM, *STEPS]
    done = subprocess.run(command, env=os.environ, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr[-500:]
    assert "msgspec" in done.stderr.split()
    assert not {"textual", "rich", "pendulum"} & set(done.stderr.split())


def test_driving_a_parked_goal_brings_it_back_and_says_so(lastmile):
    lastmile("add", "Boat: sand > varnish > launch")
    lastmile("park", "boat", "--until", "in 3 weeks")
    out = lastmile("advance", "boat").out
    assert out == "Reached ‘sand’, back on the road · Boat · 2 mi to go\n"
    assert "back on the road" not in lastmile("advance", "boat").out


def test_a_next_step_on_a_day_that_is_none_says_so(lastmile):
    told = lastmile("next-step", "volvo", "call Henrik on 32 dec")
    assert told.out == "Next step: call Henrik on 32 dec · Sell the Volvo\n"
    assert "32 dec’ is not in the calendar; write it like fri" in told.err
