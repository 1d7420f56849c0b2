"""The verb marker: the markers of a road, as on its page, without an editor."""

import pytest

from lastmile_tui.cli.table.edit_arguments import MARKER_VERBS

ROAD = ["listed", "test drives", "price agreed", "papers signed"]

CHANGES = (
    # the words, the titles that are then on the road, and what is printed
    (["add", "volvo", "handed", "over"], [*ROAD, "handed over"], "1 mi long · no date"),
    (["add", "volvo", "ad *2", "--before", "listed"], ["ad", *ROAD], "2 mi long"),
    (["add", "volvo", "ad", "--before", "2"], ["listed", "ad", *ROAD[1:]], "Marker ‘ad’ added"),
    (
        ["add", "volvo", "photos due tue", "--after", "listed"],
        ["listed", "photos", *ROAD[1:]],
        "due Tue 24 Nov, in 3 days",
    ),
    (["add", "volvo", "x due banana"], [*ROAD, "x due banana"], "‘due banana’ names no date"),
    (["rename", "volvo", "listed", "on", "sale"], ["on sale", *ROAD[1:]], "renamed to ‘on sale’"),
    (["rename", "volvo", "4", "signed *2"], [*ROAD[:3], "signed"], "2 mi long"),
    (["rename", "volvo", "4", "x by 24 nov"], [*ROAD[:3], "x"], "its date set to 24 Nov 2026"),
    (["rename", "volvo", "4", r"x \by 24 nov"], [*ROAD[:3], "x by 24 nov"], "to ‘x by 24 nov’"),
    (
        ["move", "volvo", "listed", "--after", "price"],
        ["test drives", "price agreed", "listed", "papers signed"],
        "‘listed’ is marker 3 of 4",
    ),
    (
        ["move", "volvo", "papers", "--before", "1"],
        ["papers signed", *ROAD[:3]],
        "‘papers signed’ is marker 1 of 4",
    ),
    (["move", "volvo", "1", "--after", "4"], [*ROAD[1:], "listed"], "is marker 4 of 4"),
    (["remove", "volvo", "test"], [ROAD[0], *ROAD[2:]], "Marker ‘test drives’ removed"),
    (["date", "volvo", "listed", "mon"], ROAD, "‘listed’ by Mon 23 Nov, in 2 days"),
    (["date", "volvo", "1", "2026-11-20"], ROAD, "‘listed’ by yesterday, in the past"),
)


def titles(answer):
    return [marker["title"] for marker in answer["goal"]["markers"]]


@pytest.mark.parametrize(("words", "road", "printed"), CHANGES, ids=lambda each: str(each)[:50])
def test_the_markers_change_and_one_undo_takes_it_back(lastmile, volvo, words, road, printed):
    done = lastmile("marker", *words)
    assert (done.code, done.err) == (0, "")
    assert printed in done.out
    assert titles(lastmile("show", "volvo", "--json").json) == road
    back = lastmile("undo", "--json").json
    assert back["goal"]["markers"] == volvo["goal"]["markers"]


def test_every_verb_below_marker_is_tried():
    assert {words[0] for words, _, _ in CHANGES} == MARKER_VERBS.keys()


@pytest.mark.usefixtures("volvo")
def test_a_date_is_set_and_taken_away(lastmile):
    set_to = lastmile("marker", "date", "volvo", "test", "2", "dec", "--json").json
    assert [marker["due"] for marker in set_to["goal"]["markers"]] == [
        None,
        "2026-12-02",
        None,
        None,
    ]
    taken = lastmile("marker", "date", "volvo", "test", "none", "--json").json
    assert {marker["due"] for marker in taken["goal"]["markers"]} == {None}
    assert lastmile("marker", "date", "volvo", "1", "fri 18:00").err == (
        "lastmile: A marker has a day; the time 18:00 is left out.\n"
    )


