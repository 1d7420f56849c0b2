"""The inbox in the app: a line that something leaves beside the file is on the road in a second."""

from __future__ import annotations

import os

import pytest

from lastmile_tui.store.inbox import Inbox
from support.store.database import private_of
from support.ui.screen import titles, toast, until


@pytest.mark.usefixtures("quick")
async def test_a_line_left_beside_the_file_is_shown_and_undone(garage):
    garage.add("Other: a > b")
    data = garage.store().storage.path
    app = garage.app(inbox=Inbox(data, private_of(data)))
    async with app.run_test() as pilot:
        path = data.with_name("inbox.txt")
        path.write_text("Sell the Volvo: listed > signed\n")
        os.utime(path, (1, 1))
        await until(pilot, lambda: "Sell the Volvo" in titles(app))
        assert toast(app) == "‘Sell the Volvo’ came from inbox.txt."
        assert not path.exists()
        await pilot.press("u")
        await until(pilot, lambda: titles(app) == ["Other"])
