"""Changes of this machine that the data file lacks: a sync brings them back by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.store.copies import own

if TYPE_CHECKING:
    from lastmile_tui.store.goals import GoalStore


def bring_back(store: GoalStore) -> None:
    """Bring back what another program took out of the file, as one change."""
    own.bring_back(store)
