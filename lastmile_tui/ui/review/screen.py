"""The screen of the review: one goal at a time, answered with one key, and the last page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType

from lastmile_tui.commands import BY_ID, MOVE
from lastmile_tui.domain.review.answers import Answer
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.kit.bindings import Keys, bindings, first_key
from lastmile_tui.ui.kit.command_screen import CommandScreen
from lastmile_tui.ui.kit.key_bar import GAP, MARGIN, Hint, KeyBar, fit_hints
from lastmile_tui.ui.kit.messages import CommandRequested, LastMilePicked, ReviewTurned
from lastmile_tui.ui.kit.scroll import at_end
from lastmile_tui.ui.kit.toast import ToastLine
from lastmile_tui.ui.kit.top_bar import TopBar
from lastmile_tui.ui.review.draw_last_page import EndKeys
from lastmile_tui.ui.review.draw_lines import end_lines, status_lines
from lastmile_tui.ui.review.last_page import ReviewEnd
from lastmile_tui.ui.review.lines import ReviewLines
from lastmile_tui.ui.review.page import ReviewPage
from lastmile_tui.ui.review.refusals import why_no_answer
from lastmile_tui.ui.review.view_model import AskedPage, LastPage
from lastmile_tui.ui.road.head import LOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult

    from lastmile_tui.commands import Command
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs

TALL = 24
"""The fewest lines with one for the why of a goal."""

SHOWN = 4
"""Answers before the way out in the key bar, if room is short."""

_TURNS = {"next_goal": 1, "previous_goal": -1}
_BESIDE = frozenset({*_TURNS, "undo", "redo", "keys", "palette"})
_REVERSALS = frozenset({"back", "nudge_back"})
"""Moves back, which a daily review accepts although it does not ask for them."""

_CURSOR = frozenset({"down", "up", "page_down", "page_up", "first", "last"})
_DIGITS = range(1, 10)

_WORDS = {"advance": "moved", "park": "park until"}
"""Other words of commands here."""

_NEXT = {Scope.DAILY: "next goal", Scope.WEEKLY: "next road"}

_USED = tuple(
    BY_ID[name]
    for name in (*Answer, *sorted(_BESIDE | _REVERSALS | _CURSOR), "add", "weekly", "last_mile")
)


class ReviewScreen(CommandScreen):
    """Shows a view: a goal with its question, or the last page."""

    DEFAULT_CSS = """
    ReviewScreen {
        &.-tall #status { margin-top: 1; }
        &.-tall BoxesContainer { margin-top: 1; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "highway", tooltip="Leave; the place is kept"),
        Binding("q", "dismiss", "highway", tooltip="Leave; the place is kept", id="review_close"),
        *bindings(_USED),
        Binding("W", "command('weekly')", "weekly look", id="review_weekly"),
        *(Binding(str(digit), f"pick({digit})", "pick", show=False) for digit in _DIGITS),
    ]
    AUTO_FOCUS = ""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-tall")]  # noqa: RUF012 # Textual's own name

    status = getters.query_one("#status", ReviewLines)
    key_bar = getters.query_one(KeyBar)
    toast = getters.query_one(ToastLine)

    def __init__(self, view: AskedPage | LastPage, glyphs: Glyphs, keys: Keys) -> None:
        super().__init__(glyphs, keys)
        self._view = view
        self._page: ReviewPage | None = None
        self._end: ReviewEnd | None = None

    @property
    def offered(self) -> Iterable[Command]:
        """The commands that work here now."""
        allowed = self._allowed
        return (command for command in _USED if command.id in allowed)

    @property
    def goal_at_hand(self) -> Goal | None:
        """The goal that is asked about; none on the last page."""
        return self._view.page.record.goal if isinstance(self._view, AskedPage) else None

    @property
    def uid(self) -> str | None:
        """The uid of the current goal."""
        goal = self.goal_at_hand
        return goal.uid if goal else None

    def compose(self) -> ComposeResult:
        yield TopBar(self.glyphs, "Review").data_bind(CommandScreen.board)
        yield ReviewLines(self.glyphs, id="status")
        yield self._make_part()
        yield KeyBar()
        yield ToastLine()

    def on_mount(self) -> None:
        self._draw()

    def show(self, view: AskedPage | LastPage) -> None:
        """Show the current view."""
        if view == self._view:
            return
        self._view = view
        if self.is_mounted:
            self._draw()

    def on_resize(self) -> None:
        self._draw_around()

    # Drawing

    def _make_part(self) -> ReviewPage | ReviewEnd:
        """Make the part that shows a view of this kind."""
        view = self._view
        if isinstance(view, AskedPage):
            self._page = ReviewPage(view, self.glyphs)
            return self._page
        self._end = ReviewEnd(view, self.glyphs, EndKeys(self._key("add"), self._weekly_key))
        return self._end

    def _draw(self) -> None:
        view = self._view
        is_question = isinstance(view, AskedPage)
        if (self._page if is_question else self._end) is None:
            self.mount(self._make_part(), before=self.key_bar)
        if self._page is not None:
            self._page.display = is_question
            if isinstance(view, AskedPage):
                self._page.show(view)
        if self._end is not None:
            self._end.display = not is_question
            if isinstance(view, LastPage):
                self._end.show(view)
        self._draw_around()

    def _draw_around(self) -> None:
        """Draw the lines above and the key bar."""
        view, glyphs = self._view, self.glyphs
        tall = self.size.height >= TALL
        self.query_one(TopBar).display = tall
        if isinstance(view, AskedPage):
            self.status.show(lambda cells: status_lines(view, cells, glyphs, tall=tall))
        else:
            self.status.show(lambda cells: end_lines(view, cells))
        self._hint()

    def _hint(self) -> None:
        view = self._view
        hints = self._answers(view) if isinstance(view, AskedPage) else self._choices(view)
        self.key_bar.hints = tuple(hints)

    def _answers(self, view: AskedPage) -> list[Hint]:
        """The hints of the answers; rare ones are left out before the gaps shrink."""
        goal = view.page.record.goal
        order = view.answers
        seldom = [Answer.TURN] if Answer.TURN in order and goal.turn is None else []
        hints: list[Hint] = []
        for answer in (one for one in order if one not in seldom):
            clears = answer is Answer.BLOCK and goal.roadblocks
            hints += self._named(answer, "clear" if clears else _WORDS.get(answer, ""))
        hints.insert(SHOWN, Hint("esc", "leave", "dismiss"))
        more = [hint for name in (*seldom, "undo") for hint in self._named(name)]
        last = list(self._named("next_goal", _NEXT[view.scope]))
        if view.answered[view.number - 1]:
            hints, last = [*last, *self._named("undo"), *hints], []
        while more and fit_hints([*hints, *more, *last], self.size.width - 2 * MARGIN)[1] < GAP:
            del more[-1]
        return [*hints, *more, *last]

    def _choices(self, view: LastPage) -> Iterator[Hint]:
        most = min(len(view.choices), len(_DIGITS))
        digits = f"1-{most}" if most > 1 else "1"
        picks = self._end is not None and self._end.to_pick is not None
        if picks and (enter := self._key("next_goal")):
            yield Hint(f"{digits} {enter}", "pick", "command('next_goal')")
        elif most:
            yield Hint(digits, "pick", "pick(1)")
        if most:
            yield from self._named("last_mile", "for today" if view.on else "for tomorrow")
        if view.weekly:
            yield Hint(self._weekly_key, "weekly look", "command('weekly')")
        if self._is_empty and view.scope is Scope.DAILY:
            yield from self._named("add")
        if not self._is_first:
            yield from self._named("previous_goal", "back")
        if view.outcomes:
            yield from self._named("undo")
        if picks:
            yield Hint("esc", "highway", "dismiss")
        else:
            yield from self._named("next_goal", "highway")

    def _key(self, command: str) -> str:
        """The first key of a command as it is printed on a keyboard; empty without one."""
        return first_key(self.keys, command, plain=self.glyphs is ASCII)

    @property
    def _weekly_key(self) -> str:
        return self._key("weekly") or "W"

    def _named(self, command: str, word: str = "") -> Iterator[Hint]:
        for hint in self.hints_of([BY_ID[command]]):
            yield Hint(hint.key, word or hint.word, hint.action)

    # Keys

    @property
    def _is_empty(self) -> bool:
        return isinstance(self._view, LastPage) and not self._view.outcomes

    @property
    def _is_first(self) -> bool:
        view = self._view
        if isinstance(view, AskedPage):
            return view.number == 1
        return not (view.asked and view.outcomes)

    @property
    def _allowed(self) -> frozenset[str]:
        """The ids of the commands that work here now."""
        view = self._view
        if isinstance(view, AskedPage):
            taken = _REVERSALS if view.scope is Scope.DAILY and view.answers else frozenset()
            return _BESIDE | taken | frozenset(view.answers)
        more = {"weekly"} if view.weekly else set()
        if view.choices:
            more.add("last_mile")
        if self._is_empty and view.scope is Scope.DAILY:
            more.add("add")
        return _BESIDE | _CURSOR | more

    def action_command(self, command: str) -> None:
        """Turn the pages, and move among the goals to pick; ask the app for the rest."""
        if command not in self._allowed:
            self.explain(why_no_answer(command, self._view))
        elif BY_ID[command].group == MOVE:
            if self._end is not None and not self._end.move(command):
                self.explain(at_end(command, "one"))
            self._hint()
        elif command == "previous_goal" and self._is_first:
            asked = isinstance(self._view, AskedPage)
            self.explain(f"This is the first {'goal' if asked else 'page'} of the review.")
        elif command == "next_goal" and isinstance(self._view, LastPage):
            self._finish()
        elif command in _TURNS:
            self.post_message(ReviewTurned(_TURNS[command]))
        else:
            self.post_message(CommandRequested(command, self.uid))

    def action_pick(self, number: int) -> None:
        """Pick one of the goals by its digit."""
        view = self._view
        if not isinstance(view, LastPage) or number > len(view.choices):
            self.explain(why_no_answer("pick", view))
        elif view.choices[number - 1].uid == view.picked:
            self.explain(f"‘{view.choices[number - 1].title}’ is picked already.")
        else:
            self._pick(view.choices[number - 1].uid)

    @on(ReviewEnd.Picked)
    def _clicked(self, message: ReviewEnd.Picked) -> None:
        message.stop()
        self._pick(message.uid)

    def _pick(self, uid: str) -> None:
        """Ask the app to pick a goal for the day of the page."""
        if isinstance(self._view, LastPage):
            self.post_message(LastMilePicked(uid, self._view.on or self._view.today))

    def _finish(self) -> None:
        """Pick the goal under the cursor; once one is picked, leave."""
        uid = self._end.to_pick if self._end is not None else None
        if uid is not None:
            self._pick(uid)
        else:
            self.dismiss()
