"""One road, edited on its page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from lastmile_tui.domain.rows import edits as row_edits
from lastmile_tui.domain.rows import keys as row_keys
from lastmile_tui.domain.rows.ids import RowKind
from lastmile_tui.ui.drawing.glyphs import spell_content
from lastmile_tui.ui.kit.messages import ChangeRequested
from lastmile_tui.ui.road.hints import TYPED, why_nothing
from lastmile_tui.ui.road.page_screen import RoadPageScreen
from lastmile_tui.ui.road.pane import RoadPane
from lastmile_tui.ui.road.row_editor import RoadEditor

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move
    from lastmile_tui.domain.rows.edits import Reader, RowDraft
    from lastmile_tui.domain.rows.ids import RowId
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.page import Page
    from lastmile_tui.ui.kit.bindings import Keys
    from lastmile_tui.ui.kit.toast import Severity


class RoadScreen(RoadPageScreen):
    """The page of a road; its rows can be edited, and the keys of the Highway drive it."""

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
        Binding("x", "take", "remove", tooltip="Remove this; undo brings it back", id="road_take"),
        Binding("f", "stretch", "stretch", tooltip="Final stretch from here", id="road_stretch"),
        Binding("v", "prove", "evidence", tooltip="Evidence for this item", id="road_prove"),
        Binding("J", "shift(1)", "lower", tooltip="Move this row down", id="road_lower"),
        Binding("K", "shift(-1)", "higher", tooltip="Move this row up", id="road_higher"),
    ]

    def __init__(
        self,
        page: Page,
        glyphs: Glyphs,
        keys: Keys,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(page, glyphs, keys)
        self._now = now
        self._editor: RoadEditor | None = None
        self._rows_before: frozenset[RowId] | None = None
        """The rows before one is added: the cursor then goes to the new one."""

    @property
    def typing(self) -> bool:
        """Whether the keys go to an input."""
        return self._editor is not None or super().typing

    def draw(self) -> None:
        """Show the page, with the cursor on the row that was added."""
        super().draw()
        if self._editor is None:
            self._go_to_new()

    def _go_to_new(self) -> None:
        if self._rows_before is not None:
            new = next((spot for spot in self.rows.spots if spot not in self._rows_before), None)
            if new is not None:
                self._rows_before = None
                self.rows.choose(new)
                self.hint()

    # Single keys

    def press(self) -> None:
        """Do what enter does: tick, clear, flip, or edit the row."""
        spot = self.pane.spot
        if spot is None:
            self.explain("Nothing is chosen here.")
        elif move := row_keys.enter_move(self.goal, spot):
            self._change(move)
        elif spot.kind is RowKind.BLOCK:
            self.action_command("block")
        else:
            self.edit()

    def action_take(self) -> None:
        """Remove what the row shows."""
        spot = self.pane.spot
        if spot and spot.kind is RowKind.STEP:
            self.action_command("step_done")
        elif spot and (move := row_keys.removal_move(self.goal, spot)):
            self._change(move, self._show_removed)
        else:
            self.explain(why_nothing("take", spot))

    def action_shift(self, by: int) -> None:
        """Move the row in its list."""
        spot = self.pane.spot
        if spot and (move := row_keys.shift_move(spot, by)):
            self._change(move)
        else:
            self.explain(why_nothing("shift", spot))

    def action_stretch(self) -> None:
        """Start the final stretch at the marker, or reset it."""
        spot = self.pane.spot
        if spot and (move := row_keys.stretch_move(self.goal, spot)):
            self._change(move)
        else:
            self.explain(why_nothing("stretch", spot))

    def _change(self, move: Move, done: Callable[[str], None] | None = None) -> None:
        self.post_message(ChangeRequested(self.goal.uid, move, done))

    def _show_removed(self, trouble: str) -> None:
        self._show_toast(trouble or "Removed; undo brings it back.", "warning" if trouble else None)

    def _show_toast(self, words: str, severity: Severity | None = None) -> None:
        self.toast.say(spell_content(Content(words), self.glyphs), severity or "information")

    # Editing a row

    def edit(self) -> None:
        """Edit the row."""
        spot = self.pane.spot
        if spot is None or spot.kind is RowKind.ENTRY:
            self.explain(why_nothing("edit", spot))
        elif spot.kind not in TYPED:
            self.press()
        elif spot.kind is RowKind.WHY and "\n" in self.goal.why:
            self._show_toast("This why has several lines; edit the goal as text.")
        else:
            text = row_edits.text_of(self.goal, spot, self._page.notation)
            self._open_editor(spot, text, self._read_row)

    def action_insert(self) -> None:
        """Add a marker, a seal item or a name under the row; a note in the log."""
        spot = self.pane.spot
        if spot is None or spot.kind is RowKind.ENTRY:
            self.action_command("note")
        elif spot.kind in (RowKind.MARKER, RowKind.SEAL) and spot.id:
            self._rows_before = frozenset(self.rows.spots)
            read = partial(row_edits.read_new, notation=self._page.notation)
            self._open_editor(spot, "", read, below=True)
        elif spot.kind in (RowKind.TAGS, RowKind.PEOPLE):
            text = (
                f"{row_edits.text_of(self.goal, spot)} {'#' if spot.kind is RowKind.TAGS else '@'}"
            )
            self._open_editor(spot, text.lstrip(), self._read_row)
        else:
            self.edit()

    def action_prove(self) -> None:
        """Edit the evidence for a seal item."""
        spot = self.pane.spot
        if spot and spot.kind is RowKind.SEAL and spot.id:
            self._open_editor(spot, row_edits.proof_of(self.goal, spot), row_edits.read_proof)
        else:
            self.explain(why_nothing("prove", spot))

    def _read_row(self, goal: Goal, spot: RowId, text: str, today: date) -> RowDraft:
        now = self._now() if self._now else None
        return row_edits.read_row(goal, spot, text, today, now, notation=self._page.notation)

    def _open_editor(self, spot: RowId, text: str, read: Reader, *, below: bool = False) -> None:
        """Open an editor over a row, or under it."""
        self.rows.make_room(below=below)
        self._editor = RoadEditor(
            text,
            row_edits.LIMITS[spot.kind],
            lambda words: read(self.goal, spot, words, self._page.today),
            self.glyphs,
        )
        self.mount(self._editor)
        self._place_editor()
        self.hint()
        self.toast.hush()

    @on(RoadPane.Shifted)
    def _place_editor(self) -> None:
        if self._editor is not None:
            self._editor.put(self.rows.room)

    @on(RoadEditor.Typed)
    def _typed(self, message: RoadEditor.Typed) -> None:
        if message.move is None:
            self._close()
        else:
            self._change(message.move, self._done)

    def _done(self, trouble: str) -> None:
        """Close the editor if the change was saved; else show why it was refused."""
        if trouble and self._editor is not None:
            self._editor.show_message(trouble, refused=True)
        else:
            self._remove_editor()

    @on(RoadEditor.Left)
    def _close(self) -> None:
        self._rows_before = None
        self._remove_editor()

    def _remove_editor(self) -> None:
        if self._editor is not None:
            self._editor.remove()
            self._editor = None
            self.rows.close_room()
            self._go_to_new()
            self.hint()

    def action_keep(self) -> None:
        """Enter the text, from the keys below it."""
        if self._editor is not None:
            self._editor.submit()
        else:
            super().action_keep()

    def action_leave(self) -> None:
        """Leave the editor, or the page."""
        if self._editor is not None:
            self._close()
        else:
            super().action_leave()

    def on_descendant_blur(self) -> None:
        """Keep the focus in the open editor, wherever one clicks."""
        self.call_later(self._refocus)

    def _refocus(self) -> None:
        if self._editor is not None and self.focused is None and self.app.app_focus:
            self._editor.focus_line()
