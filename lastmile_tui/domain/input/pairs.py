"""Which text of a rewritten list is which one of the list before."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def paired(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each new text the index of the old one that it is, or None.

    Texts in their old order come first, then those that were moved; what is left between two
    texts in their old order pairs up in its order.
    """
    found: dict[int, int] = {}
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for kind, low, high, start, end in steps:
        if kind == "equal":
            found.update(zip(range(start, end), range(low, high), strict=True))
    left = sorted({*range(len(old))} - {*found.values()})
    for index, text in enumerate(new):
        at = next((at for at in left if old[at] == text), None)
        if index not in found and at is not None:
            found[index] = at
            left.remove(at)
    for kind, low, high, start, end in steps:
        if kind == "replace":
            open_ = (index for index in range(start, end) if index not in found)
            found.update(zip(open_, [at for at in left if low <= at < high], strict=False))
    return [found.get(index) for index in range(len(new))]
