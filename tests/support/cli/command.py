"""What the tests of the command line share."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from io import BytesIO, TextIOWrapper
from typing import NamedTuple

from lastmile_tui.cli.main import main

NOW = "2026-11-21T09:00"
"""A Saturday."""

VOLVO = "Sell the Volvo: listed > test drives > price agreed >> papers signed  due fri #car @Henrik"


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


def printed_by(*words):
    """What a command prints, carried out here: beside an app in a terminal that is elsewhere."""
    with redirect_stdout(TextIOWrapper(BytesIO(), encoding="utf-8")) as out:
        assert main([*map(str, words)]) == 0
        out.flush()
        return out.buffer.getvalue().decode()
