"""The verb set: each field as its row on the road page, without an editor."""

import pytest

from lastmile_tui.cli.table.edit_arguments import FIELDS

SET = (
    # the words, what is then in the goal, and what is printed
    (["due", "2026-12-04"], {"due": "2026-12-04"}, "in 13 days"),
    (["due", "in", "2", "weeks"], {"due": "2026-12-05"}, "Sat 5 Dec, in 14 days"),
    (["due", "yesterday"], {"due": "2026-11-20"}, "yesterday, in the past"),
    (["due", "tomorrow", "18:00"], {"due": "2026-11-22T18:00"}, "18:00"),
    (["due", "none"], {"due": None}, "Due date taken away"),
    (["due", ""], {"due": None}, "Due date taken away"),
    (["title", "Sell", "the", "old", "one"], {"title": "Sell the old one"}, "Renamed to"),
    (["why", "It", "rusts."], {"why": "It rusts."}, "Why changed"),
    (["tags", "#car", "money"], {"tags": ["car", "money"]}, "Tagged #money"),
    (["tags", ""], {"tags": []}, "Tag #car taken away"),
    (["people", "@Ana"], {"people": ["Ana"]}, "@Henrik taken away, @Ana"),
    (["unit", "stage"], {"unit": "stage", "to_go": 4.0}, "4 stage"),
)


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize(("words", "expected", "printed"), SET, ids=lambda each: str(each)[:40])
def test_a_field_is_set_and_one_undo_takes_it_back(lastmile, volvo, words, expected, printed):
    done = lastmile("set", "volvo", *words)
    assert (done.code, done.err) == (0, "")
    assert printed in done.out
    goal = lastmile("show", volvo["id"], "--json").json["goal"]
    assert {name: goal[name] for name in expected} == expected

    back = lastmile("undo", "--json").json

    assert {name: back["goal"][name] for name in expected} == {
        name: volvo["goal"][name] for name in expected
    }


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize(
    "words",
    [
        ["title", "Sell the Volvo"],
        ["due", "2026-11-27"],
        ["due", "fri"],
        ["tags", "car"],
        ["people", "Henrik"],
        ["unit", ""],
    ],
    ids=" ".join,
)
def test_what_stands_already_changes_nothing(lastmile, words):
    assert lastmile("set", "volvo", *words) == (0, "Nothing changed · Sell the Volvo\n", "")
    assert len(lastmile("show", "volvo", "--json").json["log"]) == 1
    assert lastmile("set", "volvo", *words, "--json").json["version"] == 1


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["due", "banana"], 2, "‘banana’ is not a date; write it like fri"),
        (["due", "31", "feb"], 2, "feb"),
        (["title", ""], 1, "The title is empty; write a word or two."),
        (["unit", "5 km"], 1, "‘5 km’ is not a unit; write one word without digits"),
        (["unit", "km2"], 1, "‘km2’ is not a unit"),
        (["colour", "red"], 2, "colour"),
        (["due"], 2, "VALUE"),
    ],
)
def test_what_makes_no_sense_is_one_sentence_and_changes_nothing(lastmile, words, code, sentence):
    done = lastmile("set", "volvo", *words)
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err
    assert done.err.count("\n") == 1
    assert len(lastmile("show", "volvo", "--json").json["log"]) == 1


def test_every_field_is_tried():
    assert {words[0] for words, _, _ in SET} == {*FIELDS}
