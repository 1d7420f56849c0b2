"""Whether a terminal is dark or light, as terminals say it, and never as keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key

from lastmile_tui.ui.keyboard.reader import TerminalReader
from lastmile_tui.ui.keyboard.shade import AnswersOver, TerminalShade

DARK = {
    "xterm": b"\x1b]11;rgb:1212/1414/1717\x1b\\",
    "with a bell": b"\x1b]11;rgb:0000/0000/0000\x07",
    "two digits": b"\x1b]11;rgb:00/2b/36\x07",
    "one digit": b"\x1b]11;rgb:0/0/8\x1b\\",
    "with opacity": b"\x1b]11;rgba:1212/1414/1717/ffff\x1b\\",
    "by a hash": b"\x1b]11;#282c34\x07",
    "of eight bits": b"\x9d11;rgb:0000/0000/0000\x9c",
    "told by itself": b"\x1b[?997;1n",
}
LIGHT = {
    "xterm": b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "solarized": b"\x1b]11;rgb:fdfd/f6f6/e3e3\x07",
    "told by itself": b"\x1b[?997;2n",
}
NOTHING = {
    "a name": b"\x1b]11;white\x07",
    "the letters": b"\x1b]10;rgb:ffff/ffff/ffff\x07",
    "a fraction": b"\x1b]11;rgb:ffff/ffff\x07",
    "five digits": b"\x1b]11;rgb:fffff/ffff/ffff\x07",
    "another mode": b"\x1b[?997;3n",
    "a title": b"\x1b]l11;rgb:ffff/ffff/ffff\x1b\\",
}


def events(data, size=None):
    """What is read of bytes that come so many at a time."""
    reader, found = TerminalReader(0.1), []
    step = size or len(data)
    for at in range(0, len(data), step):
        found += reader.feed(data[at : at + step], 0.0)
    return found + list(reader.tick(100.0))


@pytest.mark.parametrize("size", [None, 1, 2, 7])
@pytest.mark.parametrize(
    ("data", "dark"),
    [*((data, True) for data in DARK.values()), *((data, False) for data in LIGHT.values())],
)
def test_a_terminal_says_that_it_is_dark_or_light(data, dark, size):
    (found,) = events(data, size)
    assert isinstance(found, TerminalShade)
    assert found.dark is dark


@pytest.mark.parametrize("data", NOTHING.values(), ids=NOTHING)
def test_what_says_nothing_of_it_is_dropped(data):
    assert events(data) == []


@pytest.mark.parametrize("data", [b"\x1b[?62;22c", b"\x1b[?1;2c", b"\x1b[?6c"])
def test_its_attributes_end_what_is_waited_for(data):
    (found,) = events(data)
    assert isinstance(found, AnswersOver)


@given(st.sampled_from([*DARK.values(), *LIGHT.values(), *NOTHING.values()]), st.integers(1, 9))
def test_keys_around_an_answer_are_the_same_keys(data, size):
    found = events(b"a" + data + b"\x1b[Bz", size)
    assert [event.key for event in found if isinstance(event, Key)] == ["a", "down", "z"]
