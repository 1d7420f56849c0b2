"""The seal from the command line: the list, the question, the way back."""

from __future__ import annotations

import sys
from io import StringIO

import pytest

GOAL = "Sell the Volvo: listed >> papers signed ! money on the account ! keys handed over"


@pytest.fixture
def volvo(lastmile):
    """A goal at the door, with two open items."""
    lastmile("add", GOAL)
    return lastmile("advance", "volvo", "--to", "papers", "--json").json


@pytest.fixture
def answer(monkeypatch):
    """Sit at a terminal and answer what is asked."""

    class Keyboard(StringIO):
        def isatty(self):
            return True

    def give(text):
        monkeypatch.setattr(sys, "stdin", Keyboard(text))
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    return give


def items(lastmile):
    return lastmile("show", "volvo", "--json").json["seal"]


def kinds(lastmile):
    return [entry["kind"] for entry in lastmile("show", "volvo", "--json").json["log"]]


@pytest.mark.usefixtures("volvo")
def test_open_items_keep_the_seal_off_and_the_next_one_is_named(lastmile):
    before = kinds(lastmile)
    assert lastmile("seal", "volvo") == (
        1,
        "",
        "lastmile: ‘money on the account’ is open, and 1 more; tick it, or seal with --anyway.\n",
    )
    lastmile("seal", "volvo", "--tick", "money")
    assert lastmile("seal", "volvo").err == (
        "lastmile: ‘keys handed over’ is open; tick it, or seal with --anyway.\n"
    )
    assert kinds(lastmile) == [*before, "ticked"]


@pytest.mark.usefixtures("volvo")
def test_a_ticked_list_seals(lastmile):
    lastmile("seal", "volvo", "--tick", "1", "--tick", "2")
    assert lastmile("seal", "volvo") == (0, "Sealed · Sell the Volvo\n", "")
    assert lastmile("show", "volvo", "--json").json["state"] == "sealed"


@pytest.mark.usefixtures("volvo")
def test_anyway_seals_and_the_log_names_what_was_open(lastmile):
    done = lastmile("seal", "volvo", "--anyway")
    assert done == (
        0,
        "Sealed with ‘money on the account’ and 1 more open · Sell the Volvo\n",
        "",
    )
    assert lastmile("show", "volvo", "--json").json["log"][-1]["kind"] == "sealed"


@pytest.mark.usefixtures("volvo")
def test_what_is_ticked_in_the_same_breath_is_not_open_any_more(lastmile):
    out = lastmile("seal", "volvo", "--tick", "money", "--anyway").out
    assert out == (
        "Ticked ‘money on the account’ · Sell the Volvo\n"
        "Sealed with ‘keys handed over’ open · Sell the Volvo\n"
    )


def test_a_goal_on_its_way_cannot_be_sealed(lastmile):
    lastmile("add", GOAL)
    for options in ([], ["--anyway"]):
        code, out, err = lastmile("seal", "volvo", *options)
        assert (code, out) == (1, "")
        assert "has not reached ‘papers signed’ yet; reach it, then seal." in err


@pytest.mark.usefixtures("volvo")
def test_at_a_terminal_it_asks_and_yes_seals(lastmile, answer):
    answer("y\n")
    code, out, err = lastmile("seal", "volvo")
    assert (code, err) == (0, "")
    assert out.startswith(
        "‘money on the account’ is open, and 1 more. Seal anyway? [y/N] Sealed with ‘money"
    )


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize("text", ["\n", "n\n", "what?\n", ""])
def test_at_a_terminal_everything_but_yes_is_no_and_logged(lastmile, answer, text):
    answer(text)
    code, out, _ = lastmile("seal", "volvo")
    assert code == 1
    assert out.endswith("Not sealed yet: ‘money on the account’ is open · Sell the Volvo\n")
    assert kinds(lastmile)[-1] == "held-back"


@pytest.mark.usefixtures("volvo")
def test_the_question_is_plain_where_the_user_wants_it_plain(lastmile, answer, home):
    config = home / "config" / "lastmile" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('glyphs = "ascii"\n')
    answer("n\n")
    assert lastmile("seal", "volvo").out.isascii()


@pytest.mark.usefixtures("volvo")
def test_a_script_that_reads_json_is_never_asked(lastmile, answer):
    answer("y\n")
    code, out, err = lastmile("seal", "volvo", "--json")
    assert (code, out) == (1, "")
    assert "seal with --anyway" in err


@pytest.mark.usefixtures("volvo")
def test_the_list_shows_numbers_ticks_and_evidence(lastmile):
    lastmile("seal", "volvo", "--tick", "keys", "--evidence", "photo of the receipt")
    assert lastmile("seal", "volvo", "--list").out == (
        "○ 1  money on the account\n✓ 2  keys handed over  (photo of the receipt)\n"
    )


@pytest.mark.usefixtures("volvo")
def test_the_list_alone_changes_nothing(lastmile):
    before = kinds(lastmile)
    shown = lastmile("seal", "volvo", "--list", "--json").json
    assert [item["done"] for item in shown["seal"]] == [False, False]
    assert kinds(lastmile) == before


