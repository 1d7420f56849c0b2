"""The palette: Textual's own, made to work in a terminal without room for its list."""

from __future__ import annotations

from asyncio import sleep
from functools import partial
from heapq import nlargest
from operator import itemgetter
from typing import TYPE_CHECKING

from textual.command import CommandList, CommandPalette, Hit, Hits, Provider
from textual.content import Content
from textual.system_commands import SystemCommandsProvider
from textual.widgets import Input

from lastmile_tui.domain.views.letters import plain_letters
from lastmile_tui.ui.kit.command_screen import CommandScreen
from lastmile_tui.ui.kit.line_input import hidden_text
from lastmile_tui.ui.kit.messages import GoalFound

if TYPE_CHECKING:
    from textual import events

    from lastmile_tui.domain.model.goal import Goal


HITS = 20
"""The most goals that are offered; typing on finds others."""

AT_ONCE = 200
"""Goals that are searched before the next key is handled."""


HELP_SHARE = 0.5
"""The weight of a word found in the help, relative to the name."""


class CommandProvider(SystemCommandsProvider):
    """Carries out a command by its name, or by words of its help."""

    async def search(self, query: str) -> Hits:
        """Offer the commands whose names or help texts match."""
        matcher = self.matcher(query)
        words = query.casefold().split()
        for name, help_text, callback, _ in self.app.get_system_commands(self.screen):
            score, text = matcher.match(name), f"{name} {help_text}"
            if not score and all(word in text.casefold() for word in words):
                score = sum(matcher.fuzzy_search.match(word, text)[0] for word in words)
                score *= HELP_SHARE
            if score > 0:
                yield Hit(score, matcher.highlight(name), callback, text=name, help=help_text)


class GoalProvider(Provider):
    """Goes to a goal by its title."""

    async def search(self, query: str) -> Hits:
        """Offer the goals whose titles match best."""
        matcher, letters = self.matcher(query), plain_letters(query)
        found = []
        for number, goal in enumerate(self._goals()):
            plain = plain_letters(goal.title)
            score, offsets = matcher.fuzzy_search.match(letters, plain)
            if score > 0:
                found.append((score, goal, offsets if len(plain) == len(goal.title) else ()))
            if number % AT_ONCE == AT_ONCE - 1:
                await sleep(0)
        for score, goal, offsets in nlargest(HITS, found, key=itemgetter(0)):
            title = Content(goal.title)
            for offset in offsets:
                title = title.stylize(matcher.match_style, offset, offset + 1)
            yield Hit(
                score, title, partial(self._go, goal.uid), text=goal.title, help="Go to this road"
            )

    def _goals(self) -> list[Goal]:
        screen = self.screen
        goals = screen.goals_to_find if isinstance(screen, CommandScreen) else ()
        return [goal for goal in goals if not goal.hidden]

    def _go(self, uid: str) -> None:
        self.screen.post_message(GoalFound(uid))


class PaletteScreen(CommandPalette):
    """Finds a command or a road."""

    def __init__(self) -> None:
        super().__init__(placeholder="A command, or the title of a road")

    def on_key(self, event: events.Key) -> None:
        """Type what Textual takes for no text, as in every line to type in."""
        if text := hidden_text(event):
            field = self.query_one(Input)
            field.replace(text, *sorted(field.selection))

    def on_resize(self) -> None:
        """Lay out the list again: Textual drops its height when it had no room."""
        for hits in self.query(CommandList):
            self.call_after_refresh(hits.refresh, layout=True)

    def _action_command_list(self, action: str) -> None:
        """Move in the list, if it has lines: Textual fails without them."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)
