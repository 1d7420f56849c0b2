"""Bytes of a terminal, cut where a key, a sequence or a paste ends."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.ui.keyboard.cutter import (
    FEW,
    SLOW_SECONDS,
    STRING_SECONDS,
    Cutter,
    Pasted,
)
from lastmile_tui.ui.keyboard.decoder import meaning
from support.terminals import ANSWERS
from support.ui.keyboard import ESCAPE_SECONDS, drained, keys

SILENCE = 10.0


def pieces(*reads, pairs=False):
    return drained(Cutter(ESCAPE_SECONDS, pairs=pairs), reads)


def one_by_one(data):
    return [data[at : at + 1] for at in range(len(data))]


CUTS = [
    (b"abc", ["a", "b", "c"]),
    ("aü€🙂".encode(), ["a", "ü", "€", "🙂"]),
    (b"\x1b", ["\x1b"]),
    (b"\x1bm", ["\x1bm"]),
    ("\x1bü".encode(), ["\x1bü"]),
    (b"\x1b\x1b", ["\x1b", "\x1b"]),
    (b"\x1b\x1b[A", ["\x1b", "\x1b[A"]),
    (b"\x1b\x1bOA", ["\x1b", "\x1bOA"]),
    (b"\x1b[Aj", ["\x1b[A", "j"]),
    (b"\x1b[4hj", ["\x1b[4h", "j"]),
    (b"\x1b[[Aj", ["\x1b[[A", "j"]),
    (b"\x1b[7$j", ["\x1b[7$", "j"]),
    (b"\x1b[23$j", ["\x1b[23$", "j"]),
    (b"\x1b[4;2$yj", ["\x1b[4;2$y", "j"]),
    (b"\x1b[?7;1$yj", ["\x1b[?7;1$y", "j"]),
    (b"\x1b[M\x1b[Aj", ["\x1b[M\x1b[A", "j"]),
    (b"\x1bO5Pj", ["\x1bO5P", "j"]),
    (b"\x9b4hj", ["\x1b[4h", "j"]),
    (b"\xc2\x9b4hj", ["\x1b[4h", "j"]),
    (b"\x8fMj", ["\x1bOM", "j"]),
    (b"a\x9d0;x\x9cj", ["a", "j"]),
    (b"a\x1b]0;x\x07j", ["a", "j"]),
    (b"a\x1bPqx\x07\x1b\\j", ["a", "j"]),
    # broken off by another: what was begun is lost, what follows is not
    (b"\x1b[1\x1b[A", ["\x1b[A"]),
    (b"\x1b[1;2\rj", ["\r", "j"]),
    (b"\x1bO5\x1b", ["\x1b"]),
    (b"\x1b]11;rgb\x1b[Aj", ["\x1b[A", "j"]),
    (b"\x1b[12\xc3\xbc", ["ü"]),
    # cut off by silence: a letter behind escape was typed, parameters were not
    (b"\x1b[", ["\x1b["]),
    (b"\x1bO", ["\x1bO"]),
    (b"\x1b[1;", []),
    (b"\x1b[[", []),
    (b"\x1b[M!", []),
    (b"\x1bO5", []),
    (b"\x1b]11;rgb:", []),
    (b"\x1bP1+r43", []),
    (b"\x1b_Gi=1", []),
    # the beginning of a string, and what a person types after it
    (b"\x1b]", ["\x1b]"]),
    (b"\x1b]hello", ["\x1b]", *"hello"]),
    (b"\x1bPno", ["\x1bP", *"no"]),
    (b"\x1bXjj", ["\x1bX", *"jj"]),
    (b"\x1b^k\x1b", ["\x1b^", "k", "\x1b"]),
    (b"\x1b_ab\x1b[A", ["\x1b_", *"ab", "\x1b[A"]),
    # what is no UTF-8, and controls of 8 bits
    (b"a\xfcb", ["a", "b"]),
    (b"\x1b\xfcb", ["\x1b", "b"]),
    (b"\xe2\x9aj", ["j"]),
    (b"\xe2\x9a", []),
    (b"\xc2\x85\x85j", ["j"]),
    (b"\xed\xa0\x80j", ["j"]),
    # a paste is one thing, whatever is in it
    (b"\x1b[200~d\x1b[4h\x1b]0;\x1b\x1b[201~j", [Pasted("d\x1b[4h\x1b]0;\x1b"), "j"]),
    (b"\x1b[200~\x1b[201~\x1b[201~", [Pasted(""), "\x1b[201~"]),
    ("\x1b[200~ü\x9b\x1b[201~".encode(), [Pasted("ü\x9b")]),
    (b"\x1b[200~\xff\x00\x1b[201~", [Pasted("\x00")]),
]


@pytest.mark.parametrize(("data", "expected"), CUTS)
def test_bytes_are_cut_where_something_ends_in_one_read_or_in_many(data, expected):
    assert pieces(data) == expected
    assert pieces(*one_by_one(data)) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x1b\x1b", ["\x1b"]),
        (b"\x1b\x1b\x1b\x1b", ["\x1b", "\x1b"]),
        (b"\x1b\x1bm", ["\x1b", "m"]),
        (b"\x1bm", ["\x1bm"]),
        (b"\x1b", ["\x1b"]),
        (b"\x1b[A", ["\x1b[A"]),
        (b"\x1b\x1b[A", ["\x1b", "\x1b[A"]),
    ],
)
def test_two_escapes_are_one_where_they_come_in_pairs(data, expected):
    assert pieces(data, pairs=True) == expected


SHORT = st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20), max_size=40)
CSI = st.from_regex(r"\x1b\[[0-?]{0,60}[ -/]{0,3}[@-~]", fullmatch=True)
SS3 = st.from_regex(r"\x1bO[0-9;]{0,5}[!-/:<-~]", fullmatch=True)
STRINGS = st.builds(
    lambda introducer, text, end: f"\x1b{introducer}{text}{end}",
    st.sampled_from("PX^_]"),
    st.text(st.characters(exclude_characters="\x1b\x07\x9c", exclude_categories=["Cs"])),
    st.just("\x1b\\"),
) | st.builds(lambda text: f"\x1b]{text}\x07", SHORT)


def is_ambiguous(sequence):
    """Whether it ends in more than one way: a click, a key with shift, a paste, a function key."""
    number, dollar, _ = sequence[2:].partition("$")
    is_shifted = dollar and number.isdigit() and len(number) < 3
    return is_shifted or sequence in ("\x1b[M", "\x1b[[", "\x1b[200~")


UNKNOWN = st.one_of(CSI, SS3, STRINGS).filter(
    lambda sequence: not is_ambiguous(sequence) and not meaning(sequence)
)


@given(st.lists(UNKNOWN, min_size=1, max_size=3), st.data())
def test_unknown_sequences_between_two_keys_leave_exactly_these_two(sequences, data):
    sent = f"j{''.join(sequences)}k".encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    reads = [sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    assert keys(*reads) == ["j", "k"]


@given(st.lists(st.binary(max_size=30) | st.sampled_from(list(ANSWERS.values())), max_size=6))
def test_whatever_came_a_key_after_some_silence_is_that_key(reads):
    sent = b"".join(reads).replace(b"\x1b[200~", b"")
    cutter = Cutter(ESCAPE_SECONDS)
    for read in one_by_one(sent):
        list(cutter.feed(read, 0.0))
    for _ in range(len(sent) + 1):
        list(cutter.tick(SILENCE))
    assert cutter.deadline is None
    assert list(cutter.feed(b"x", SILENCE)) == ["x"]


@pytest.mark.parametrize("begun", [b"\x1b]52;c;", b"\x1bP1+r", b"\x1b_G", b"\x1b[1;", b"\x90q"])
def test_what_never_ends_is_not_kept_and_gives_the_keys_back(begun):
    cutter = Cutter(ESCAPE_SECONDS)
    list(cutter.feed(begun, 0.0))
    tracemalloc.start()
    for _ in range(100):
        assert list(cutter.feed(b"1" * 4096, 0.0)) == []
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10 * 4096
    assert list(cutter.tick(SLOW_SECONDS)) == []
    assert list(cutter.feed(b"j", SLOW_SECONDS)) == ["j"]


def test_a_string_that_trickles_on_gives_the_keys_back_too():
    cutter = Cutter(ESCAPE_SECONDS)
    now, typed = 0.0, []
    typed += cutter.feed(b"\x1b]11;", now)
    while now < 2 * STRING_SECONDS:
        now += SLOW_SECONDS / 2
        typed += cutter.tick(now)
        typed += cutter.feed(b"j", now)
    assert 0 < len(typed) < 2 * STRING_SECONDS / SLOW_SECONDS * 2


@pytest.mark.parametrize("name", ANSWERS)
def test_a_slow_line_may_cut_an_answer_anywhere_and_pause(name):
    answer = ANSWERS[name]
    for at in range(3, len(answer) if answer[1:2] not in b"^X" else 0):
        cutter = Cutter(ESCAPE_SECONDS)
        found = [*cutter.feed(answer[:at], 0.0), *cutter.tick(SLOW_SECONDS / 2)]
        found += cutter.feed(answer[at:] + b"j", SLOW_SECONDS / 2)
        assert [piece for piece in found if len(piece) < 3] == ["j"], at


def test_what_a_person_types_behind_alt_and_a_bracket_comes_as_soon_as_a_lone_escape():
    cutter = Cutter(ESCAPE_SECONDS)
    assert list(cutter.feed(b"\x1b]", 0.0)) == []
    assert list(cutter.tick(ESCAPE_SECONDS)) == ["\x1b]"]
    text = b"a" * (FEW - 2)
    assert list(cutter.feed(b"\x1bP" + text, 1.0)) == []
    assert list(cutter.tick(1.0 + ESCAPE_SECONDS)) == ["\x1bP", *text.decode()]


@pytest.mark.parametrize("key", ["\x03", "\x11"])
def test_a_paste_without_its_end_keeps_no_one_from_leaving(key):
    """Ctrl+c or ctrl+q by itself ends it; what was pasted is still pasted, and keys work again."""
    found = pieces(b"\x1b[200~one", b" two", key.encode(), b"j")
    assert found == [Pasted("one two"), key, "j"]


def test_a_key_to_leave_within_a_paste_is_pasted():
    assert pieces(b"\x1b[200~one\x11two\x1b[201~") == [Pasted("one\x11two")]
