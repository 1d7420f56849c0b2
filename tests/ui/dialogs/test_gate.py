"""What stands in the final stretch, shown before something new begins."""

from __future__ import annotations

from datetime import UTC, date, datetime
from unittest.mock import Mock

import pytest
from textual.events import Key

from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.ui.dialogs.gate import GATE_LIMIT, GateRow, GateScreen, gate_words
from lastmile_tui.ui.kit.option_rows import OptionRows
from support.ui.one_screen_app import OneScreenApp, not_ascii
from support.ui.screen import shown, until

TODAY = date(2026, 11, 21)
_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
ROAD = add(read_line("Road: a > b >> c", lambda _: None), Stamp(ulid(_AT, 1), _AT, "one", TODAY))
ROWS = tuple(
    GateRow(
        f"uid{number}", f"Road {number}", max(4 - number, 0), f"reason {number}", "1.6 mi to go"
    )
    for number in range(1, 7)
)


def gate(rows=ROWS, title="Learn the [b]cello", total=None, today=None, **config):
    count = len(rows) if total is None else total
    return OneScreenApp(lambda glyphs, _: GateScreen(rows, title, count, glyphs, today), **config)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("enter",), "go"),
        (("g",), "go"),
        (("1",), "uid1"),
        (("5",), "uid5"),
        (("k", "up", "enter"), "uid4"),
        (("6", "9", "0", "escape"), None),
    ],
)
async def test_one_key_goes_on_drives_a_road_or_leaves(keys, answer):
    app = gate()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await until(pilot, lambda: app.answers == [answer])


TYPED = (
    "10 km in June",
    "3 books",
    "42",
    "2go",
    "Book it",
    "Read 1.000 pages",
    "Take 2 books back",
    "kayak 3 times",
    "jog 5 km",
    "Fix the garage",
    "Über 4 Ecken",
    "- milk 2 l",
)


@pytest.mark.parametrize("text", TYPED)
async def test_a_title_typed_before_the_gate_is_seen_drives_no_road(text):
    app = gate()
    async with app.run_test(size=(80, 24)) as pilot:
        for letter in text:
            app.post_message(Key(letter, letter))
        await pilot.pause()
        assert app.answers == []
        assert "enter goes on · esc cancels" in shown(app)
        await pilot.press("enter")
        assert app.answers == ["go"]


async def test_what_waits_behind_a_number_is_read_before_its_moment_is_over(monkeypatch):
    """On a busy machine the moment ended between two keys that were there together."""
    ends = []

    def set_timer(_, __, end):
        ends.append(end)
        return Mock()

    monkeypatch.setattr(GateScreen, "set_timer", set_timer)
    app = gate()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        app.post_message(Key("0", "0"))
        app.screen.call_later(ends[0])
        await until(pilot, lambda: app.answers or "enter goes on · esc cancels" in shown(app))
        assert app.answers == []
        await pilot.press("up", "2")
        app.screen.call_later(ends[1])
        await until(pilot, lambda: app.answers == ["uid2"])


async def test_an_arrow_ends_what_was_typed_and_the_numbers_answer_again():
    app = gate()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "2", "g")
        assert app.answers == []
        await pilot.press("up", "2")
        await until(pilot, lambda: app.answers == ["uid2"])


async def test_a_click_drives_a_road():
    app = gate()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(OptionRows, offset=(12, 4))
        assert app.answers == ["uid2"]


async def test_the_smallest_terminal_shows_five_roads_and_the_way_on():
    app = gate()
    async with app.run_test(size=(60, 20)):
        page = shown(app)
        for number in range(1, GATE_LIMIT + 1):
            assert f"Road {number}" in page
            assert f"reason {number}" in page
        assert "Road 6" not in page
        assert "▌  g  go on with ‘Learn the [b]cello’" in page
        assert "Before you start ‘Learn the [b]cello’" in page


async def test_each_road_has_its_attention_and_what_is_left():
    app = gate()
    async with app.run_test(size=(80, 24)):
        lines = [" ".join(line.split()) for line in shown(app).splitlines()]
    assert "│ 1 ▴▴▴ Road 1 1.6 mi to go │" in lines
    assert "│ 3 ▴ Road 3 1.6 mi to go │" in lines
    assert "│ 4 Road 4 1.6 mi to go │" in lines


async def test_a_deck_is_drawn_where_there_is_room_beside_the_reason():
    near = GateRow("near", "Near", 3, "not sealed for 12 days", "at the door", ROAD.goal)
    talk = GateRow("talk", "Talk", 1, "a reason that goes on " * 3, "at the door", ROAD.goal)
    for width, decks in ((80, 1), (60, 0)):
        app = gate((near, talk), today=TODAY)
        async with app.run_test(size=(width, 24)):
            assert shown(app).count("═▞") + shown(app).count("┃▞") == decks


async def test_an_ascii_terminal_gets_nothing_else():
    app = gate(glyphs="ascii", today=TODAY)
    async with app.run_test(size=(60, 20)):
        assert "!!!  Road 1" in shown(app)
        assert not_ascii(app) == []


@pytest.mark.parametrize(
    ("total", "shown_roads", "words"),
    [
        (1, 1, "One road is in the final stretch. Finish it first?"),
        (2, 2, "Two roads are in the final stretch. Finish one of them first?"),
        (12, 5, "12 roads are in the final stretch, these five need you most. Finish one"),
    ],
)
def test_the_first_line_counts_and_asks(total, shown_roads, words):
    assert gate_words(total, shown_roads).startswith(words)
