"""What came of an inbox, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.text import counted, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLE = 40
"""Cells of a title."""


def say_taken(titles: Sequence[str], again: int, refused: int, doubts: Sequence[str] = ()) -> str:
    """The roads that came, lines that were known already, and those that stay with a remark.

    Of what is in doubt of the roads the first sentence stands in full.
    """
    parts: list[str] = []
    if len(titles) == 1:
        parts.append(f"‘{fit(titles[0], _TITLE)}’ came from inbox.txt.")
    elif titles:
        parts.append(
            f"{counted(len(titles), 'road')} came from inbox.txt, first ‘{fit(titles[0], _TITLE)}’."
        )
    parts.extend(doubts[:1])
    if len(doubts) > 1:
        parts.append(f"And {len(doubts) - 1:,} more.")
    if again:
        are = "line was" if again == 1 else "lines were"
        parts.append(f"{again:,} {are} taken in before and left out.")
    if refused:
        what = "line of inbox.txt was" if refused == 1 else "lines of inbox.txt were"
        parts.append(f"{refused:,} {what} not understood; the remark in front says why.")
    return " ".join(parts)
