"""Pick a template from a list, with its road and its seal list below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from lastmile_tui.dates import When, say_due
from lastmile_tui.domain.examples.template_dates import say_sample_days
from lastmile_tui.domain.model.goal import Goal  # noqa: TC001 # msgspec resolves the annotations
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.drawing.glyphs import spell, spell_content
from lastmile_tui.ui.kit.lane_preview import LanePreview
from lastmile_tui.ui.kit.option_rows import OptionRows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult

    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette

GAP = 3
"""Cells between a name and its sentence."""

NAME_SHARE = 0.4
"""The largest share of a row for a name."""

OTHER_ROWS = 9
"""Rows of the panel beside list and seal list: its border, the road, and lines around them."""

FEWEST_ROWS = 3
"""The fewest rows of the list, and of the seal list."""


class TemplateRow(Struct, frozen=True):
    """A template: its name, a sentence on what it is for, and its goal, which is only drawn."""

    name: str
    about: str
    goal: Goal


class TemplatesScreen(ModalScreen[str | None]):
    """Returns the name of a template; None if it was left with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "cancel", tooltip="Leave without a template"),
        Binding("enter,space", "take", "take", tooltip="Take this template"),
        Binding("down,j", "move('down')", "down", tooltip="Next template"),
        Binding("up,k", "move('up')", "up", tooltip="Previous template"),
        Binding("g,home", "move('first')", "first", tooltip="First template"),
        Binding("G,end", "move('last')", "last", tooltip="Last template"),
        Binding("pagedown", "move('page_down')", "page down", tooltip="A page down"),
        Binding("pageup", "move('page_up')", "page up", tooltip="A page up"),
    ]
    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    TemplatesScreen {
        OptionRows { margin: 1 0; }
        LanePreview { margin: 0 0 1 0; }
        #seal { padding: 0 3; }
    }
    """

    rows = getters.query_one(OptionRows)
    lane = getters.query_one(LanePreview)
    seal = getters.query_one("#seal", Static)

    def __init__(self, templates: Sequence[TemplateRow], today: date, glyphs: Glyphs) -> None:
        super().__init__()
        self._templates, self._today, self._glyphs = templates, today, glyphs
        self._seal_rows = FEWEST_ROWS

    def compose(self) -> ComposeResult:
        dot = self._glyphs.dot
        with Vertical(classes="panel") as panel:
            panel.border_title = "New goal from a template"
            panel.border_subtitle = f"enter selects {dot} esc cancels"
            yield OptionRows(self._glyphs)
            yield LanePreview(self._glyphs)
            yield Static(id="seal", markup=False)

    def on_mount(self) -> None:
        self.lane.today = self._today
        names = max((cell_len(row.name) for row in self._templates), default=0)
        self.rows.fill(partial(_draw, row, names, self._glyphs) for row in self._templates)
        self.watch(self.rows, "index", self._show)

    def on_resize(self) -> None:
        """Share the rows; the panel keeps its height while the cursor moves."""
        spare = max(self.size.height - OTHER_ROWS, 2 * FEWEST_ROWS)
        longest = max((len(row.goal.seal) for row in self._templates), default=0) + 1
        longest += any(say_dates(row.goal, self._today) for row in self._templates)
        seal = min(longest, max(spare - len(self._templates), FEWEST_ROWS))
        self._seal_rows = self.seal.styles.height = seal
        self.rows.styles.max_height = spare - seal
        self._show(self.rows.index)

    def action_move(self, command: str) -> None:
        self.rows.move(command)

    def action_take(self) -> None:
        if self._templates:
            self.dismiss(self._templates[self.rows.index].name)

    @on(OptionRows.Picked)
    def _picked(self, event: OptionRows.Picked) -> None:
        """Take a template by a click on the one that is shown."""
        if event.again:
            self.action_take()

    def _show(self, index: int) -> None:
        """Show the road and the seal list of a template."""
        if self._templates:
            goal = self._templates[index].goal
            self.lane.goal = goal
            days = say_dates(goal, self._today)
            words = seal_words(goal, self._seal_rows - bool(days))
            if days:
                words = Content("\n").join([Content(days), words])
            self.seal.update(spell_content(words, self._glyphs))


def say_dates(goal: Goal, today: date) -> str:
    """The days of its markers and its due date, as they would be today; or nothing."""
    pairs = zip(goal.markers, say_sample_days(goal, today), strict=True)
    days = [f"{marker.title} {day}" for marker, day in pairs if day]
    due = f"due {say_due(When(goal.due, goal.due_time), today)}" if goal.due else ""
    return join_facts(", ".join(days), due)


def seal_words(goal: Goal, height: int) -> Content:
    """The seal list under its heading, or as a paragraph if there is no room for a list."""
    texts = [item.text for item in goal.seal]
    heading = Content.styled("To seal it", "b $primary")
    if not texts:
        return Content("")
    if len(texts) < height:
        return Content("\n").join([heading, *(Content(f"[ ] {text}") for text in texts)])
    return Content.assemble(heading, f"  {' · '.join(texts)}")


def _draw(
    template: TemplateRow, names: int, glyphs: Glyphs, width: int, palette: Palette
) -> list[Row]:
    """Name and sentence in two columns."""
    row = Row(width)
    room = min(names, int(width * NAME_SHARE))
    row.put(0, truncate(template.name, room, glyphs.ellipsis), palette.title)
    x = room + GAP
    about = spell(template.about, glyphs)
    row.put(x, truncate(about, width - x, glyphs.ellipsis), palette.muted)
    return [row]
