"""The order of parts that several devices may change: each part has a rank, a number.

A new part gets a rank between those of its neighbours, so that two devices can put parts into
different places and both are kept.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def ranked(ranks_before: Sequence[float | None]) -> list[float]:
    """Rising ranks for parts in order; given ranks are kept where that is possible.

    None is a part without a rank.
    """
    ranks = _between(ranks_before)
    if any(low >= high for low, high in pairwise(ranks)):
        return [float(index + 1) for index in range(len(ranks_before))]
    return ranks


def _between(ranks: Sequence[float | None]) -> list[float]:
    """The ranks with each missing one between its neighbours, or beyond the last one."""
    filled: list[float] = []
    for index, rank in enumerate(ranks):
        after = next((later for later in ranks[index:] if later is not None), None)
        if rank is not None:
            filled.append(rank)
        elif after is None:
            filled.append(filled[-1] + 1.0 if filled else 1.0)
        else:
            filled.append((filled[-1] + after) / 2 if filled else after - 1.0)
    return filled
