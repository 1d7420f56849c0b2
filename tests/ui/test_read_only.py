"""A file that cannot be written, in the app."""

from __future__ import annotations

from lastmile_tui.store.disk import files
from support.ui.screen import position, shown, toast

CAR = "Sell the car: listed > driven > agreed >> signed"
SENTENCE = "lastmile.json is open for reading only."


async def test_a_file_that_cannot_be_written_is_shown_with_a_banner(garage, monkeypatch):
    garage.add(CAR)
    before = garage.path.read_bytes()
    monkeypatch.setattr(files, "can_write", lambda _: False)
    app = garage.app()
    async with app.run_test(size=(100, 30)) as pilot:
        assert "read-only file" in shown(app)
        assert "Sell the car" in shown(app)
        for key in ("space", "1", "u", "plus"):
            await pilot.press(key)
            assert toast(app) == SENTENCE, key
        assert position(app) == 0
    assert garage.path.read_bytes() == before


async def test_a_file_that_can_be_written_again_is_written(garage, monkeypatch):
    garage.add(CAR)
    with monkeypatch.context() as patch:
        patch.setattr(files, "can_write", lambda _: False)
        app = garage.app()
    async with app.run_test(size=(100, 30)) as pilot:
        assert "read-only file" in shown(app)
        await pilot.press("space")
        assert position(app) == 1
        assert "read-only file" not in shown(app)
    assert garage.saved("Sell the car").position == 1
