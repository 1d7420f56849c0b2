"""The seal list of one goal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from textual import on

from lastmile_tui.domain.changes import drive, seal
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.errors import GoalError
from lastmile_tui.ui.kit.messages import ChangeRequested
from lastmile_tui.ui.kit.option_rows import OptionRows
from lastmile_tui.ui.seal.screen import SealScreen
from support.ui.one_screen_app import OneScreenApp, not_ascii
from support.ui.screen import shown, until

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 21)
CAR = "Sell the [b]car: listed >> signed ! contract [b]signed[/b] ! money there ! keys gone"


def do(record, move, *args, **named):
    """Make a move a minute after the newest event."""
    number = len(record.log)
    at = AT + timedelta(minutes=number)
    return move(record, Stamp(ulid(at, number), at, "one", at.date()), *args, **named)


def made(line=CAR, *, reached=0, ticked=()):
    record = add(read_line(line, lambda _: None), Stamp(ulid(AT, 0), AT, "one", AT.date()))
    for _ in range(reached):
        record = do(record, drive.advance)
    for index, evidence in ticked:
        record = do(record, seal.tick, index, evidence=evidence)
    return record


class Desk(OneScreenApp):
    """An app that carries out what the seal list asks for, as the real one does."""

    def __init__(self, record, **config):
        super().__init__(lambda glyphs, keys: SealScreen(record, TODAY, glyphs, keys), **config)
        self.record, self.refusal = record, ""

    @on(ChangeRequested)
    def _change(self, message):
        assert message.uid == self.record.goal.uid
        try:
            record = do(self.record, message.move)
        except GoalError as error:
            message.done(str(error))
            return
        message.done(self.refusal)
        if not self.refusal:
            self.record = record
            self.screen.show(record, TODAY)

    @property
    def items(self):
        return [item.text for item in self.record.goal.seal]

    @property
    def ticked(self):
        return [item.done for item in self.record.goal.seal]


def rows(app):
    """The rows of the panel, without its border."""
    return [line.strip("│ ").removeprefix("▌").strip() for line in shown(app).splitlines()]


async def test_items_are_shown_with_their_ticks_evidence_and_text_as_it_is():
    app = Desk(made(reached=2, ticked=[(0, "photo [i]of both")]))
    async with app.run_test(size=(80, 24)):
        page = rows(app)
        assert "[✓] contract [b]signed[/b]   photo [i]of both" in page
        assert "[ ] money there" in page
        assert "2 of 3 open · at the finish" in page
        assert "To seal ‘Sell the [b]car’" in shown(app)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (made(), "3 of 3 open · 2 mi to go before it can be sealed"),
        (made("Car > a ! b", reached=1, ticked=[(0, "")]), "all ticked · at the finish, ready"),
        (do(made("Car > a ! b", reached=1), seal.seal), "1 of 1 open · sealed Fri 20 Nov"),
        (do(made("Car > a ! b"), seal.remove_seal_item, 0), "1 mi to go before it can be sealed"),
    ],
)
async def test_the_first_line_says_where_it_stands(record, words):
    app = Desk(record)
    async with app.run_test(size=(80, 24)):
        assert any(row.startswith(words) for row in rows(app))


async def test_space_and_enter_tick_and_open_again():
    app = Desk(made())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "j", "enter")
        await until(pilot, lambda: app.ticked == [True, True, False])
        assert "1 of 3 open" in shown(app)
        await pilot.press("k", "space")
        await until(pilot, lambda: app.ticked == [False, True, False])


async def test_a_click_on_a_box_ticks_and_elsewhere_only_moves_the_cursor():
    app = Desk(made())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(OptionRows, offset=(20, 2))
        assert app.screen.rows.index == 2
        assert app.ticked == [False] * 3
        await pilot.click(OptionRows, offset=(3, 1))
        await until(pilot, lambda: app.ticked == [False, True, False])


async def test_an_item_is_added_and_the_cursor_goes_there():
    app = Desk(made())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "q", "space", "x", "enter")
        await until(pilot, lambda: app.items[3:] == ["q x"])
        await pilot.press("space")
        await until(pilot, lambda: app.ticked[3])


async def test_evidence_is_given_and_taken_away():
    app = Desk(made())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "v", "4", "2", "enter")
        await until(pilot, lambda: app.record.goal.seal[1].evidence == "42")
        assert "[ ] money there   42" in rows(app)
        await pilot.press("v", "backspace", "backspace", "enter")
        await until(pilot, lambda: not app.record.goal.seal[1].evidence)


async def test_rewording_begins_with_the_words_there_are():
    app = Desk(made())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G", "e")
        assert app.screen.field.value == "keys gone"
        await pilot.press("exclamation_mark", "enter")
        await until(pilot, lambda: app.items[2] == "keys gone!")
        assert app.focused is None


@pytest.mark.parametrize("key", ["x", "delete"])
async def test_removing_leaves_the_cursor_where_it_was(key):
    app = Desk(made())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", key)
        await until(pilot, lambda: app.items == ["contract [b]signed[/b]", "keys gone"])
        assert app.screen.rows.index == 1


@pytest.mark.parametrize("keys", [("J", "K"), ("shift+down", "shift+up"), ("alt+j", "alt+k")])
async def test_items_are_carried_up_and_down_and_the_cursor_with_them(keys):
    later, earlier = keys
    app = Desk(made("Car > a ! one ! two ! three"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(later, later, later)
        await until(pilot, lambda: app.items == ["two", "three", "one"])
        assert app.screen.rows.index == 2
        await pilot.press(earlier)
        await until(pilot, lambda: app.items == ["two", "one", "three"])


async def test_keys_typed_ahead_of_the_file_still_mean_their_item():
    app = Desk(made("Car > a ! one ! two ! three"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        screen.action_carry(1)
        screen.action_carry(1)
        screen.action_tick()
        screen.action_tick()
        screen.action_remove_item()
        screen.action_tick()
        await until(pilot, lambda: "That item is no longer on the seal list." in rows(app))
    assert app.items == ["two", "three"]
    assert app.ticked == [False, False]


async def test_what_is_refused_stays_with_the_reason_under_it():
    app = Desk(made())
    async with app.run_test(size=(60, 20)) as pilot:
        app.refusal = "The change was not saved: no space left on the ‘device’."
        await pilot.press("a", "o", "k", "enter")
        await until(pilot, lambda: "no space left" in shown(app))
        assert app.screen.field.value == "ok"
        app.refusal = ""
        await pilot.press("enter")
        await until(pilot, lambda: app.items[3:] == ["ok"])
        assert "no space left" not in shown(app)


async def test_a_tick_that_is_refused_says_why():
    app = Desk(made())
    async with app.run_test(size=(60, 20)) as pilot:
        app.refusal = "No."
        await pilot.press("space")
        await until(pilot, lambda: "No." in rows(app))
        app.refusal = ""
        await pilot.press("space")
        await until(pilot, lambda: app.ticked[0])
        assert "No." not in rows(app)


async def test_escape_leaves_the_question_first_and_then_the_list():
    app = Desk(made())
    async with app.run_test() as pilot:
        await pilot.press("e", "j", "escape")
        assert app.items[0] == "contract [b]signed[/b]"
        assert app.answers == []
        await pilot.press("q")
        assert app.answers == [None]


async def test_an_answer_that_changes_nothing_is_no_change():
    app = Desk(made())
    async with app.run_test() as pilot:
        await pilot.press("e", "enter", "a", "enter", "v", "enter")
        assert len(app.record.log) == 1
        assert app.focused is None


async def test_nothing_else_happens_while_a_question_is_open():
    app = Desk(made())
    async with app.run_test() as pilot:
        await pilot.press("a", "x", "down", "pagedown", "shift+down", "ctrl+r", "J", "s")
        assert (app.screen.rows.index, len(app.record.log), app.asked) == (0, 1, [])
        assert app.screen.field.value == "xJs"


async def test_sealing_and_taking_back_are_asked_of_the_app():
    app = Desk(made())
    uid = app.record.goal.uid
    async with app.run_test() as pilot:
        await pilot.press("s", "S", "u", "U")
        assert app.asked == [("seal now", uid), ("seal now", uid), ("undo", None), ("redo", None)]
        assert app.answers == []


async def test_the_users_own_keys_hold():
    app = Desk(made(reached=2), keys={"undo": "z", "density": "", "seal": "f5", "down": "f6"})
    async with app.run_test(size=(80, 24)) as pilot:
        assert "f5 seal  z undo  esc close" in shown(app)
        await pilot.press("z", "f5", "f6")
        assert [name for name, _ in app.asked] == ["undo", "seal now"]
        assert app.screen.rows.index == 1


async def test_an_empty_list_says_how_to_begin():
    app = Desk(do(made("Car > a ! b"), seal.remove_seal_item, 0))
    async with app.run_test(size=(60, 20)) as pilot:
        assert "Nothing on the list yet: a adds the first item." in rows(app)
        await pilot.press("space", "x", "v", "e", "J", "j")
        assert len(app.record.log) == 2
        await pilot.press("a", "b", "enter")
        await until(pilot, lambda: "[ ] b" in rows(app))


async def test_a_hundred_items_scroll_with_the_cursor():
    app = Desk(made("Big > a " + " ".join(f"! item {n}" for n in range(seal.SEAL_LIMIT))))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("G")
        await until(pilot, lambda: "[ ] item 99" in rows(app))
        assert "space tick v evidence e reword x remove J/K move" in rows(app)
        await pilot.press("a", "n", "enter")
        await until(pilot, lambda: "A seal list holds 100 items" in shown(app))


async def test_long_items_and_evidence_are_read_whole_in_the_smallest_terminal():
    text, evidence = (
        " ".join(f"word{n}" for n in range(20)),
        " ".join(f"proof{n}" for n in range(9)),
    )
    app = Desk(made(f"Car > a ! {text}", ticked=[(0, evidence)]))
    async with app.run_test(size=(60, 20)):
        page = " ".join(rows(app))
    assert text in " ".join(page.split())
    assert evidence in " ".join(page.split())


async def test_another_process_may_take_the_item_away_meanwhile():
    app = Desk(made("Car > a ! one ! two"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "s")
        app.record = do(app.record, seal.remove_seal_item, 0)
        app.screen.show(app.record, TODAY)
        await pilot.press("enter")
        await until(pilot, lambda: "That item is no longer on the seal list." in shown(app))
        assert app.items == ["two"]


async def test_a_sealed_goal_offers_no_seal_and_says_what_the_app_says():
    app = Desk(do(made("Car > a ! b", reached=1), seal.seal))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "a add  u undo  esc close" in rows(app)
        app.say("‘Car’ is sealed already.", "warning")
        await until(pilot, lambda: "‘Car’ is sealed already." in shown(app))


async def test_an_ascii_terminal_gets_nothing_else():
    app = Desk(made(reached=2, ticked=[(0, "photo")]), glyphs="ascii")
    async with app.run_test(size=(60, 20)) as pilot:
        assert "[x] contract" in shown(app)
        assert not_ascii(app) == []
        app.refusal = "‘No’."
        await pilot.press("v", "x", "enter")
        await until(pilot, lambda: "'No'." in shown(app))
        assert not_ascii(app) == []
