"""harsh: each habit a counting goal, its entries on their days."""

from __future__ import annotations

from datetime import date

import pytest

from lastmile_tui.exchange.files import GivenFile
from lastmile_tui.exchange.text import harsh
from lastmile_tui.exchange.text.harsh import read, recognises
from support.exchange import brought, given, local, read_or_sentence


def reading(text, name="log"):
    return read(given(name, text), local())


def amounts(text):
    (item,) = reading(text).items
    return [(one.at.day, one.value, one.text) for one in item.amounts]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2026-11-01 : Gym : y", [(1, 1, "")]),
        ("2026-11-01 : Gym : y :  : ", [(1, 1, "")]),
        ("2026-11-01 : Gym : y : legs", [(1, 1, "legs")]),
        ("2026-11-01 : Gym : y : legs : 1.5", [(1, 1.5, "legs")]),
        ("2026-11-01 : Gym : y :  : 3", [(1, 3, "")]),
        ("2026-11-01 : Gym : y : at 10:30 : 2", [(1, 2, "at 10:30")]),
        ("2026-11-01 : Gym : y : a : b : 2", [(1, 2, "a : b")]),
        ("2026-11-01 : Gym : n : rain", []),
        ("2026-11-01 : Gym : s", []),
    ],
)
def test_entries(line, found):
    assert amounts(line) == found
    assert reading(line).unread == ()


@pytest.mark.parametrize(
    ("frequency", "target"),
    [("1", 365), ("7", 52), ("14", 26), ("30", 12), ("3/7", 156), ("5/7", 261), ("0", 100)],
)
def test_a_target_is_what_a_frequency_makes_of_a_year(frequency, target):
    (item,) = reading(f"! Body\nGym: {frequency}\n", "habits").items
    assert (item.target, item.unit, item.tags) == (target, "times", ("Body",))
    assert item.extra == {"frequency": frequency}


def test_a_target_lies_ahead_of_what_was_done():
    line = "2026-11-01 : Gym : y : : 250\n"
    (item,) = reading(line * 3).items
    assert (sum(one.value for one in item.amounts), item.target) == (750, 25_000)


@pytest.mark.parametrize("given_name", ["habits", "log", ""])
def test_both_files_are_read_together(tmp_path, given_name):
    (tmp_path / "habits").write_text("Gym: 3/7\nRead: 1\n", encoding="utf-8")
    (tmp_path / "log").write_text("2026-11-01 : Gym : y\n", encoding="utf-8")
    path = tmp_path / given_name
    file = GivenFile(path.name, path.read_bytes() if given_name else b"", path)
    assert recognises(file) >= 0.9
    found = read(file, local())
    assert [(item.title, len(item.amounts)) for item in found.items] == [("Gym", 1), ("Read", 0)]


def test_entries_are_in_the_log_on_their_days():
    (record,) = brought(reading("2026-11-01 : Gym : y\n2026-11-03 : Gym : y : legs\n"))
    days = [event.day for event in record.log if event.kind in ("moved", "reached")]
    assert days == [date(2026, 11, 1), date(2026, 11, 3)]
    assert record.goal.position == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2026-02-30 : Gym : y", harsh.NO_DAY),
        ("2026-11-01 : Gym : maybe", harsh.NO_ENTRY),
        ("2026-11-01 Gym y", harsh.NO_ENTRY),
        ("2026-11-01 : Gym : y : : lots", harsh.NO_AMOUNT),
        ("2026-11-01 : Gym : y : : inf", harsh.NO_AMOUNT),
        ("2026-11-01 : Gym : y : : -3", harsh.NO_AMOUNT),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(line, reason):
    found = reading(f"2026-11-01 : Run : y\n# note\n2026-11-02 : Run : y\n{line}\n")
    assert [(left.reason, left.what, left.line) for left in found.unread] == [(reason, line, 4)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"!",
        b"Gym: 99999/0\n",
        b"2026-11-01 : G : y : : 1e308\n" * 3,
        b"2026-11-01 : G : y\n" * 5000,
        b"2026-11-01 : " + b": " * 20_000 + b"\n",
        "Gymä: 1".encode("latin-1"),
        b"9999-12-31 : G : y\r0001-01-01 : G : y\r\n",
    ],
    ids=range(9),
)
def test_broken_files_end_in_a_sentence_or_in_items(data):
    for name in ("log", "habits"):
        assert read_or_sentence(harsh, given(name, data)) is not None
