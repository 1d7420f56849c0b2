"""Draw the pictures of the README from the real app: python tests/screenshots.py

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
    Picture("mirror-tables", "lastmile-dark", (120, 50), ("m", "t")),
    Picture("gate", "lastmile-dark", (112, 32), ("a",)),
    Picture("history", "lastmile-dark", (104, 28), ("H", "h")),
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
    with TemporaryDirectory() as folder, demo_store(Path(folder)) as store:
        app = LastmileApp(
            store,
            config=Config(theme=picture.theme, animations=False, glyphs="unicode"),
            calendar=CALENDAR,
            clock=FixedClock(NOW),
            state_dir=Path(folder),
        )
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause()
            for toast in app.screen.query(ToastLine):
                toast.hush()  # the offer of a review would lie over the roads
            await pilot.press(*picture.keys)
            await pilot.press(*picture.text)
            await pilot.pause()
            if app.focused is not None and hasattr(app.focused, "cursor_blink"):
                app.focused.cursor_blink = False
            await pilot.pause()
            return app.export_screenshot(title="lastmile")


def main() -> int:
    """Draw every picture into the folder."""
    FOLDER.mkdir(exist_ok=True)
    for picture in PICTURES:
        path = FOLDER / f"{picture.name}.svg"
        path.write_text(asyncio.run(draw(picture)), encoding="utf-8")
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
