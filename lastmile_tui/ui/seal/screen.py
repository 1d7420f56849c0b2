"""The seal list of one goal: what must be true before it counts as finished."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from lastmile_tui.commands import BY_ID, COMMANDS, MOVE
from lastmile_tui.domain.changes import seal
from lastmile_tui.domain.changes.fits import fits
from lastmile_tui.domain.model.text import TITLE_LIMIT
from lastmile_tui.ui.drawing.glyphs import ASCII, spell_content
from lastmile_tui.ui.kit.bindings import Keys, bindings, key_name
from lastmile_tui.ui.kit.key_bar import Hint, KeyBar
from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.kit.messages import ChangeRequested, CommandRequested, SealRequested
from lastmile_tui.ui.kit.option_rows import OptionRows
from lastmile_tui.ui.kit.scroll import at_end
from lastmile_tui.ui.kit.toast import ToastLine
from lastmile_tui.ui.seal.draw_list import BOX_CELLS, draw_item, seal_status
from lastmile_tui.ui.seal.item_questions import ADD, ItemQuestion, on_item, prove, reword

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.app import ComposeResult

    from lastmile_tui.domain.model.goal import Goal, SealItem
    from lastmile_tui.domain.model.record import Move, Record
    from lastmile_tui.ui.drawing.glyphs import Glyphs

_HERE = tuple(command for command in COMMANDS if command.group == MOVE) + tuple(
    BY_ID[name] for name in ("seal", "undo", "redo")
)
"""The commands that work here, by the user's own keys."""

_NOT_WHILE_ASKING = ("command", "tick", "ask", "remove_item", "carry")

_EMPTY = "The seal list is empty; a adds the first item."

_OTHER_ROWS = 10
"""Rows beside the list: the panel's border, the status, the keys, and room for a toast."""

_ASKING_ROWS = 3
"""Rows of a question."""


