"""What the tests of the command line share."""

from __future__ import annotations

import json
from typing import NamedTuple

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
