"""The README shows the app as it is."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
import web_picture

from screenshots import FILM, FOLDER, PICTURES, SCENES, draw, draw_film
from support.web.chromium import why_not

MOST_BYTES = 1_000_000


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_committed_picture_is_what_the_app_shows(picture):
    committed = (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")
    assert await draw(picture) == committed, "stale: run python tests/screenshots.py"


async def test_the_committed_moving_picture_is_what_the_app_shows():
    committed = (FOLDER / f"{FILM}.svg").read_text(encoding="utf-8")
    assert await draw_film() == committed, "stale: run python tests/screenshots.py"


def test_the_moving_picture_is_one_svg_under_a_megabyte_that_shows_all_its_scenes():
    raw = (FOLDER / f"{FILM}.svg").read_bytes()
    assert len(raw) < MOST_BYTES
    root = ET.fromstring(raw)  # noqa: S314 # our own
    frames = root.findall("{http://www.w3.org/2000/svg}g")
    assert [frame.get("opacity") for frame in frames] == [None, *["0"] * (len(SCENES) - 1)]
    style = root.findtext("{http://www.w3.org/2000/svg}style")
    assert style.count("@keyframes") == len(SCENES)
    assert "prefers-reduced-motion" in style


def test_every_picture_in_the_folder_is_drawn_from_the_app():
    drawn = {f"{picture.name}.svg" for picture in PICTURES} | {
        web_picture.PICTURE.name,
        f"{FILM}.svg",
    }
    assert {path.name for path in FOLDER.iterdir()} == drawn | {web_picture.PICTURE.name}


@pytest.mark.skipif(bool(why_not()), reason=why_not())
async def test_the_picture_of_the_browser_has_the_text_that_is_there_today():
    committed = web_picture.description(web_picture.PICTURE.read_bytes())
    _, text = await web_picture.draw()
    assert text == committed, "stale: run python tests/web_picture.py"
