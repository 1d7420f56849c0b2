"""How many rows a lane takes: two on a narrow screen while they fit, more for long roads."""

import pytest

from lastmile_tui.ui.highway.screen import HighwayScreen
from support.ui.screen import shown

ROADS = (
    "Sell the old Volvo estate: listed > driven >> signed > gone",
    "Run the harbour marathon: 5k > 10k >> taper > start",
    "Be friends with Marta again: letter > call >> evening",
    "Write the family history down: outline > draft >> printed",
    "Learn to play the cello: scales > a piece >> a concert",
    "Paint the boat in the garden: sanded > primed >> painted",
    "Catalogue the photographs: scanned > tagged >> shared",
)
LONG = "Move house: " + " > ".join(f"room number {n}" for n in range(1, 20)) + " >> keys > deposit"


def lane(app):
    screen = app.screen
    assert isinstance(screen, HighwayScreen)
    return screen.view._rows.lane  # noqa: SLF001 # what is laid out


@pytest.mark.parametrize(
    ("size", "goals", "lines"),
    [
        ((60, 20), 4, 2),
        ((60, 20), 7, 2),
        ((60, 16), 7, 1),
        ((75, 24), 7, 2),
        ((40, 12), 3, 2),
        ((40, 12), 5, 1),
        ((80, 24), 4, 5),
        ((80, 16), 4, 1),
    ],
)
async def test_a_narrow_screen_has_two_rows_a_lane_while_they_fit(garage, size, goals, lines):
    app = garage.app(*ROADS[:goals])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert lane(app) == lines


@pytest.mark.parametrize("title", [line.split(":")[0] for line in ROADS[:4]])
async def test_no_title_is_cut_beside_blank_rows(garage, title):
    app = garage.app(*ROADS[:4])
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert title in shown(app)


@pytest.mark.parametrize(
    ("size", "roads", "lines"),
    [
        ((110, 40), (LONG, *ROADS[:3]), 6),
        ((110, 24), (LONG, *ROADS[:3]), 5),
        ((110, 40), ROADS[:3], 5),
        ((80, 24), (LONG,), 6),
    ],
)
async def test_titles_of_a_long_road_have_two_rows_where_all_lanes_fit(garage, size, roads, lines):
    app = garage.app(*roads)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert lane(app) == lines


@pytest.mark.parametrize("width", [60, 70, 80, 110])
async def test_the_names_of_the_screens_are_there(garage, width):
    app = garage.app(*ROADS[:4])
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        bar = shown(app).splitlines()[0]
        assert [name for name in ("Highway", "Review", "Mirror") if name not in bar] == []
        assert "review due" in bar or app.highway.board.due is False