@pytest.mark.usefixtures("volvo")
def test_what_follows_a_date_goes_along_and_one_undo_takes_it_back(lastmile):
    lastmile("marker", "date", "volvo", "1", "23 nov")
    lastmile("marker", "date", "volvo", "2", "25 nov")
    before = lastmile("show", "volvo", "--json").json["goal"]
    alone = lastmile("marker", "date", "volvo", "1", "24 nov").out
    assert "moved from 23 Nov 2026 to 24 Nov 2026" in alone
    assert "the same with --push moves the 2 dates that follow, too" in alone
    after = lastmile("marker", "date", "volvo", "1", "24 nov", "--push").out
    assert after.startswith("2 dates behind ‘listed’ moved 1 day later · Sell the Volvo")
    assert "the due date moved from 27 Nov 2026 to 28 Nov 2026" in after
    again = lastmile("marker", "date", "volvo", "1", "24 nov", "--push")
    assert (again.code, again.out) == (0, "Nothing changed · Sell the Volvo\n")
    assert "only what follows a date that was moved just now is moved" in again.err
    lastmile("undo")
    alone = lastmile("show", "volvo", "--json").json["goal"]
    assert [alone["markers"][0]["due"], alone["due"]] == ["2026-11-24", "2026-11-27"]
    lastmile("undo")
    pushed = lastmile("marker", "date", "volvo", "1", "26 nov", "--push", "--json").json["goal"]
    days = [marker["due"] for marker in pushed["markers"]] + [pushed["due"]]
    assert days == ["2026-11-26", "2026-11-28", None, None, "2026-11-30"]
    back = lastmile("undo", "--json").json["goal"]
    assert (back["markers"], back["due"]) == (before["markers"], before["due"])
    assert "‘listed’ by Wed 25 Nov" in lastmile("marker", "date", "volvo", "1", "-2d").out


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize(
    "words",
    [
        ["rename", "volvo", "listed", "listed"],
        ["move", "volvo", "listed", "--before", "test"],
        ["move", "volvo", "2", "--after", "1"],
        ["date", "volvo", "listed", "none"],
    ],
    ids=" ".join,
)
def test_what_stands_already_changes_nothing(lastmile, words):
    assert lastmile("marker", *words) == (0, "Nothing changed · Sell the Volvo\n", "")
    assert len(lastmile("show", "volvo", "--json").json["log"]) == 1


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["add", "volvo", ""], 2, "The title is empty; write a word or two."),
        (["add", "volvo", "x", "--after", "moon"], 1, "‘moon’ is not one marker of"),
        (["add", "volvo", "x *0"], 1, "‘*0’ is not a length; more than 0"),
        (["rename", "volvo", "listed", ""], 1, "The title is empty; write a word or two."),
        (["rename", "volvo", "listed", "x by 31 feb"], 1, "‘31 feb’ is not in the calendar"),
        (["rename", "volvo", "listed", "x *0"], 1, "‘*0’ is not a length; more than 0"),
        (["move", "volvo", "listed"], 2, "--after"),
        (["move", "volvo", "listed", "--after", "1"], 1, "‘listed’ cannot stand beside itself"),
        (["move", "volvo", "9", "--after", "1"], 1, "‘9’ is not one marker of"),
        (["remove", "volvo", "ed"], 1, "give a number: 1 ‘listed’, 3 ‘price agreed’"),
        (["date", "volvo", "listed", "banana"], 2, "‘banana’ is not a date"),
        (["date", "moon", "listed", "fri"], 1, "moon"),
    ],
)
def test_what_makes_no_sense_is_one_sentence_and_changes_nothing(lastmile, words, code, sentence):
    done = lastmile("marker", *words)
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err
    assert done.err.count("\n") == 1
    assert len(lastmile("show", "volvo", "--json").json["log"]) == 1


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize(
    "words",
    [
        ["marker", "date", "volvo", "listed", "10 dec"],
        ["marker", "rename", "volvo", "listed", "listed by 10 dec"],
        ["marker", "add", "volvo", "listed by 10 dec"],
    ],
    ids=" ".join,
)
def test_a_day_behind_the_due_date_is_taken_and_told(lastmile, words):
    assert lastmile(*words).out.endswith("‘listed’ (10 Dec) lies behind the due date, 27 Nov\n")
    lastmile("set", "volvo", "due", "none")
    told = lastmile("set", "volvo", "due", "9 dec").out
    assert told.endswith("‘listed’ (10 Dec) lies behind the due date, 9 Dec\n")
    assert "behind" not in lastmile("set", "volvo", "due", "10 dec").out


