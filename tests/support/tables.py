"""The rows of a table of cases, run as one test: what pytest does for each would take longer."""

from __future__ import annotations

from inspect import iscoroutinefunction, signature
from itertools import groupby

import pytest


def without_rows(items):
    """The tests with one in the place of all rows of each that asks for nothing but its row.

    Such a row has nothing that the next one might find changed, and needs nothing set up.
    """
    for _, group in groupby(items, key=lambda item: (item.path, item.parent, item.function)):
        rows = list(group)
        function = rows[0].function
        if len(rows) == 1 or not all(map(_is_its_row_alone, rows)):
            yield from rows
        else:
            cases = [(row.name, row.callspec.params) for row in rows]
            yield pytest.Function.from_parent(
                rows[0].parent, name=function.__name__, callobj=in_turn(function, cases)
            )


def in_turn(function, cases):
    """A test of all cases, which are names and arguments; it fails by all that fail."""

    def every_row():
        failed = []
        for name, arguments in cases:
            try:
                function(**arguments)
            except pytest.skip.Exception:
                continue
            except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 # told below
                error.add_note(f"in {name}")
                failed.append(error)
        if len(failed) == 1:
            raise failed[0]
        if failed:
            names = ", ".join(error.__notes__[-1].removeprefix("in ") for error in failed)
            raise BaseExceptionGroup(f"{len(failed)} of {len(cases)} rows: {names}", failed)

    return every_row


def _is_its_row_alone(item):
    """Whether a test is a function of nothing but the values of its row."""
    marks = item.own_markers
    if not marks or {mark.name for mark in marks} != {"parametrize"}:
        return False
    if item.cls or iscoroutinefunction(item.function):
        return False
    if hasattr(item.function, "hypothesis") or any("indirect" in mark.kwargs for mark in marks):
        return False
    names = {name for mark in marks for name in _names(mark.args[0])}
    return set(signature(item.function).parameters) == names


def _names(names):
    return [name.strip() for name in names.split(",")] if isinstance(names, str) else names
