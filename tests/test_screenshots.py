"""The README shows the app as it is."""

from __future__ import annotations

import pytest
import web_picture

from screenshots import FOLDER, PICTURES, draw
from support.web.chromium import why_not


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_committed_picture_is_what_the_app_shows(picture):
    committed = (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")
    assert await draw(picture) == committed, "stale: run python tests/screenshots.py"


def test_every_picture_in_the_folder_is_drawn_from_the_app():
    drawn = {f"{picture.name}.svg" for picture in PICTURES} | {web_picture.PICTURE.name}
    assert {path.name for path in FOLDER.iterdir()} == drawn


@pytest.mark.skipif(bool(why_not()), reason=why_not())
async def test_the_picture_of_the_browser_has_the_text_that_is_there_today():
    committed = web_picture.description(web_picture.PICTURE.read_bytes())
    _, text = await web_picture.draw()
    assert text == committed, "stale: run python tests/web_picture.py"
