"""What sequences mean: keys that type something type it, keys that mean nothing are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, MouseDown, MouseEvent

from support.terminals import ANSWERS
from support.ui.keyboard import events, keys


def typed(sequence):
    """The characters that a sequence types."""
    return [event.character for event in events(sequence.encode()) if isinstance(event, Key)]


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_of_a_terminal_types_nothing_between_two_keys(name):
    found = [event for event in events(b"j" + ANSWERS[name] + b"k") if isinstance(event, Key)]
    assert (found[0].key, found[-1].key) == ("j", "k")
    assert [event.character for event in found[1:-1] if event.character is not None] == []
    assert {event.key for event in found[1:-1]} <= {
        *("f1", "f5", "f12", "f13", "f14", "shift+home", "shift+f11", "f23"),
        *("ctrl+delete", "shift+insert"),
    }


@pytest.mark.parametrize(
    ("sequence", "text"),
    [
        ("\x1b[252;2u", "Ü"),  # kitty 0.26, which names the key and not what it types
        ("\x1b[228;2u", "Ä"),
        ("\x1b[233;2u", "É"),
        ("\x1b[1078;2u", "Ж"),
        ("\x1b[252:220;2u", "Ü"),
        ("\x1b[252:220:91;2u", "Ü"),
        ("\x1b[49:33;2u", "!"),
        ("\x1b[252;2;220u", "Ü"),
        ("\x1b[252;65u", "Ü"),  # caps lock
        ("\x1b[252;66u", "ü"),  # both
        ("\x1b[252;129u", "ü"),  # num lock
        ("\x1b[252u", "ü"),
        ("\x1b[8364u", "€"),
        ("\x1b[101;;8364u", "€"),
        ("\x1b[101;1;8364u", "€"),
        ("\x1b[113;3;64u", "@"),  # AltGr that counts as alt
        ("\x1b[32;2u", " "),
        ("\x1b[223;2u", "ß"),  # has no capital of one letter
        ("\x1b[57400u", "1"),
        ("\x1b[57410;129u", "/"),
        ("\x1b[57413;;43u", "+"),
        ("\x1b[0;;233u", "é"),  # composed, by no key
        ("\x1b[97;1:2u", "a"),  # again and again
        ("\x1b[27;2;252~", "Ü"),  # xterm's modifyOtherKeys
        ("\x1b[27;2;65~", "A"),
        ("\x1b[27;1;8364~", "€"),
    ],
)
def test_a_key_types_what_the_person_means(sequence, text):
    assert typed(sequence) == [text]


MUTE = [
    *(f"\x1b[{code}u" for code in (*range(57358, 57364), *range(57428, 57455))),
    "\x1b[57441;2u",
    "\x1b[57442;5u",
    "\x1b[57453;1:3u",
    "\x1b[57358;65u",
    "\x1b[57500u",
    "\x1b[97;1:3u",  # a release
    "\x1b[13;1:3u",
    "\x1b[1;1:3A",
    "\x1b[3;1:3~",
    "\x1b[55296u",
    "\x1b[1114112u",
    "\x1b[9999999u",
    "\x1b[99999999u",
    "\x1b[0u",
    "\x1b[u",
    "\x1b[97;1000u",
    "\x1b[30~",
    "\x1b[9A",
    "\x1b[27;5~",
    "\x1b[27;2;~",
    "\x1b[62~",
    "\x1b[?25u",
]


@pytest.mark.parametrize("sequence", MUTE)
def test_a_lone_modifier_a_lock_a_media_key_a_release_and_nonsense_are_no_key(sequence):
    assert keys(sequence.encode()) == []


@pytest.mark.parametrize(
    ("sequence", "name"),
    [
        ("\x1b[27u", "escape"),
        ("\x1b[91;5u", "escape"),  # ctrl+[
        ("\x1b[27;5;91~", "escape"),
        ("\x1b[13u", "enter"),
        ("\x1b[57414u", "enter"),
        ("\x1b[13;129u", "enter"),
        ("\x1b[9;2u", "shift+tab"),
        ("\x1b[127;3u", "alt+backspace"),
        ("\x1b[109;3u", "alt+m"),
        ("\x1b[99;5u", "ctrl+c"),
        ("\x1b[99;133u", "ctrl+c"),
        ("\x1b[27;5;99~", "ctrl+c"),
        ("\x1b[1;5C", "ctrl+right"),
        ("\x1b[1;133C", "ctrl+right"),
        ("\x1b[3;5~", "ctrl+delete"),
        ("\x1b[49;2u", "shift+1"),  # what it types is not known
        ("\x1bOA", "up"),
        ("\x1b[Z", "shift+tab"),
        ("\x1b[11~", "f1"),
        ("\x1b[[A", "f1"),
        ("\x1b[25~", "f13"),  # and not ctrl+y
        ("\x1b[26~", "f14"),  # and not ctrl+z, which suspends
        ("\x1b[29~", "f16"),
        ("\x1b[7$", "shift+home"),
        ("\x1b[3^", "ctrl+delete"),
    ],
)
def test_a_key_that_types_nothing_has_its_name(sequence, name):
    (key,) = [event for event in events(sequence.encode()) if isinstance(event, Key)]
    assert key.key == name
    assert key.character is None or not key.character.isprintable()


def test_the_buttons_of_a_mouse_click_but_for_those_of_its_side():
    assert isinstance(events(b"\x1b[<0;5;6M")[0], MouseDown)
    for code in (128, 129, 131, 160):
        assert not [e for e in events(b"\x1b[<%d;5;6M" % code) if isinstance(e, MouseEvent)]


@given(st.from_regex(r"\x1b[\[O][0-?]{0,40}[ -/]{0,2}[@-~]", fullmatch=True))
def test_no_sequence_breaks_the_reader(sequence):
    assert keys(sequence.encode() + b"\x1b[0nj")[-1] == "j"
