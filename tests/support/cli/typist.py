"""A typist for reviews in lines: what was typed stands in what was printed."""

from __future__ import annotations

import sys
from contextvars import copy_context
from io import StringIO
from random import Random

from lastmile_tui.cli.context import Context
from lastmile_tui.cli.parser import parse
from lastmile_tui.domain.examples.demo import DEVICE, demo_records
from support.cli.command import NOW


class Typist(StringIO):
    """Types one line after the other, then ends; a step that is no text is done in between."""

    def __init__(self, *steps):
        super().__init__()
        self._steps = iter(steps)

    def readline(self, *_):
        for step in self._steps:
            if isinstance(step, str):
                sys.stdout.write(f"{f'> {step}'.rstrip()}\n")
                return f"{step}\n"
            step()
        return ""


def change(now, uid, *moves):
    """Change a goal as another process does, at an instant; its settings are its own."""
    copy_context().run(_change, now, uid, moves)


def _change(now, uid, moves):
    context = Context(parse(["list", "--now", now]))
    with context.store() as store:
        for move in moves:
            store.change(uid, move)


def insert_demo(file):
    """Put the demo roads into a file."""
    context = Context(parse(["list", "--now", NOW]))
    random = Random(7)
    records = demo_records(context.clock.now(), context.calendar, lambda: random.getrandbits(80))
    with context.store_at(file, DEVICE) as store:
        store.insert(records)
