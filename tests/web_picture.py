"""Draw the picture of `lastmile web` in the README from a real browser: python tests/web_picture.py

The text of the page stands in the picture, as the description that PNG has a place for. What a
browser draws differs from one to the next by its fonts: `test_screenshots.py` compares the text.
"""

from __future__ import annotations

import asyncio
import os
import struct
import sys
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

from screenshots import FOLDER, NOW, demo_store
from support.web.chromium import EDGE, Browser, Shown, chromium, until
from support.web.program import Program

PICTURE = FOLDER / "web.png"
CELLS = (104, 29)
"""Columns and lines, whatever font a machine has."""

SETTINGS = 'rest_days = ["sat"]\nanimations = false\ntimezone = "Europe/Berlin"\n'
"""No offer of a review lies over the roads."""

NAME = "lastmile"
"""The title of a page while no road is at hand yet."""

_FOLDERS = ("DATA", "CONFIG", "STATE", "CACHE")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEYWORD = b"Description"


async def draw() -> tuple[bytes, str]:
    """The picture, and the text that is on it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "config.toml").write_text(SETTINGS, encoding="utf-8")
        demo_store(folder).close()
        words = (f"--config={folder / 'config.toml'}", f"--now={NOW.isoformat()}")
        env = os.environ | {f"XDG_{kind}_HOME": str(folder / kind) for kind in _FOLDERS}
        async with (
            Program(folder / "lastmile.json", *words, env=env) as program,
            chromium() as started,
        ):
            browser = await Browser.begin(started)
            shown = await browser.open(program.link)
            await shown.until("keys")
            await shown.resize(*CELLS)
            await shown.until("FINAL STRETCH", "keys")
            first = await shown.title_beside(NAME)
            await shown.press("j")
            await shown.title_beside(NAME, first)
            await until(lambda: is_drawn(shown), lambda: "the roads are not all measured and drawn")
            return await shown.page.screenshot(), await shown.text()


async def is_drawn(shown: Shown) -> bool:
    """Whether all is on the page that comes after the roads, in its size."""
    top, *lines = (await shown.text()).splitlines()
    chosen = next((line for line in lines if line.startswith("▌")), "")
    return (
        top.endswith("final stretch 2 of 4")
        and len(top) > CELLS[0] - EDGE
        and "? keys" in lines[CELLS[1] - 2]
        and "days of work at stake" in lines[1]
        and "Ship the thesis" in chosen
        and "▴▴" in chosen
    )


def described(picture: bytes, text: str) -> bytes:
    """A PNG with a description, in its first chunk behind the header."""
    end_of_header = len(_SIGNATURE) + 25
    chunk = b"iTXt" + _KEYWORD + b"\0" * 5 + text.encode()
    whole = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return picture[:end_of_header] + whole + picture[end_of_header:]


def description(picture: bytes) -> str:
    """The description of a PNG that `described` made."""
    start = picture.index(b"iTXt")
    (length,) = struct.unpack(">I", picture[start - 4 : start])
    return picture[start + 4 : start + 4 + length].partition(b"\0" * 5)[2].decode()


def main() -> int:
    """Draw the picture into the folder."""
    PICTURE.write_bytes(described(*asyncio.run(draw())))
    sys.stdout.write(f"{PICTURE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
