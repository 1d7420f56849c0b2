"""The plain ways to call a verb mean what the parser says that they mean."""

from __future__ import annotations

import pytest

from lastmile_tui.cli.parser import parse
from lastmile_tui.cli.table.plain_words import PLAIN, read_plain

WORDS = {
    (): (),
    ("goal",): ("volvo",),
    ("text",): ("Swim:", "try"),
    ("goal", "text"): ("7", "a", "b"),
}
IN_FRONT = (
    (),
    ("--file", "a"),
    ("--file=a=b",),
    ("--config", "c", "--file", "a"),
    ("--file", "a", "--file", "b"),
)
OTHERS = (
    *(["app"], ["--help"], ["-V"], ["list", "--help"], ["list", "x"], ["list", "--tag", "x"]),
    *(
        ["advance"],
        ["advance", "a", "b"],
        ["advance", "--", "a"],
        ["advance", "-1d"],
        ["note", "a"],
    ),
    *(["add"], ["add", "--json", "a"], ["--now", "2026-01-01", "list"], ["--linear", "list"]),
    *(["--file", "list"], ["--file"], ["lists"], ["template", "list"], ["help", "list"], ["list "]),
)


@pytest.mark.parametrize("verb", PLAIN)
def test_they_are_what_the_parser_reads(verb):
    _, names, _ = PLAIN[verb]
    for options in IN_FRONT:
        argv = [*options, verb, *WORDS[tuple(names)]]
        assert vars(read_plain(argv)) == vars(parse(argv))


@pytest.mark.parametrize("argv", IN_FRONT, ids=str)
def test_without_a_verb_the_app_opens_as_the_parser_says(argv):
    assert vars(read_plain(argv)) == vars(parse(argv))


@pytest.mark.parametrize("argv", OTHERS, ids=" ".join)
def test_all_else_is_left_to_the_parser(argv):
    assert read_plain(argv) is None


def test_each_has_lists_of_its_own():
    read_plain(["list"]).tag.append("x")
    assert read_plain(["list"]).tag == []