def test_the_only_marker_stays(lastmile):
    lastmile("add", "Swim")
    assert lastmile("marker", "remove", "swim", "1").err == (
        "lastmile: A road needs an end; rename its last marker instead.\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ["advance", "volvo", "--to", "{marker}"],
        ["marker", "rename", "volvo", "{marker}", "x"],
        ["marker", "remove", "volvo", "{marker}"],
        ["marker", "date", "volvo", "{marker}", "fri"],
        ["marker", "add", "volvo", "x", "--after", "{marker}"],
        ["seal", "volvo", "--tick", "{item}"],
        ["seal", "volvo", "--remove", "{item}"],
    ],
    ids=" ".join,
)
def test_a_script_names_a_marker_or_an_item_by_its_id(lastmile, volvo, words):
    """With the ids of an answer it comes to the same as with the numbers."""
    goal = volvo["goal"]
    ids = {"marker": goal["markers"][1]["id"], "item": goal["seal"][0]["id"]}
    by_id = lastmile(*(word.format(**ids) for word in words))
    assert (by_id.code, by_id.err) == (0, "")
    lastmile("undo")
    assert lastmile(*(word.format(marker=2, item=1) for word in words)) == by_id


@pytest.mark.usefixtures("volvo")
def test_a_marker_that_is_renamed_keeps_the_length_and_the_day_that_are_not_said(lastmile):
    def third():
        marker = lastmile("show", "volvo", "--json").json["goal"]["markers"][2]
        return marker["title"], marker["miles"], marker["due"]

    lastmile("marker", "rename", "volvo", "price", "price *3 by 24 nov")
    assert third() == ("price", 3, "2026-11-24")
    for text, then in (
        ("haggle", ("haggle", 3, "2026-11-24")),
        ("price *2", ("price", 2, "2026-11-24")),
        ("price by 25 nov", ("price", 2, "2026-11-25")),
    ):
        assert lastmile("marker", "rename", "volvo", "3", text).code == 0
        assert third() == then
    lastmile("marker", "rename", "volvo", "3", r"rate \*2")
    assert lastmile("marker", "rename", "volvo", "3", "rate *2").out.startswith("Nothing changed")


@pytest.mark.usefixtures("volvo")
def test_a_push_that_moves_nothing_is_told(lastmile):
    days = ", so that there are no days to move others by.\n"
    for words, why in (
        (("3", "23 nov"), f"the marker had no date before{days}"),
        (("3", "none"), f"the marker has no date any more{days}"),
    ):
        done = lastmile("marker", "date", "volvo", *words, "--push")
        assert (done.code, done.err) == (0, f"lastmile: --push moved nothing: {why}")
    lastmile("set", "volvo", "due", "none")
    lastmile("marker", "date", "volvo", "4", "23 nov")
    done = lastmile("marker", "date", "volvo", "4", "24 nov", "--push")
    assert done.err == "lastmile: --push moved nothing: no date follows this one.\n"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("in 3 days", "by Tuesday 24 November, in 3 days"),
        ("tomorrow", "by tomorrow"),
    ],
)
def test_who_listens_hears_a_day_before_its_distance(lastmile, day, words):
    lastmile("add", "Boat: sand > varnish")
    assert words in lastmile("--linear", "marker", "date", "boat", "sand", day).out
