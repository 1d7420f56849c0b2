"""One goal of a review: its road, the question under it, and the facts about it in boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Container, Vertical

from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.review.draw_lines import asked_lines
from lastmile_tui.ui.review.draw_page import BETWEEN, boxes_of
from lastmile_tui.ui.review.lines import ReviewBox, ReviewLines
from lastmile_tui.ui.road.head import RoadHead

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from lastmile_tui.domain.wording.events import Entry
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.page import Page
    from lastmile_tui.ui.review.view_model import AskedPage


class BoxesContainer(Container):
    """Lays its boxes out for its size."""

    DEFAULT_CSS = f"""
    BoxesContainer {{
        height: 1fr; padding: 0 {MARGIN}; overflow: hidden;
        #pair, #right {{ layout: vertical; height: auto; }}
        &.-beside #pair {{ layout: horizontal; }}
        &.-beside #right {{ width: 1fr; margin-left: {BETWEEN}; }}
        &.-airy #log, &.-airy #ahead {{ margin-top: 1; }}
    }}
    """

    why_box = getters.query_one("#why", ReviewBox)
    seal_box = getters.query_one("#seal", ReviewBox)
    side_log_box = getters.query_one("#side_log", ReviewBox)
    log_box = getters.query_one("#log", ReviewBox)
    ahead_box = getters.query_one("#ahead", ReviewBox)

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._page: Page | None = None
        self._entries: tuple[Entry, ...] = ()

    def compose(self) -> ComposeResult:
        with Container(id="pair"):
            yield ReviewBox(self._glyphs, id="why")
            with Container(id="right"):
                yield ReviewBox(self._glyphs, id="seal")
                yield ReviewBox(self._glyphs, id="side_log")
        yield ReviewBox(self._glyphs, id="log")
        yield ReviewBox(self._glyphs, id="ahead")

    def show(self, page: Page) -> None:
        """Show another page."""
        if self._page is None or page.record.log != self._page.record.log:
            self._entries = entries(page.record.log, page.today)
        self._page = page
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        # The head may take one row more or less than before: the room is known after the layout.
        width, height = self.outer_size.width, self.size.height
        if self._page is None or not width:
            return
        boxes = boxes_of(self._page, self._entries, width, height, self._glyphs)
        self.set_class(boxes.beside, "-beside")
        self.set_class(boxes.gap > 0, "-airy")
        self.why_box.fill(boxes.why)
        self.seal_box.fill(boxes.seal)
        self.log_box.fill(boxes.log)
        self.ahead_box.fill(boxes.ahead)
        self.side_log_box.fill(boxes.side_log)


class ReviewPage(Vertical):
    """Shows a goal that is asked about."""

    DEFAULT_CSS = """
    ReviewPage { height: 1fr; #asked { margin-top: 1; } }
    """

    head = getters.query_one(RoadHead)
    asked = getters.query_one("#asked", ReviewLines)
    boxes = getters.query_one(BoxesContainer)

    def __init__(self, view: AskedPage, glyphs: Glyphs) -> None:
        super().__init__()
        self._view, self._glyphs = view, glyphs

    def compose(self) -> ComposeResult:
        yield RoadHead(self._glyphs)
        yield ReviewLines(self._glyphs, id="asked")
        yield BoxesContainer(self._glyphs)

    def on_mount(self) -> None:
        self._draw()

    def show(self, view: AskedPage) -> None:
        """Show another goal, or the current state of the same one."""
        self._view = view
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        view, glyphs = self._view, self._glyphs
        self.head.page = view.page
        self.asked.show(lambda cells: asked_lines(view, cells, glyphs))
        self.boxes.show(view.page)
