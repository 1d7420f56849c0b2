"""How the app takes over the first frame that the terminal shows already, and draws the next.

Nothing is drawn until all is there that a start shows. That is what the terminal shows, or else all
of it is drawn, and what was typed meanwhile was meant for something else.
"""

from __future__ import annotations

from asyncio import sleep
from typing import TYPE_CHECKING, Final

from lastmile_tui.ui.first_frame.draw import is_laid_out, pass_queues

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastmile_tui.ui.first_frame.next_start import LookAtStart, NextStart
    from lastmile_tui.ui.first_frame.still import StillApp
    from lastmile_tui.ui.kit.typed_ahead import TypedAheadKeys

_ROUNDS: Final = 20
_TRIES: Final = 3
_FRAME_SECONDS: Final = 1 / 60

CHANGED: Final = (
    "Something else changed the roads just now: what was typed before they were drawn is left out."
)


class FirstFrame:
    """Lets an app stand still and its keys wait where its first frame is shown, until it is ready.

    `kept` is None for an app that has no first frame of its own, and `look` is as of
    `NextStart.draw`.
    """

    def __init__(
        self, app: StillApp, keys: TypedAheadKeys, kept: NextStart | None, look: LookAtStart
    ) -> None:
        self._app, self._keys, self._kept, self._look = app, keys, kept, look
        if kept is not None and kept.shown:
            app.still = True
            keys.wait()

    def begin(self, say: Callable[[str], None]) -> None:
        """Let the app draw, since all is there that a start shows; `say` what there is to say."""
        if self._app.still:
            self._app.run_worker(self._take_over(say))

    async def _take_over(self, say: Callable[[str], None]) -> None:
        app, keys, kept = self._app, self._keys, self._kept
        assert kept is not None  # noqa: S101 # else it does not stand still
        start = self._look(kept.change)
        same = await self._settles(kept)
        app.move(draw=not same)
        if same and start is not None:
            await kept.draw(app, self._look, (start, kept.shown))
        if not same:
            await pass_queues(app.screen)
            if keys.forget():
                say(CHANGED)
        keys.go()

    def leave(self, end: Callable[[], None]) -> None:
        """Draw the first frame of the next start, and `end` then."""
        if self._kept is None:
            end()
        else:
            self._app.run_worker(self._leave(self._kept, end))

    async def _leave(self, kept: NextStart, end: Callable[[], None]) -> None:
        for _ in range(_TRIES):  # a thread may just have read what another one wrote
            await kept.draw(self._app, self._look)
            if kept.drawn:
                break
        end()

    async def keep(self) -> None:
        """Keep the first frame of the next start already now: a killed app draws none."""
        if self._kept is not None and self._app.is_running and not self._app.still:
            await self._kept.draw(self._app, self._look)
            self._kept.keep()

    async def _settles(self, kept: NextStart) -> bool:
        """Wait until nothing changes any more; whether that is what the terminal shows."""
        before = ""
        for _ in range(_ROUNDS):
            screen = self._app.screen
            await pass_queues(screen)
            same, now = kept.compare(self._app, screen)
            if (same or now == before) and is_laid_out(screen):
                return same
            before = now
            await sleep(_FRAME_SECONDS)
        return False
