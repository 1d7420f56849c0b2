"""Tabs and their apps: how many, how long, and how they end."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from time import monotonic

import pytest

from lastmile_tui.web.tab import IDLE, QUIT, STOPPED, TAKEN
from support.web.server import Served, Visitor, until_gone


def typed(served):
    return served.typed.read_text(encoding="utf-8")


async def test_each_tab_has_an_app_of_its_own_of_the_size_of_its_page(visitor):
    one, other = await visitor.open(size=(100, 30)), await visitor.open(size=(40, 60))
    await one.until_drawn("Resize 100x30")
    await other.until_drawn("Resize 40x60")
    assert one.pid != other.pid
    assert one.key != other.key
    await one.type("hello €")
    await one.until_drawn("typed hello €")
    assert "typed" not in other.drawn
    await one.close()
    await other.close()


async def test_a_page_that_is_loaded_again_has_its_app_again_and_the_whole_screen(visitor):
    tab = await visitor.open()
    await tab.until_drawn("Resize 80x24")
    await tab.close()
    again = await visitor.open(tab.key, size=(90, 20))
    await again.until_drawn("Attach 90x20")
    await again.type("x")
    await again.until_drawn("typed x")
    assert again.key == tab.key
    assert "pid" not in again.drawn
    await again.close()


@pytest.mark.parametrize("key", ["", "x", "../x", "é" * 1000, "\x00"])
async def test_a_key_that_nobody_has_is_a_new_tab(visitor, key):
    tab = await visitor.open(key)
    await tab.until_drawn("Resize 80x24")
    assert tab.key not in ("", key)
    await tab.close()


async def test_a_tab_that_is_opened_twice_goes_on_in_the_newer_one(visitor):
    tab = await visitor.open()
    await tab.until_drawn("Resize")
    newer = await visitor.open(tab.key)
    assert await tab.until_closed() == TAKEN
    await newer.until_drawn("Attach")
    await newer.type("x")
    await newer.until_drawn("typed x")
    await newer.close()


async def test_nobody_comes_back_to_an_app_that_has_waited_long_enough(tmp_path):
    async with Served(tmp_path, away=0.05) as served, Visitor(served) as visitor:
        tab = await visitor.open()
        await tab.type("the last word")
        await tab.until_drawn("typed the last word")
        await tab.close()
        await until_gone(tab.pid)
        again = await visitor.open(tab.key)
        await again.until_drawn("pid")
        assert again.pid != tab.pid
        await again.close()


async def test_a_page_in_which_nothing_is_typed_for_hours_is_ended(tmp_path):
    async with Served(tmp_path, idle=0.05) as served, Visitor(served) as visitor:
        tab = await visitor.open()
        await tab.type("the last word")
        assert await tab.until_closed() == IDLE
    assert typed(served) == "the last word"


async def test_there_are_only_so_many_tabs_and_a_sentence_says_so(tmp_path):
    async with Served(tmp_path, tabs=2) as served, Visitor(served) as visitor:
        tabs = [await visitor.open() for _ in range(2)]
        for tab in tabs:
            await tab.until_drawn("Resize")
        third = await visitor.open()
        sentence = "2 tabs are open, and there are no more than that. Close one of them."
        assert await third.until_closed() == sentence
        await tabs[0].type("x")
        await tabs[0].until_drawn("typed x")
        for tab in tabs:
            await tab.close()


async def test_a_tab_that_was_left_makes_room_for_another_one(tmp_path):
    async with Served(tmp_path, tabs=2) as served, Visitor(served) as visitor:
        stays, left = await visitor.open(), await visitor.open()
        await stays.until_drawn("Resize")
        await left.type("saved")
        await left.until_drawn("typed saved")
        await left.close()
        third = await visitor.open()
        await third.until_drawn("Resize")
        await until_gone(left.pid)
        assert stays.words[-1][0] == "tab"  # it was told nothing else
        await stays.close()
        await third.close()


async def test_all_that_was_typed_is_done_before_the_end(served, visitor):
    tabs = [await visitor.open() for _ in range(3)]
    for tab in tabs:
        await tab.until_drawn("Resize")
    for number in range(200):
        for tab in tabs:
            await tab.type(f"{number},")
    began = monotonic()
    task = asyncio.create_task(served.stop())
    assert {await tab.until_closed() for tab in tabs} == {STOPPED}
    await task
    assert monotonic() - began < 5
    assert sorted(typed(served).strip(",").split(",")) == sorted(
        str(number) for number in range(200) for _ in tabs
    )


async def test_a_page_that_does_not_answer_the_end_is_not_waited_for(tmp_path):
    async with Served(tmp_path, farewell=0.1) as served, Visitor(served) as visitor:
        tab = await visitor.open()
        await tab.until_drawn("Resize")
        await tab.type("typed late")
        await served.stop()
        assert typed(served) == "typed late"
        await tab.close()


async def test_an_app_that_is_stuck_is_not_waited_for_either(tmp_path):
    async with Served(tmp_path, patience=0.2, farewell=0.1) as served, Visitor(served) as visitor:
        tab = await visitor.open()
        await tab.type("stuck")
        await tab.until_drawn("stuck;")
        await served.stop()
        await until_gone(tab.pid)


async def test_what_an_app_says_when_it_breaks_is_shown_as_text_and_printed(served, visitor):
    tab = await visitor.open()
    await tab.type("crash")
    assert await tab.until_closed() == "It <b>broke</b>."
    await visitor.get("/")
    assert served.said == ["It <b>broke</b>."]


async def test_an_app_that_somebody_kills_leaves_a_page_that_says_it_ended(visitor):
    tab = await visitor.open()
    await tab.until_drawn("Resize")
    os.kill(tab.pid, signal.SIGKILL)
    assert await tab.until_closed() == QUIT


async def test_an_app_that_cannot_be_started_is_a_sentence(tmp_path):
    command = (str(tmp_path / "nothing"),)
    async with Served(tmp_path, command=command) as served, Visitor(served) as visitor:
        tab = await visitor.open()
        assert (
            await tab.until_closed() == "The app could not be started: No such file or directory."
        )


async def test_what_is_no_packet_ends_the_app(tmp_path):
    command = (sys.executable, "-c", "print('hello, this is no packet at all', flush=True)")
    async with Served(tmp_path, command=command) as served, Visitor(served) as visitor:
        tab = await visitor.open()
        assert await tab.until_closed() == QUIT


@pytest.mark.parametrize("text", ["\x1b[A", "\x1b[200~two\nlines\x1b[201~", "🏁", "x" * 100_000])
async def test_what_is_typed_arrives_as_it_was(served, visitor, text):
    tab = await visitor.open()
    await tab.type(text)
    await tab.until_drawn(f"typed {text};")
    assert typed(served) == text
    await tab.close()


async def test_half_a_character_of_javascript_breaks_nothing(visitor):
    tab = await visitor.open()
    await tab.send_raw('["stdin", "\\ud83c"]')
    await tab.type("x")
    await tab.until_drawn("typed x")
    await tab.close()
