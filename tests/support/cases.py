"""Tables that one test goes through, where a test for each line would cost more than the line."""

from __future__ import annotations

from contextlib import contextmanager


@contextmanager
def case(*names):
    """One line of a table: what fails in it says which one it is."""
    try:
        yield
    except Exception as error:
        error.add_note(f"The case: {', '.join(map(str, names))}")
        raise
