"""Asking a person for a yes before something is done."""

from __future__ import annotations

import sys

from lastmile_tui.cli.output import PLAIN, say


def answerable() -> bool:
    """Whether somebody sits at a terminal; a stream is None when it was closed."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def agreed(question: str, *, plain: bool) -> bool:
    """Ask; no is the answer to anything but yes."""
    signs = str.maketrans(PLAIN)
    try:
        answer = input(question.translate(signs) if plain else question)
    except (EOFError, KeyboardInterrupt) as error:
        say("")  # the question ends its line
        if isinstance(error, KeyboardInterrupt):
            raise
        return False
    return answer.strip().casefold() in ("y", "yes")