@pytest.mark.usefixtures("volvo")
def test_the_list_can_be_shown_as_it_is_after_the_changes(lastmile):
    done = lastmile("seal", "volvo", "--add", "plates returned", "--tick", "2", "--list")
    assert done.out == (
        "Seal item ‘plates returned’ added · Sell the Volvo\n"
        "Ticked ‘keys handed over’ · Sell the Volvo\n"
        "○ 1  money on the account\n"
        "✓ 2  keys handed over\n"
        "○ 3  plates returned\n"
    )


@pytest.mark.usefixtures("volvo")
def test_an_empty_list_says_how_it_is_filled(lastmile):
    for _ in range(2):
        lastmile("seal", "volvo", "--remove", "1")
    assert "is empty; lastmile seal --add" in lastmile("seal", "volvo", "--list").out
    code, _, err = lastmile("seal", "volvo", "--tick", "1")
    assert code == 1
    assert "is empty; lastmile seal --add" in err
    assert lastmile("seal", "volvo").code == 0


@pytest.mark.usefixtures("volvo")
def test_numbers_hold_for_all_changes_of_one_command(lastmile):
    done = lastmile("seal", "volvo", "--remove", "1", "--tick", "2", "--add", "plates", "--json")
    assert [(item["text"], item["done"]) for item in done.json["seal"]] == [
        ("keys handed over", True),
        ("plates", False),
    ]


@pytest.mark.usefixtures("volvo")
def test_items_that_come_together_have_names_of_their_own(lastmile):
    seal = lastmile("seal", "volvo", "--add", "one", "--add", "two", "--tick", "two", "--json").json
    assert len({item["id"] for item in seal["seal"]}) == 4
    assert [item["done"] for item in seal["seal"]] == [False, False, False, True]


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--tick", "1", "--tick", "9"], "‘9’ is not one item"),
        (["--add", "plates", "--untick", "1"], "is open already"),
        (["--tick", "1", "--tick", "money"], "is ticked already"),
        (["--add", "one", "--add", " "], "Write a word or two"),
    ],
)
def test_of_several_changes_all_are_made_or_none(lastmile, options, reason):
    before = items(lastmile), kinds(lastmile)
    code, out, err = lastmile("seal", "volvo", *options)
    assert (code, out) == (1, "")
    assert reason in err
    assert (items(lastmile), kinds(lastmile)) == before


@pytest.mark.usefixtures("volvo")
def test_an_item_is_meant_by_its_whole_text_its_number_or_a_part_that_no_other_has(lastmile):
    lastmile("seal", "volvo", "--add", "keys", "--add", "1")
    lastmile("seal", "volvo", "--tick", "keys", "--tick", "1", "--tick", "2")
    assert [item["done"] for item in items(lastmile)] == [False, True, True, True]
    code, _, err = lastmile("seal", "volvo", "--untick", "e")
    assert code == 1
    assert "give a number: 1 ‘money on the account’, 2 ‘keys handed over’, 3 ‘keys’." in err


@pytest.mark.usefixtures("volvo")
def test_evidence_can_be_given_to_an_item_that_is_ticked(lastmile):
    lastmile("seal", "volvo", "--tick", "money")
    lastmile("seal", "volvo", "--tick", "money", "--evidence", "bank.pdf")
    assert items(lastmile)[0]["evidence"] == "bank.pdf"


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize("ticks", [[], ["--tick", "1", "--tick", "2"]])
def test_evidence_belongs_to_exactly_one_item(lastmile, ticks):
    code, out, err = lastmile("seal", "volvo", "--evidence", "photo", *ticks)
    assert (code, out) == (2, "")
    assert "--evidence goes with one --tick" in err


@pytest.mark.usefixtures("volvo")
def test_undo_takes_the_changes_of_one_command_back_one_by_one(lastmile):
    start = items(lastmile)
    lastmile("seal", "volvo", "--add", "plates", "--tick", "money", "--anyway")
    assert lastmile("undo", "--json").json["state"] == "door"
    assert lastmile("undo").out == "Undone: ticked ‘money on the account’ · Sell the Volvo\n"
    assert lastmile("undo", "--json").json["seal"] == start


@pytest.mark.usefixtures("volvo")
def test_reopening_takes_the_seal_off_and_keeps_the_rest(lastmile):
    lastmile("seal", "volvo", "--tick", "money", "--anyway")
    assert lastmile("reopen", "volvo") == (0, "Reopened · Sell the Volvo\n", "")
    goal = lastmile("show", "volvo", "--json").json
    assert (goal["state"], [item["done"] for item in goal["seal"]]) == ("door", [True, False])
    assert lastmile("undo", "--json").json["state"] == "sealed"


@pytest.mark.usefixtures("volvo")
def test_what_is_not_sealed_is_not_reopened(lastmile):
    assert lastmile("reopen", "volvo") == (
        1,
        "",
        "lastmile: ‘Sell the Volvo’ is not sealed.\n",
    )


@pytest.mark.parametrize("options", [[], ["--list"], ["--tick", "1"]])
def test_a_goal_that_two_titles_answer_to_is_neither_sealed_nor_shown(lastmile, options):
    lastmile("add", "Sell the car")
    lastmile("add", "Sell the boat")
    code, out, err = lastmile("seal", "sell", *options)
    assert (code, out) == (1, "")
    assert "fits 2 goals, so give an id" in err
