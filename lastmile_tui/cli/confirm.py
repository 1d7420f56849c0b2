"""Asking for confirmation before something is done."""

from __future__ import annotations

import sys

from lastmile_tui.cli.output import PLAIN, say


def can_ask() -> bool:
    """Whether the program runs in a terminal; a stream is None if it was closed."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def ask_yes_no(question: str, *, plain: bool) -> bool:
    """Ask a question; any answer but yes is a no."""
    signs = str.maketrans(PLAIN)
    try:
        answer = input(question.translate(signs) if plain else question)
    except (EOFError, KeyboardInterrupt) as error:
        say("")  # the question ends its line
        if isinstance(error, KeyboardInterrupt):
            raise
        return False
    return answer.strip().casefold() in ("y", "yes")
