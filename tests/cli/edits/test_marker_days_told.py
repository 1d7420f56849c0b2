"""Who listens hears by which day a marker is due, and then how far away that is."""

import pytest


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("in 3 days", "by Tuesday 24 November, in 3 days"),
        ("tomorrow", "by tomorrow"),
    ],
)
def test_a_day_is_told_before_its_distance(lastmile, day, words):
    lastmile("add", "Boat: sand > varnish")
    assert words in lastmile("--linear", "marker", "date", "boat", "sand", day).out