class SealScreen(ModalScreen[None]):
    """Shows a seal list, and asks for changes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "close", tooltip="Back to the road"),
        Binding("space,enter", "tick", "tick", tooltip="Tick the item, or open it again"),
        Binding("a", "ask('add')", "add", tooltip="Add something that must be true"),
        Binding("v", "ask('prove')", "evidence", tooltip="Give evidence for the item"),
        Binding("e", "ask('reword')", "reword", tooltip="Say the item in other words"),
        Binding("x,delete", "remove_item", "remove", tooltip="Take the item off the list"),
        Binding("J,shift+down,alt+j,alt+down", "carry(1)", "later", tooltip="Move it down"),
        Binding("K,shift+up,alt+k,alt+up", "carry(-1)", "earlier", tooltip="Move it up"),
        Binding("S", "command('seal')", "seal", tooltip="Seal the goal"),
        *bindings(_HERE),
    ]
    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    SealScreen {
        #stands { padding: 0 3; margin: 1 0 0 0; }
        #none { padding: 0 3; margin: 1 0; color: $text-muted; }
        OptionRows { margin: 1 0 0 0; }
        #words { padding: 0 3; margin: 1 0 0 0; color: $text-muted; }
        #refused { padding: 0 3; margin: 0 0 1 0; color: $text-warning; display: none; }
        KeyBar { dock: none; margin: 0 2; background: transparent; }
        #item-keys { margin: 1 2 0 2; }
        ToastLine { dock: top; align: right top; margin: 0; }
        #words, LineInput { display: none; }
        .-asking {
            #words, LineInput { display: block; }
        }
    }
    """

    rows = getters.query_one(OptionRows)
    panel = getters.query_one(".panel", Vertical)
    field = getters.query_one(LineInput)

    def __init__(self, record: Record, today: date, glyphs: Glyphs, keys: Keys) -> None:
        super().__init__()
        self._record, self._today = record, today
        self._glyphs, self._keys = glyphs, keys
        self._question: ItemQuestion | None = None
        self._sent = False
        """Whether an answer is being saved."""
        self._adding = False
        """Whether the cursor goes to the next item that is added."""

    @property
    def goal(self) -> Goal:
        """The goal that is shown."""
        return self._record.goal

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(id="stands", markup=False)
            yield OptionRows(self._glyphs)
            yield Static(id="none", markup=False)
            yield Static(id="words", markup=False)
            yield LineInput(max_length=TITLE_LIMIT, select_on_focus=False)
            yield Static(id="refused", markup=False)
            yield KeyBar(id="item-keys")
            yield KeyBar(id="list-keys")
        yield ToastLine()

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._fit()

    def show(self, record: Record, today: date) -> None:
        """Show the current goal."""
        if (record, today) == (self._record, self._today):
            return
        before, self._record, self._today = self.goal.seal, record, today
        if self.is_mounted:
            self._draw(before)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable keys that the input lets through."""
        if self._question and action in _NOT_WHILE_ASKING:
            return False
        return super().check_action(action, parameters)

    # Actions

    def action_leave(self) -> None:
        """Leave the question, or else the list."""
        if self._question:
            self._ask(None)
        else:
            self.dismiss()

    def action_command(self, command: str) -> None:
        """Move the cursor, or ask the app for a verb."""
        if command == "seal":
            self.post_message(SealRequested(self.goal.uid))
        elif BY_ID[command].group == MOVE:
            before = self.rows.index
            self.rows.move(command)
            if self.rows.index == before:
                self._explain(at_end(command, "item") if self.goal.seal else _EMPTY)
        else:
            self.post_message(CommandRequested(command))

    def _explain(self, words: str) -> None:
        """Say why a key does nothing now."""
        toast = self.query_one(ToastLine)
        toast.say(spell_content(Content(words), self._glyphs), "information")

    def action_tick(self) -> None:
        if item := self._chosen():
            self._request(on_item(item.id, seal.toggle), self._show_refusal)

    def action_remove_item(self) -> None:
        if item := self._chosen():
            self._request(on_item(item.id, seal.remove_seal_item), self._show_refusal)

    def action_carry(self, step: int) -> None:
        """Move the item by so many places; at an end of the list it says that it stands there."""
        if item := self._chosen():
            shift = partial(seal.shift_seal_item, by=step)
            self._request(on_item(item.id, shift), self._show_refusal)

    def action_ask(self, what: str) -> None:
        """Ask for a new item, for other words or for evidence."""
        if what == "add":
            self._ask(ADD)
        elif item := self._chosen():
            self._ask((prove if what == "prove" else reword)(item))

    async def action_save(self) -> None:
        """Save the answer, from the key below it."""
        await self.field.action_submit()

    @on(LineInput.Submitted)
    def _answered(self, event: LineInput.Submitted) -> None:
        question, text = self._question, event.value
        if question is None or self._sent:
            return
        if text.strip() == question.text:
            self._ask(None)
            return
        self._sent, self._adding = True, question.adds
        self._request(question.move(text), self._saved)

    @on(OptionRows.Picked)
    def _picked(self, event: OptionRows.Picked) -> None:
        """A click on a box ticks it; elsewhere it only moves the cursor."""
        if self._question:
            self.field.focus()
        elif event.x < BOX_CELLS:
            self.action_tick()

    @property
    def _may_seal(self) -> bool:
        goal = self.goal
        return goal.to_go <= 0 and fits("seal", goal, self._today)

    def _chosen(self) -> SealItem | None:
        """The item of the cursor; where there is none, that is said."""
        if not self.goal.seal:
            self._explain(_EMPTY)
            return None
        return self.goal.seal[self.rows.index]

    def _request(self, move: Move, done: Callable[[str], None]) -> None:
        self.post_message(ChangeRequested(self.goal.uid, move, done))

    def _saved(self, refusal: str) -> None:
        """Close the question if its answer was saved; else show why it was refused."""
        self._sent = False
        if not self.is_mounted:
            return
        if refusal:
            self._adding = False
            self._show_refusal(refusal)
        else:
            self._ask(None)

    def _show_refusal(self, refusal: str) -> None:
        """Show why something was refused; an empty text hides that."""
        if self.is_mounted:
            message = self.query_one("#refused", Static)
            message.update(spell_content(Content(refusal), self._glyphs))
            message.display = bool(refusal)

    # Display

    def _ask(self, question: ItemQuestion | None) -> None:
        """Open the input for a question, or close it."""
        self._question, self._sent = question, False
        self._show_refusal("")
        self.panel.set_class(question is not None, "-asking")
        if question:
            self.query_one("#words", Static).update(question.prompt)
            self.field.value = question.text
            self.field.cursor_position = len(question.text)
            self.field.focus()
        else:
            self.set_focus(None)
        self._hint()
        self._fit()

    def _draw(self, before: tuple[SealItem, ...] | None = None) -> None:
        """Show the list, first at its first open item; later the cursor stays on its item."""
        goal, glyphs = self.goal, self._glyphs
        self.panel.border_title = spell_content(Content(f"To seal ‘{goal.title}’"), glyphs)
        stands = self.query_one("#stands", Static)
        stands.update(spell_content(seal_status(goal, self._today), glyphs))
        none = self.query_one("#none", Static)
        none.update("Nothing on the list yet: a adds the first item.")
        none.display, self.rows.display = not goal.seal, bool(goal.seal)
        ids, index = [item.id for item in goal.seal], self.rows.index
        if before is None:
            index = next((i for i, item in enumerate(goal.seal) if not item.done), 0)
        elif self._adding and len(ids) > len(before):
            index, self._adding = len(ids) - 1, False
        elif before and before[index].id in ids:
            index = ids.index(before[index].id)
        following = goal.open_items[:1]
        self.rows.fill(
            (partial(draw_item, item, glyphs, following=item in following) for item in goal.seal),
            index,
        )
        self._hint()
        self._fit()

    def _hint(self) -> None:
        """Show the keys that work now: those of the item, and those of the list."""
        keys, plain = self._keys, self._glyphs is ASCII
        item_keys, list_keys = self.query(KeyBar)
        item_keys.display = bool(self.goal.seal) and self._question is None
        item_keys.hints = (
            Hint("space", "tick", "tick"),
            Hint("v", "evidence", "ask('prove')"),
            Hint("e", "reword", "ask('reword')"),
            Hint("x", "remove", "remove_item"),
            Hint("J/K", "move", "carry(1)"),
        )
        if self._question:
            list_keys.hints = (Hint("enter", "save", "save"), Hint("esc", "leave it", "leave"))
            return
        hints = [Hint("a", "add", "ask('add')")]
        for command, own in (("seal", keys["seal"] or ("S",)), ("undo", keys["undo"])):
            if own and (command != "seal" or self._may_seal):
                hint = Hint(key_name(own[0], plain=plain), command, f"command('{command}')")
                hints.append(hint)
        list_keys.hints = (*hints, Hint("esc", "close", "leave"))

    def _fit(self) -> None:
        """Give the list the rows that the rest of the panel does not need."""
        spare = self.size.height - _OTHER_ROWS - (_ASKING_ROWS if self._question else 0)
        self.rows.styles.max_height = max(spare, 1)
