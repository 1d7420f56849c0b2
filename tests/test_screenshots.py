"""The README shows the app as it is."""

from __future__ import annotations

import pytest

from screenshots import FOLDER, PICTURES, draw


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_committed_picture_is_what_the_app_shows(picture):
    committed = (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")
    assert await draw(picture) == committed, "stale: run python tests/screenshots.py"


def test_every_picture_in_the_folder_is_drawn_from_the_app():
    assert {path.stem for path in FOLDER.iterdir()} == {picture.name for picture in PICTURES}
