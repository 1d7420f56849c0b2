"""The screen of a review in an app of its own."""

from __future__ import annotations

from textual import on

from lastmile_tui.ui.kit.messages import LastMilePicked, ReviewTurned
from lastmile_tui.ui.review.screen import ReviewScreen
from support.drawing.review_pages import (
    driven_today,
    last,
    planned,
    volvo,
)
from support.ui.one_screen_app import OneScreenApp

TEN = last(
    driven_today(),
    volvo(),
    *(planned(f"Road {number}: a > b", uid=number) for number in range(10, 18)),
    streak="Today counts once every goal has its answer.",
    rest=50,
    weekly=3,
)


class Review(OneScreenApp):
    """An app around the review: what its pages are asked for."""

    def __init__(self, view, **config):
        super().__init__(lambda glyphs, keys: ReviewScreen(view, glyphs, keys), **config)

    @on(ReviewTurned)
    def _turned(self, message):
        self.asked.append(("turn", message.by))

    @on(LastMilePicked)
    def _picked(self, message):
        self.asked.append(("pick", message.uid))
