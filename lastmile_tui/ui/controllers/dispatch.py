"""The one table of what each command does, by its id."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from lastmile_tui.commands import BY_ID, ON_SCREEN
from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.changes.moved_dates import offered
from lastmile_tui.domain.changes.moves import MOVES, STARTS
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.text import fit
from lastmile_tui.domain.wording.moved_dates import say_offer
from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.controllers.clipboard import copy_line, copy_title
from lastmile_tui.ui.controllers.roads.order import put_cursor, step
from lastmile_tui.ui.controllers.roads.size import WHOLE_ROADS
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.kit.bindings import first_key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move
    from lastmile_tui.domain.review.queue import Scope
    from lastmile_tui.ui.controllers.command_host import CommandHost
    from lastmile_tui.ui.controllers.review import ReviewController


SEVERAL = 2
"""The markers between from which a digit asks first: it may be a slip."""

Handler: TypeAlias = "Callable[[CommandHost, str | None], object]"
"""Carries out one command, with the uid of the goal that is chosen, if any."""


class UnknownCommandError(LastmileError):
    """A command without a handler, or a handler without a command."""


def run_command(app: CommandHost, command: str, uid: str | None) -> None:
    """Carry out a command; UnknownCommandError where it has no handler."""
    if command not in HANDLERS:
        raise UnknownCommandError(f"There is no command ‘{command}’ here; ? shows all keys.")
    HANDLERS[command](app, uid)


def make_move(app: CommandHost, uid: str, move: Move, *, starts: bool = False) -> None:
    """Make a move, and say what was done.

    With `starts`, a planned goal goes to the gate first while others stand in the final stretch.
    """
    session = app.session
    goal = session.goal(uid)
    if goal is not None and starts and session.starts_beside_others(goal):
        _begin(app, app.start.start(goal, move))
    else:
        app.carry_out(partial(session.change, uid, move, answer=app.answer_scope(uid)))


def with_offer(app: CommandHost, uid: str, words: str) -> str:
    """What was done, and which key moves the dates that follow one that was moved."""
    push = offered(app.session.record(uid)) if app.session.goal(uid) else None
    if push is None:
        return words
    key = first_key(app.keys, "push", plain=app.glyphs is ASCII) or "the palette’s ‘push dates’"
    return f"{words}\n{say_offer(push, key)}"


def _part_way(app: CommandHost, goal: Goal) -> None:
    """Drive a tenth of a mile; of a counting goal ask how much came."""
    if not goal.counting:
        make_move(app, goal.uid, MOVES["nudge"], starts=True)
    elif app.session.starts_beside_others(goal):
        _begin(app, app.start.start_with(goal, partial(app.questions.how_far, goal)))
    else:
        _answer_with(app, "nudge", goal, app.questions.how_far(goal))


def _jump(app: CommandHost, goal: Goal, index: int) -> None:
    """Reach a marker by its digit: past several after a question, of a counting goal never."""
    if goal.counting:
        key = first_key(app.keys, "nudge", plain=app.glyphs is ASCII)
        how = f"{key} adds {goal.unit}" if key else f"the palette’s ‘part way’ adds {goal.unit}"
        app.say(f"No digit drives what counts {goal.unit}: {how}.", "warning")
        return

    if drive.between(goal, index) < SEVERAL:
        make_move(app, goal.uid, partial(drive.reach, index=index), starts=True)
        return

    async def jump() -> None:
        move = await app.questions.jump(goal, index)
        if move is not None:
            make_move(app, goal.uid, move, starts=True)

    app.ask(jump())


async def seal_goal(app: CommandHost, goal: Goal) -> None:
    """Seal a goal and show the sealed screen; an open review turns its page below."""
    if not await app.questions.seal(goal):
        return
    if app.reviewing is not None:
        app.reviewing.lead_on(goal)
    again = await app.navigator.show_sealed(goal.uid, offer=not goal.again)
    if app.session.followed:
        app.say(f"{app.last_words}{_to_the_next(app)}")
    if again:
        await app.questions.again(goal)


def _to_the_next(app: CommandHost) -> str:
    """Go to a road that is free now, where none is asked about; the words for the key to it."""
    free = [each.goal for each in app.session.followed if each.event.kind == EventKind.FREED]
    if not free or app.reviewing is not None:
        return ""
    app.highway.show(free[0].uid)
    app.navigator.choose(free[0].uid)
    key = first_key(app.keys, "open", plain=app.glyphs is ASCII)
    alone = len(app.session.followed) == 1
    words = f": {key} opens it" if alone else f"\n{key} opens ‘{fit(free[0].title, _TITLE)}’"
    return words if key else ""


_TITLE = 40
"""Cells of a title in a message."""


def _begin(app: CommandHost, starting: Awaitable[str | None]) -> None:
    """Begin something, and put the cursor on the goal that it came to."""

    async def go() -> None:
        uid = await starting
        if uid is None:
            return
        if app.reviewing is not None:
            app.reviewing.go_to(uid)
            app.bind_down()
            return
        road = app.navigator.road
        if road is not None and road.goal.uid != uid:
            await road.dismiss()
            app.say(app.last_words)
        app.highway.show(uid)

    app.ask(go())


def _change_some(app: CommandHost, change: Callable[[], tuple[str, str]]) -> None:
    """Change a goal, say it, and put the cursor there unless a road page is open."""
    try:
        uid, words = change()
    except LastmileError as error:
        app.refused(error)
        return
    if app.reviewing is not None:
        app.reviewing.undone(uid)
    app.changed(words)
    if app.navigator.road is None:
        put_cursor(app, uid)


def _turn_look(app: CommandHost, turn: Callable[[], str]) -> None:
    """Look at the roads another way, and remember it."""
    app.say(turn())
    app.bind_down()
    app.remember()


def _turn_density(app: CommandHost) -> None:
    """Give the lanes the size that they do not have."""
    from lastmile_tui.ui.highway.lane_lines import is_compact  # noqa: PLC0415 # there by now

    size, view = app.highway.view.size, app.session.lineups.look.view
    turn = app.session.lineups.turn_density
    _turn_look(app, lambda: turn(lambda density: is_compact(density, size, view)))


def _drive_demo(app: CommandHost) -> None:
    """Drive the demo roads, where there are no own ones that they would hide."""
    if app.highway.new:
        app.exit("demo")
    else:
        app.say("The demo roads are for the first start; lastmile demo shows them beside yours.")


def _begin_first_steps(app: CommandHost) -> None:
    """Walk the first steps again."""
    app.first_steps.begin()
    app.bind_down()


def _edit_text(app: CommandHost, goal: Goal) -> None:
    from lastmile_tui.ui.controllers.editor import edit_text  # noqa: PLC0415 # when asked for

    edit_text(app, app.session, goal, app.state_dir)


def _date_entry(app: CommandHost, goal: Goal) -> None:
    """Date the entry under the cursor of a road page, else the newest one."""
    road = app.navigator.road
    app.ask(app.questions.date_entry(goal, road.entry if road else None))


def _last_mile(app: CommandHost, uid: str | None) -> None:
    """Pick the goal for a day; on the last page of a review, pick for the other day."""
    if app.reviewing is not None and uid is None:
        app.reviewing.turn_pick_day()
    else:
        _on_goal(lambda app, goal: app.ask(app.questions.last_mile(goal)))(app, uid)


def _anywhere(run: Callable[[CommandHost], object]) -> Handler:
    return lambda app, _: run(app)


def _on_goal(run: Callable[[CommandHost, Goal], object]) -> Handler:
    def handle(app: CommandHost, uid: str | None) -> None:
        goal = app.session.goal(uid) if uid else None
        if goal is not None:
            run(app, goal)
        elif uid is None:
            app.say("No road is chosen here.", "warning")
        else:
            app.say("That goal is no longer there.", "warning")

    return handle


def _moving(move: Move, *, starts: bool = False) -> Handler:
    return _on_goal(lambda app, goal: make_move(app, goal.uid, move, starts=starts))


def _asking(command: str, ask: Callable[[CommandHost, Goal], Awaitable[object]]) -> Handler:
    """Ask about a goal; in a review that is an answer, which may lead on to the next goal."""

    def handle(app: CommandHost, goal: Goal) -> None:
        _answer_with(app, command, goal, ask(app, goal))

    return _on_goal(handle)


def _answer_with(app: CommandHost, command: str, goal: Goal, asking: Awaitable[object]) -> None:
    reviewing = app.reviewing
    app.ask(reviewing.answer(command, goal, asking) if reviewing else asking)


def _question(command: str) -> Handler:
    return _asking(command, lambda app, goal: app.questions.ask(command, goal))


def _answer(give: Callable[[ReviewController, Goal], Awaitable[object]]) -> Handler:
    """What is an answer in a review only, and does nothing without one."""

    def handle(app: CommandHost, goal: Goal) -> None:
        if (reviewing := app.reviewing) is not None:
            app.ask(give(reviewing, goal))

    return _on_goal(handle)


def _scope(app: CommandHost) -> Scope | None:
    """The scope of the open review: undo stays within it."""
    return app.reviewing.review.scope if app.reviewing else None


HANDLERS: dict[str, Handler] = {
    **{name: _moving(move, starts=name in STARTS) for name, move in MOVES.items()},
    "nudge": _on_goal(_part_way),  # which may ask, as digits do
    **{f"reach_{number}": _on_goal(partial(_jump, index=number - 1)) for number in range(1, 10)},
    # a goal
    "open": _on_goal(lambda app, goal: app.navigator.open_road(goal.uid)),
    "edit": _on_goal(lambda app, goal: app.navigator.open_road(goal.uid)),
    "past": _on_goal(lambda app, goal: app.navigator.open_history(goal.uid)),
    "seal": _on_goal(lambda app, goal: app.navigator.open_seal(goal.uid)),
    "edit_text": _on_goal(_edit_text),
    "copy_title": _on_goal(copy_title),
    "copy_line": _on_goal(copy_line),
    "note": _question("note"),
    "when": _on_goal(_date_entry),
    "rename": _question("rename"),
    "next_step": _question("next_step"),
    "step_done": _question("step_done"),
    "park": _question("park"),
    "turn": _question("turn"),
    "block": _question("block"),
    "detour": _question("detour"),
    "last_mile": _last_mile,
    "let_go": _question("let_go"),
    "again": _asking("again", lambda app, goal: app.questions.again(goal)),
    "save_template": _asking("save_template", lambda app, goal: app.questions.save_template(goal)),
    **{name: _asking(name, ask) for name, ask in WHOLE_ROADS.items()},
    # the file
    "add": _anywhere(lambda app: _begin(app, app.start.add())),
    "template": _anywhere(lambda app: _begin(app, app.start.add_from_template())),
    "undo": _anywhere(lambda app: _change_some(app, partial(app.session.undo, _scope(app)))),
    "redo": _anywhere(lambda app: _change_some(app, app.session.redo)),
    "merge": _anywhere(lambda app: app.background.merge()),
    "sync": _anywhere(lambda app: app.syncing.run(aloud=True)),
    # the review
    "review": _anywhere(lambda app: app.open_review()),
    "weekly": _anywhere(lambda app: app.open_review(weekly=True)),
    "mirror": _anywhere(lambda app: app.navigator.open_mirror()),
    "horizon": _anywhere(lambda app: app.navigator.open_horizon(app.highway.view)),
    "same": _answer(lambda reviewing, goal: reviewing.same(goal)),
    "drive": _answer(lambda reviewing, goal: reviewing.drive(goal)),
    # the look
    "move_down": _on_goal(partial(step, by=1)),
    "move_up": _on_goal(partial(step, by=-1)),
    "view": _anywhere(lambda app: _turn_look(app, app.session.lineups.next_view)),
    "sort": _anywhere(lambda app: _turn_look(app, app.session.lineups.next_sort)),
    "density": _anywhere(_turn_density),
    # the app
    "demo": _anywhere(_drive_demo),
    "guide": _anywhere(_begin_first_steps),
    "keys": _anywhere(lambda app: app.navigator.show_keys()),
    "palette": _anywhere(lambda app: app.action_command_palette()),
    "suspend": _anywhere(lambda app: app.action_suspend_process()),
    "quit": _anywhere(lambda app: app.leave()),
}


def check_table(handlers: dict[str, Handler]) -> None:
    """Raise UnknownCommandError where the table of commands and that of handlers differ."""
    known = BY_ID.keys() - ON_SCREEN
    if odd := sorted(known ^ handlers.keys()):
        raise UnknownCommandError(f"Commands without a handler, or handlers without one: {odd}.")
