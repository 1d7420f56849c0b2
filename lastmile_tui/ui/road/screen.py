"""One road, edited where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from lastmile_tui.ui.drawing.glyphs import spelled
from lastmile_tui.ui.drawing.page import RowKind
from lastmile_tui.ui.kit.messages import ChangeRequested
from lastmile_tui.ui.road import row_edits, row_keys
from lastmile_tui.ui.road.hints import TYPED
from lastmile_tui.ui.road.page_screen import RoadPageScreen
from lastmile_tui.ui.road.pane import RoadPane
from lastmile_tui.ui.road.row_editor import RoadEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastmile_tui.domain.model.record import Move
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.page import Page, RowId
    from lastmile_tui.ui.kit.bindings import Keys
    from lastmile_tui.ui.kit.toast import Severity
    from lastmile_tui.ui.road.row_edits import Reader


class RoadScreen(RoadPageScreen):
    """The page it is given; the same keys drive as on the Highway, and more change its rows."""

    CSS = """
    RoadScreen {
        layers: base edit toast;

        RoadHead { margin: 1 0; }
        RoadTabs { margin: 0 0 1 0; }
        #panes { height: 1fr; }
        #rows { width: 3fr; max-width: 96; }
        #log { width: 2fr; }

        &.-low { RoadHead { margin: 0 0 1 0; } RoadTabs { margin: 0; } }
        &.-least { RoadHead, RoadTabs { margin: 0; } }
        &.-wide RoadTabs { display: none; }
        &.-narrow RoadPane { display: none; width: 1fr; max-width: 100%; }
        &.-narrow RoadPane.-front { display: block; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "insert", "add", tooltip="Add below, in this section", id="road_add"),
        Binding("x", "take", "remove", tooltip="Take this out; undo helps", id="road_take"),
        Binding("f", "stretch", "stretch", tooltip="Final stretch from here", id="road_stretch"),
        Binding("v", "prove", "evidence", tooltip="Evidence for this item", id="road_prove"),
        Binding("J", "shift(1)", "lower", tooltip="Move this row down", id="road_lower"),
        Binding("K", "shift(-1)", "higher", tooltip="Move this row up", id="road_higher"),
    ]

    def __init__(self, page: Page, glyphs: Glyphs, keys: Keys) -> None:
        super().__init__(page, glyphs, keys)
        self._editor: RoadEditor | None = None
        self._held: frozenset[RowId] | None = None
        """The rows there were before one is added: the cursor goes to the new one."""

    @property
    def typing(self) -> bool:
        """Whether the keys belong to a line that is typed in."""
        return self._editor is not None or super().typing

    def draw(self) -> None:
        """Show the page, with the cursor on the row that was added."""
        super().draw()
        if self._editor is None:
            self._go_to_new()

    def _go_to_new(self) -> None:
        if self._held is not None:
            new = next((spot for spot in self.rows.spots if spot not in self._held), None)
            if new is not None:
                self._held = None
                self.rows.choose(new)
                self.hint()

    # What one key does to a row

    def press(self) -> None:
        """Do what enter does: tick, clear, flip, or type over the row."""
        spot = self.pane.spot
        if spot is None:
            return
        if move := row_keys.pressed(self.goal, spot):
            self._change(move)
        elif spot.kind is RowKind.BLOCK:
            self.action_command("block")
        else:
            self.edit()

    def action_take(self) -> None:
        """Take out what the row tells."""
        spot = self.pane.spot
        if spot and (move := row_keys.taken_away(self.goal, spot)):
            self._change(move, self._taken)

    def action_shift(self, by: int) -> None:
        """Move the row in its list."""
        spot = self.pane.spot
        if spot and (move := row_keys.shifted(spot, by)):
            self._change(move)

    def action_stretch(self) -> None:
        """Let the final stretch begin at the marker, or where it falls by itself."""
        spot = self.pane.spot
        if spot and (move := row_keys.stretched(self.goal, spot)):
            self._change(move)

    def _change(self, move: Move, done: Callable[[str], None] | None = None) -> None:
        self.post_message(ChangeRequested(self.goal.uid, move, done))

    def _taken(self, trouble: str) -> None:
        self._say(trouble or "Taken out; undo brings it back.", "warning" if trouble else None)

    def _say(self, words: str, severity: Severity | None = None) -> None:
        self.toast.say(spelled(Content(words), self.glyphs), severity or "information")

    # Typing over a row

    def edit(self) -> None:
        """Type over the row."""
        spot = self.pane.spot
        if spot is None or spot.kind is RowKind.ENTRY:
            return
        if spot.kind not in TYPED:
            self.press()
        elif spot.kind is RowKind.WHY and "\n" in self.goal.why:
            self._say("This why has several lines; edit the goal as text.")
        else:
            self._type(spot, row_edits.text_of(self.goal, spot), row_edits.read_row)

    def action_insert(self) -> None:
        """Add a marker, a seal item or a name under the row; a note in the log."""
        spot = self.pane.spot
        if spot is None or spot.kind is RowKind.ENTRY:
            self.action_command("note")
        elif spot.kind in (RowKind.MARKER, RowKind.SEAL) and spot.id:
            self._held = frozenset(self.rows.spots)
            self._type(spot, "", row_edits.read_new, below=True)
        elif spot.kind in (RowKind.TAGS, RowKind.PEOPLE):
            text = (
                f"{row_edits.text_of(self.goal, spot)} {'#' if spot.kind is RowKind.TAGS else '@'}"
            )
            self._type(spot, text.lstrip(), row_edits.read_row)
        else:
            self.edit()

    def action_prove(self) -> None:
        """Type the evidence for a seal item."""
        spot = self.pane.spot
        if spot and spot.kind is RowKind.SEAL and spot.id:
            self._type(spot, row_edits.proof_of(self.goal, spot), row_edits.read_proof)

    def _type(self, spot: RowId, text: str, read: Reader, *, below: bool = False) -> None:
        """Lay a line to type in over a row, or under it."""
        self.rows.make_room(below=below)
        self._editor = RoadEditor(
            text,
            row_edits.LIMITS[spot.kind],
            lambda words: read(self.goal, spot, words, self._page.today),
            self.glyphs,
        )
        self.mount(self._editor)
        self._place()
        self.hint()
        self.toast.hush()

    @on(RoadPane.Shifted)
    def _place(self) -> None:
        if self._editor is not None:
            self._editor.put(self.rows.room)

    @on(RoadEditor.Typed)
    def _typed(self, message: RoadEditor.Typed) -> None:
        if message.move is None:
            self._close()
        else:
            self._change(message.move, self._done)

    def _done(self, trouble: str) -> None:
        """Close the line once it is saved; what was refused stays, with the reason under it."""
        if trouble and self._editor is not None:
            self._editor.say(trouble, refused=True)
        else:
            self._shut()

    @on(RoadEditor.Left)
    def _close(self) -> None:
        self._held = None
        self._shut()

    def _shut(self) -> None:
        if self._editor is not None:
            self._editor.remove()
            self._editor = None
            self.rows.close_room()
            self._go_to_new()
            self.hint()

    def action_keep(self) -> None:
        """Take what was typed, from the keys below it."""
        if self._editor is not None:
            self._editor.submit()
        else:
            super().action_keep()

    def action_leave(self) -> None:
        """Leave what was typed, or the page."""
        if self._editor is not None:
            self._close()
        else:
            super().action_leave()

    def on_descendant_blur(self) -> None:
        """Stay in the line that is open, wherever one clicks."""
        self.call_later(self._refocus)

    def _refocus(self) -> None:
        if self._editor is not None and self.focused is None and self.app.app_focus:
            self._editor.focus_line()
