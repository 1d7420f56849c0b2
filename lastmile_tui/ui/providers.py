"""What the palette finds besides commands: goals."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from lastmile_tui.ui.screens.highway import HighwayScreen

if TYPE_CHECKING:
    from lastmile_tui.domain.goal import Goal

_HITS = 20
"""Goals offered at a time: more are found by typing on."""


class GoalProvider(Provider):
    """Goes to a goal by its title."""

    async def discover(self) -> Hits:
        """Offer the goals at the top."""
        for goal in self._goals()[:_HITS]:
            yield DiscoveryHit(
                Content(goal.title),
                partial(self._go, goal.uid),
                text=goal.title,
                help="Go to this road",
            )

    async def search(self, query: str) -> Hits:
        """Offer the goals whose titles match."""
        matcher = self.matcher(query)
        for goal in self._goals():
            score, offsets = matcher.fuzzy_search.match(query, goal.title)
            if score > 0:
                shown = Content(goal.title)
                for offset in offsets:
                    shown = shown.stylize("bold", offset, offset + 1)
                yield Hit(
                    score,
                    shown,
                    partial(self._go, goal.uid),
                    text=goal.title,
                    help="Go to this road",
                )

    def _goals(self) -> list[Goal]:
        screen = self.screen
        if not isinstance(screen, HighwayScreen) or screen.board is None:
            return []
        return list(screen.board.lineup.goals)

    def _go(self, uid: str) -> None:
        if isinstance(self.screen, HighwayScreen):
            self.screen.view.choose(uid)
