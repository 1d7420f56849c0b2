"""The road that needs attention most: next, prompt, and a word behind add."""

import sys

import pytest

THESIS = "Ship the thesis: outline > draft > edits > check >> submitted"
BOAT = "Paint the boat: sanded > painted"


@pytest.fixture
def stretch(lastmile):
    """A thesis that came into its stretch three weeks before the clock of the tests."""
    lastmile("add", THESIS, now="2026-10-01T10:00")
    for day in ("04", "07", "10", "13"):
        lastmile("advance", "thesis", now=f"2026-10-{day}T10:00")
    lastmile("advance", "thesis", "--by", "0.5", now="2026-11-01T10:00")
    return lastmile


def test_next_says_so_when_nothing_is_under_way(lastmile):
    assert lastmile("next").out == "Nothing is under way; lastmile add makes a road.\n"
    assert lastmile("next", "--json").json == {"version": 1, "goal": None}


def test_next_names_the_most_endangered_road_with_its_reasons_and_its_next_step(stretch):
    stretch("add", BOAT, now="2026-11-02T10:00")
    stretch("next-step", "thesis", "page numbers", now="2026-11-02T10:00")
    assert stretch("next").out == (
        "Ship the thesis · 0.5 mi to go\n"
        "  untouched for 19 days; it was every 3 days\n"
        "  0.01 mi a day in the final stretch; before it was 0.33 mi\n"
        "  next: page numbers\n"
    )
    told = stretch("next", "--json").json
    assert told["version"] == 1
    assert told["goal"]["title"] == "Ship the thesis"
    assert told["goal"]["attention"]["level"] == 3
    assert [reason["kind"] for reason in told["goal"]["attention"]["reasons"]] == [
        "idle",
        "coasting",
    ]


def test_next_looks_at_the_whole_road_where_no_stretch_is_open(lastmile):
    lastmile("add", BOAT)
    assert lastmile("next").out == "Paint the boat · 2 mi to go\n"


def test_prompt_is_one_line_about_the_final_stretch(stretch):
    assert stretch("prompt").out == "▴▴▴ Ship the thesis: idle 20 d, was every 3 d\n"
    told = stretch("prompt", "--json").json
    assert (told["text"], told["level"]) == ("▴▴▴ Ship the thesis: idle 20 d, was every 3 d", 3)
    assert told["id"] == stretch("show", "thesis", "--json").json["id"]


def test_prompt_is_empty_where_there_is_nothing_to_say(lastmile):
    assert lastmile("prompt").out == ""
    lastmile("add", THESIS)
    assert lastmile("prompt").out == "", "a planned road is no last mile"
    lastmile("advance", "thesis", "--to", "check")
    assert lastmile("prompt").out == "", "and one that was driven today is healthy"
    assert lastmile("prompt", "--json").json == {
        "version": 1,
        "text": None,
        "id": None,
        "level": 0,
    }


def test_prompt_cuts_a_long_title(lastmile):
    lastmile("add", f"{'Very ' * 20}long: a > b", now="2026-10-01T10:00")
    lastmile("advance", "very", "--to", "2", now="2026-10-02T10:00")
    assert lastmile("prompt").out == "▴▴▴ Very Very Very Very Ver…: not sealed for 50 d\n"


def test_add_speaks_of_the_final_stretch_to_a_person_only(stretch, monkeypatch):
    assert stretch("add", BOAT).err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    done = stretch("add", BOAT)
    assert done.code == 0
    assert done.err == (
        "lastmile: 1 road stands in the final stretch; lastmile next says which needs you most.\n"
    )
