"""What can be typed: the letters of the table of commands, the user's own, words and numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.cli.linear.highway import LinearHighway
from lastmile_tui.cli.linear.road import LinearRoad
from lastmile_tui.cli.linear.whole_roads import ON_WHOLE_ROAD
from lastmile_tui.cli.linear.words import (
    EXTRAS,
    FIRST,
    LEFT_OUT,
    ON_HIGHWAY,
    ON_ROAD,
    LinearWords,
)
from lastmile_tui.cli.spoken.replies import parse_reply, read_number_word
from lastmile_tui.commands import BY_ID, COMMANDS
from lastmile_tui.config import character_of
from lastmile_tui.domain.changes.moves import MOVES
from lastmile_tui.domain.input.questions import QUESTIONS
from lastmile_tui.domain.model.goal import State

TYPED = {command.id: command.keys for command in COMMANDS}


def test_every_command_of_the_app_is_there_or_is_left_out_for_a_reason():
    here = {*ON_HIGHWAY, *ON_ROAD} - EXTRAS.keys()
    assert here | LEFT_OUT == TYPED.keys()
    assert not here & LEFT_OUT


def test_every_command_has_what_carries_it_out():
    assert set(ON_HIGHWAY) == LinearHighway.HANDLERS.keys()
    assert set(ON_ROAD) == {*MOVES, *QUESTIONS, *ON_WHOLE_ROAD, *LinearRoad.HANDLERS} - LEFT_OUT
    assert FIRST.keys() == set(State)


@pytest.mark.parametrize("commands", [ON_HIGHWAY, ON_ROAD], ids=["highway", "road"])
def test_the_letters_are_those_of_the_app(commands):
    words = LinearWords(commands, {})
    for name in set(commands) - EXTRAS.keys():
        chars = [char for char in map(character_of, TYPED[name]) if char]
        assert {char: words.read(char) for char in chars} == dict.fromkeys(chars, (name, ""))


def test_the_users_own_keys_are_heard_and_the_others_are_given_up():
    keys = {"advance": "x,ctrl+n", "seal": "l", "note": "", "block": "f5"}
    words = LinearWords(ON_ROAD, keys, numbered=True)
    assert words.read("x") == ("advance", "")
    assert words.read("l") == ("seal", "")
    assert words.read("n") is None
    assert words.read("note") == ("note", "")
    assert [words.letter(name) for name in ("advance", "seal", "note", "block")] == [
        "x", "l", "note", "roadblock",
    ]  # fmt: skip
    lines = list(words.lines(4))
    assert lines[0] == "1. Advance, or x: reach the next marker."
    assert lines[3] == "4. Roadblock: say what is in the way, or that it is cleared."


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("advance", ("advance", "")),
        ("ADVANCE", ("advance", "")),
        ("  adv ", ("advance", "")),
        ("space", ("advance", "")),
        ("note called him", ("note", "called him")),
        ("n called him", ("note", "called him")),
        ("next step call him fri", ("next_step", "call him fri")),
        ("go to marker 3", ("marker", "3")),
        ("as it was on friday", ("as_it_was", "friday")),
        ("+", ("nudge", "")),
        ("reopen", ("resume", "")),
        ("N", ("note", "")),
        ("3", ("seal", "")),
        ("the third", ("seal", "")),
        ("fly", None),
        ("fly away", None),
        ("", None),
    ],
)
def test_a_line_is_a_command_with_the_words_behind_it(line, meant):
    assert LinearWords(ON_ROAD, {}, numbered=True).read(line) == meant


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("/thesis", ("filter", "thesis")),
        ("find thesis", ("filter", "thesis")),
        ("search  the   thesis", ("filter", "the thesis")),
        ("v parked", ("view", "parked")),
        ("?", ("keys", "")),
        ("help", ("keys", "")),
        ("exit", ("quit", "")),
        ("add Swim: a > b", ("add", "Swim: a > b")),
    ],
)
def test_what_is_typed_on_the_highway(line, meant):
    assert LinearWords(ON_HIGHWAY, {}).read(line) == meant


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("3", "3"), ("3.", "3"), (" 3 ", "3"), ("3)", "3"), ("#3", "3"), ("number 3", "3"),
        ("No. 3", "3"), ("3rd", "3"), ("21st", "21"), ("the 2nd", "2"), ("third", "3"),
        ("The Third", "3"), ("the third one", "3"), ("three", "3"), ("number three", "3"),
        ("twelfth", "12"), ("007", "7"), ("0", "0"),
        ("", ""), ("l", ""), ("thirdly", ""), ("3 4", ""), ("3a", ""), ("-3", ""), ("3.5", ""),
        ("no", ""), ("the", ""), ("one by one", ""), ("+", ""),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_say_them(line, number):
    assert read_number_word(line) == number


@given(st.text(max_size=40))
def test_any_line_is_read_or_is_none_of_the_answers(line):
    number = read_number_word(line)
    assert number == "" or number.isdecimal()
    assert parse_reply(line, {"yes": 1, "no": 2}, {"y": 1, "1": 1}) in (1, 2, None)
    found = LinearWords(ON_ROAD, {}, numbered=True).read(line)
    assert found is None or found[0] in ON_ROAD


@pytest.mark.parametrize(
    ("key", "char"),
    [
        ("l", "l"), ("question_mark", "?"), ("slash", "/"), ("plus", "+"), ("minus", "-"),
        ("colon", ":"), ("equals_sign", "="), ("underscore", "_"), ("comma", ","), ("at", "@"),
        ("backslash", "\\"), ("space", ""), ("ctrl+r", ""), ("enter", ""), ("backspace", ""),
        ("f5", ""), ("left", ""),
    ],
)  # fmt: skip
def test_a_key_that_types_a_character_is_that_character(key, char):
    assert character_of(key) == char


def test_help_of_no_command_speaks_of_a_screen():
    for name in (*ON_HIGHWAY, *ON_ROAD):
        words = LinearWords([name], {})
        (line,) = words.lines()
        assert not {"cursor", "screen", "page", "palette"} & set(line.lower().split())


def test_no_command_of_the_review_is_lost():
    assert {"same", "drive", "next_goal", "previous_goal"} == BY_ID.keys() - TYPED.keys()
