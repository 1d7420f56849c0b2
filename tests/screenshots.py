"""Draw the pictures of README and docs from the real app: python tests/screenshots.py

The clock stands still and the demo roads are always the same, so that a picture changes only when
the app does. `test_screenshots.py` fails when a committed picture is not what this draws.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from msgspec import Struct

from lastmile_tui.config import Config
from lastmile_tui.dates import FixedClock
from lastmile_tui.domain.examples.demo import DEVICE, demo_records
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.store.goals import GoalStore
from lastmile_tui.ui.app import LastmileApp
from lastmile_tui.ui.kit.toast import ToastLine
from support.film import film
from support.ui.internals import settled
from support.ui.screen import begun

FOLDER = Path(__file__).parent.parent / "screenshots"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))


class Picture(Struct, frozen=True):
    """A theme, a size in cells, and the keys that lead to what is to be seen."""

    name: str
    theme: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    text: str = ""


SHADES = ("dark", "light")
REVIEWED = ("r", "space", "enter", "=", "=", "+", "enter")
"""The keys that lead through a review to its last page."""

PICTURES = (
    Picture("highway-dark", "lastmile-dark", (112, 32), ("j",)),
    Picture("highway-light", "lastmile-light", (112, 32), ("j",)),
    Picture("highway-compact", "lastmile-dark", (80, 23), ("v", "v", "v", "v", "z", "z", "j")),
    Picture(
        "quick-add",
        "lastmile-dark",
        (96, 24),
        ("a", "enter"),
        "Write the novel: outline > first draft*3 > second draft*2 >> copy edit > "
        "sent to the publisher due 30 jun #writing",
    ),
    Picture("road", "lastmile-dark", (120, 38), ("enter",)),
    Picture("sealed", "lastmile-dark", (96, 26), ("s", "space", "j", "space", "s")),
    *(Picture(f"review-{shade}", f"lastmile-{shade}", (112, 32), ("r",)) for shade in SHADES),
    *(Picture(f"review-end-{shade}", f"lastmile-{shade}", (112, 32), REVIEWED) for shade in SHADES),
    *(Picture(f"mirror-{shade}", f"lastmile-{shade}", (120, 50), ("m",)) for shade in SHADES),
    *(
        Picture(f"horizon-{shade}", f"lastmile-{shade}", (112, 26), ("i", "]", *"vvvvv", "j"))
        for shade in SHADES
    ),
    Picture("mirror-tables", "lastmile-dark", (120, 50), ("m", "t")),
    Picture("gate", "lastmile-dark", (112, 32), ("a",)),
    Picture("history", "lastmile-dark", (104, 28), ("H", "h")),
)


class Scene(Struct, frozen=True):
    """Keys and a text that lead on from the scene before, its caption, and how long it stays."""

    caption: str
    keys: tuple[str, ...] = ()
    text: str = ""
    seconds: float = 3.0


FILM = "tour"
"""The moving picture."""

FILM_SIZE = (96, 27)

SCENES = (
    Scene("lastmile: every goal is a road, its final stretch drawn large", seconds=4.0),
    Scene("space reaches the next marker", ("j", "space")),
    Scene("a: before something new begins, what is nearly done", ("a",)),
    Scene(
        "one line becomes a road while you type",
        ("enter",),
        "Write the novel: outline > first draft*3 > second draft*2 >> copy edit > sent due 30 jun",
        4.0,
    ),
    Scene("enter adds it", ("enter",), seconds=2.0),
    Scene("r: the daily review, the road most at risk first", ("r",), seconds=4.0),
    Scene("one key answers", ("=",)),
    Scene("s: what must be true at the end", ("escape", "escape", "g", "s"), seconds=3.5),
    Scene("sealed", ("space", "j", "space", "s"), seconds=3.5),
    Scene("m: how you finish", ("space", "m"), seconds=4.0),
)


def demo_store(folder: Path) -> GoalStore:
    """A file with the demo roads, `lastmile.json` in a folder, open."""
    random = Random(1)  # the same picture every time
    bits = random.getrandbits
    store = GoalStore(
        folder / "lastmile.json",
        private=folder / "private",
        device=DEVICE,
        now=lambda: NOW,
        calendar=CALENDAR,
        entropy=lambda: bits(80),
    )
    store.insert(demo_records(NOW, CALENDAR, lambda: bits(80)))
    return store


async def draw(picture: Picture) -> str:
    """The SVG of a picture."""
    scene = Scene("lastmile", picture.keys, picture.text)
    (drawn,) = await _play(picture.theme, picture.size, (scene,), quiet=True)
    return drawn


async def draw_film() -> str:
    """The SVG of the moving picture."""
    drawn = await _play("lastmile-dark", FILM_SIZE, SCENES)
    return film([(svg, scene.seconds) for svg, scene in zip(drawn, SCENES, strict=True)])


async def _play(
    theme: str, size: tuple[int, int], scenes: tuple[Scene, ...], *, quiet: bool = False
) -> list[str]:
    """The SVGs of scenes that the app goes through, one after another; `quiet` without messages."""
    with TemporaryDirectory() as folder, demo_store(Path(folder)) as store:
        app = LastmileApp(
            store,
            config=Config(theme=theme, animations=False, glyphs="unicode"),
            calendar=CALENDAR,
            clock=FixedClock(NOW),
            state_dir=Path(folder),
        )
        drawn = []
        async with app.run_test(size=size) as pilot:
            await begun(pilot)
            hush(app)  # the offer of a review would lie over the roads
            for scene in scenes:
                await pilot.press(*scene.keys)
                await pilot.press(*scene.text)
                await settled(pilot)
                if quiet:
                    hush(app)
                await pilot.pause()
                if app.focused is not None and hasattr(app.focused, "cursor_blink"):
                    app.focused.cursor_blink = False
                await pilot.pause()
                drawn.append(app.export_screenshot(title=scene.caption))
    return drawn


def hush(app: LastmileApp) -> None:
    """Take away what is said in passing."""
    for toast in app.screen.query(ToastLine):
        toast.hush()


def main() -> int:
    """Draw every picture into the folder."""
    FOLDER.mkdir(exist_ok=True)
    for picture in PICTURES:
        path = FOLDER / f"{picture.name}.svg"
        path.write_text(asyncio.run(draw(picture)), encoding="utf-8")
        sys.stdout.write(f"{path}\n")
    path = FOLDER / f"{FILM}.svg"
    path.write_text(asyncio.run(draw_film()), encoding="utf-8")
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
