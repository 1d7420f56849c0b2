"""The first steps while they are walked: begun for who has no road yet, or when asked for."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lastmile_tui.domain.examples.first_steps import (
    FirstStep,
    Guide,
    coach_for,
    from_text,
    to_text,
    update_guide,
)
from lastmile_tui.domain.views.lineup import View
from lastmile_tui.ui.kit.bindings import key_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastmile_tui.domain.examples.first_steps import Coach
    from lastmile_tui.ui.kit.bindings import Keys
    from lastmile_tui.ui.state.session import Session


def _short(path: Path) -> str:
    """A path as people write it."""
    with suppress(ValueError, RuntimeError):  # elsewhere, or nobody's home
        return f"~/{path.relative_to(Path.home())}"
    return str(path)


class FirstSteps:
    """Follows the goals; `text` is what the state file keeps of it."""

    def __init__(self, session: Session, keys: Keys, text: str | None, *, plain: bool) -> None:
        self._session, self.text = session, text
        self._keys, self._plain = keys, plain
        self._guide = from_text(text)

    @property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        """The keys as they are printed on a keyboard."""
        return {
            command: tuple(key_name(key, plain=self._plain) for key in own)
            for command, own in self._keys.items()
        }

    def offer(self) -> None:
        """Begin where there is no road and nobody has left the first steps yet."""
        new = not any(not goal.hidden for goal in self._session.goals.values())
        if self.text is None and new:
            self.begin()

    def begin(self) -> None:
        """Begin at the first step."""
        self._keep(Guide(self._session.now, self._session.today))

    def leave(self) -> str:
        """Leave the first steps, or another view for the active roads, and say so; else empty."""
        coach = self.coach()
        if coach is None:
            lineups = self._session.lineups
            active = lineups.look.view is View.ACTIVE
            return "" if active else lineups.show_view(View.ACTIVE)
        self._keep(None)
        how = "done" if coach.step is FirstStep.DONE else "skipped"
        return f"First steps {how}; the palette has them again."

    def coach(self) -> Coach | None:
        """What the step says that fits the goals as they are now."""
        if self._guide is None:
            return None
        session = self._session
        now = update_guide(self._guide, session.goals.values(), session.today)
        if now != self._guide:
            self._keep(now)
        return coach_for(now, self._names, _short(session.path))

    def _keep(self, guide: Guide | None) -> None:
        self._guide, self.text = guide, to_text(guide)
