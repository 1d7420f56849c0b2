"""What the cells of a table mean: states, names in a row, numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastmile_tui.domain.input.numbers import read_number
from lastmile_tui.exchange.items import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.domain.model.numbers import Notation

_DONE = frozenset(
    (
        *("done", "complete", "completed", "finished", "closed", "resolved", "shipped", "x", "yes"),
        *("true", "1", "✓", "✔", "✅", "☑", "100%", "checked", "archived", "done ✅", "y", "wahr"),
    )
)
_CANCELLED = frozenset(
    (
        *("cancelled", "canceled", "won't do", "wont do", "won't fix", "wontfix", "dropped"),
        *("abandoned", "rejected", "deleted", "duplicate", "obsolete"),
    )
)
_WAITING = frozenset(("waiting", "waiting for", "blocked", "on hold", "waiting on others"))
_OPEN = frozenset(
    (
        *("", "no", "false", "0", "n", "open", "todo", "to do", "to-do", "not started", "backlog"),
        *("in progress", "doing", "active", "new", "next", "pending", "started", "review"),
        *("needs action", "0%", "ready", "unchecked", "falsch", "later"),
    )
)

_SPLIT = re.compile(r"[,;\n|]")
_COLOUR = re.compile(
    r" \((?:green|yellow|orange|red|purple|blue|sky|lime|pink|black)(?:_(?:light|dark))?\)$"
)
_LINKED = re.compile(r" \((?:https?://[^()]*|[^()]*\.md)\)")
_ID = re.compile(r" \(\d{4,}\)$")
_PLAIN = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,9})?")


def status_of(text: str) -> Status | None:
    """The state that a word says; None for a word that says none."""
    word = _word(text)
    if word in _DONE:
        return Status.DONE
    if word in _CANCELLED:
        return Status.CANCELLED
    return Status.OPEN if word in _OPEN or word in _WAITING else None


def is_waiting(text: str) -> bool:
    """Whether a state is that of something that waits."""
    return _word(text) in _WAITING


def is_plain_state(text: str) -> bool:
    """Whether a state says no more than that it is done or not."""
    return _word(text) in ("", "no", "false", "0", "yes", "true", "1", "done", "x", "completed")


def are_stages(names: Iterable[str]) -> bool:
    """Whether names of lists are states, as on a board: every one, or the one that is done."""
    states = [status_of(name) for name in dict.fromkeys(names) if name]
    return bool(states) and (None not in states or Status.DONE in states)


def names_in(text: str) -> tuple[str, ...]:
    """The names that a cell lists, without colours and numbers that tools put behind them."""
    parts = (_ID.sub("", _COLOUR.sub("", part.strip())) for part in _SPLIT.split(unlinked(text)))
    return tuple(dict.fromkeys(part for part in parts if part))


def unlinked(text: str) -> str:
    """A text without the addresses that follow the names of pages."""
    return _LINKED.sub("", text)


def number_in(text: str, notation: Notation) -> float | None:
    """The number of a cell; None where it is none."""
    if _PLAIN.fullmatch(text):
        return float(text)
    found = read_number(text, notation)
    return None if found is None else found.value


def _word(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())  # as word processors write it
