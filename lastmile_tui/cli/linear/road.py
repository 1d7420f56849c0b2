"""One road in lines: it is read, then asked what to do with it, until it is left."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from lastmile_tui.cli.linear.rows import RowLists
from lastmile_tui.cli.linear.whole_roads import ON_WHOLE_ROAD
from lastmile_tui.cli.linear.words import FIRST, ON_ROAD, LinearWords
from lastmile_tui.cli.review.prompts import InputEnded, QuestionLeft
from lastmile_tui.cli.spoken.facts import say_road, sentence
from lastmile_tui.cli.spoken.highway import PART
from lastmile_tui.cli.spoken.replies import parse_reply, read_number_word
from lastmile_tui.cli.spoken.road import say_history, say_log, say_log_briefly, say_page
from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.changes.moves import MOVES, STARTS
from lastmile_tui.domain.input.drives.at_end import seal_it
from lastmile_tui.domain.input.questions import QUESTIONS, template_name
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.domain.wording import finish
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.domain.wording.track_record import notes_of
from lastmile_tui.errors import GoalError, LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lastmile_tui.cli.linear.host import LinearHost
    from lastmile_tui.cli.linear.start import LinearStart
    from lastmile_tui.domain.model.record import Move

_FIELDS: Final[Mapping[str, tuple[RowKind | None, str]]] = {
    "title": (RowKind.TITLE, "What is its title?"),
    "why": (RowKind.WHY, "What is it for?"),
    "due date": (RowKind.DUE, "When is it due, such as: fri, 12 dec 18:00, in 3 weeks?"),
    "tags": (RowKind.TAGS, "Which tags, in one line?"),
    "people": (RowKind.PEOPLE, "Which people, in one line?"),
    "markers": (None, ""),
    "seal list": (None, ""),
}
"""What `edit` asks about; the lists have lines of their own."""

_NONE = "none"


class LinearRoad:
    """Reads a road, and carries out what is typed about it."""

    def __init__(
        self, host: LinearHost, uid: str, start: LinearStart, look_outside: Callable[[], None]
    ) -> None:
        self._host, self._uid, self._start, self._look_outside = host, uid, start, look_outside
        self._first = FIRST[host.goal(uid).state(host.today)]
        """What is likely to be done, and is read first."""
        commands = dict.fromkeys((*self._first, *ON_ROAD))
        self._words = LinearWords(commands, host.context.config.keys, numbered=True)
        self._rows = RowLists(host, uid)
        self._going: str | None = uid
        """The road that is asked about next; None once it is left."""

    def open(self) -> str | None:
        """Read the road and ask about it until it is left; the uid of another one to go on with."""
        host = self._host
        host.carry_out(self._read)
        host.say(*self._words.lines(len(self._first)))
        asked = (
            "What about this road? A number, a letter or a word;"
            f" ? reads all {len(self._words.commands)}; an empty line goes back to the Highway."
        )
        while self._going == self._uid:
            line = host.ask(asked)
            if not self._is_there():
                return None
            asked = "What about this road?"
            if not line:
                return None
            self._answer(line)
        return self._going

    def _is_there(self) -> bool:
        """Take in what others did, and say what of it this road is about."""
        host = self._host
        before = host.session.goal(self._uid)
        self._look_outside()
        goal = host.session.goal(self._uid)
        if goal is None:
            host.say("That road is no longer there.")
        elif goal is not before:
            host.say(sentence(f"it was changed elsewhere meanwhile: {say_road(goal)}"))
        return goal is not None

    def _answer(self, line: str) -> None:
        if line == "?":
            self._host.say(*self._words.lines())
            return
        found = self._words.read(line)
        if found is None:
            some = ", ".join(map(self._words.letter, self._first))
            self._host.say(
                f"That does nothing on a road. Type one of: {some}; ? reads all of them,"
                " and an empty line goes back."
            )
            return
        self.do(*found)

    def do(self, command: str, text: str = "") -> None:
        """Carry out a command; `text` are the words that were typed behind it."""
        try:
            self._host.carry_out(partial(self._carry_out, command, text))
        except QuestionLeft:
            self._host.say("Cancelled; nothing changed.")

    def _carry_out(self, command: str, text: str) -> None:
        host, uid = self._host, self._uid
        if command == "nudge" and (text or host.goal(uid).counting):
            self._going = self._start.add_amount(host.goal(uid), text) or uid
        elif command in MOVES:
            self._drive(MOVES[command], starts=command in STARTS)
            if command == "remove":
                self._going = None
        elif command in QUESTIONS:
            session = host.session
            asked = QUESTIONS[command](host.goal(uid), host.today, session.notation, session.goals)
            host.put(uid, asked, text)
        elif command in ON_WHOLE_ROAD:
            ON_WHOLE_ROAD[command](host, uid, text)
        else:
            self.HANDLERS[command](self, text)

    def _drive(self, move: Move, *, starts: bool) -> None:
        """Make a move; a planned goal goes to the gate first while others stand at their end."""
        host = self._host
        goal = host.goal(self._uid)
        if starts and host.session.starts_beside_others(goal):
            self._going = self._start.start(goal, move) or self._uid
        else:
            host.change(self._uid, move)

    def _marker(self, text: str) -> None:
        count = len(self._host.goal(self._uid).markers)
        typed = text or self._host.ask(f"To which marker, of 1 to {count}?")
        if not typed:
            return
        number = read_number_word(typed)
        if not number:
            raise GoalError(f"Type the number of a marker, of 1 to {count}.")
        self._drive(partial(drive.reach, index=int(number) - 1), starts=True)

    def _read(self, _: str = "") -> None:
        host = self._host
        record = host.session.record(self._uid)
        measurer = host.session.measurer
        measures = measurer.measure(record.goal, host.today)
        now = host.session.wall
        notes = notes_of(record.goal, measurer, host.today, now)
        host.say(
            *say_page(record, measures, measurer.factor(record.goal), host.today, now, notes=notes)
        )
        host.say(say_log_briefly(record, host.today))

    def _log(self, _: str) -> None:
        self._in_parts(say_log(self._host.session.record(self._uid), self._host.today))

    def _history(self, _: str) -> None:
        self._in_parts(say_history(self._host.session.record(self._uid), self._host.today))

    def _in_parts(self, lines: Sequence[str]) -> None:
        """Print lines, so many at once."""
        for start in range(0, len(lines), PART):
            self._host.say(*lines[start : start + PART])
            end = start + PART
            if end < len(lines) and self._host.ask(
                f"{end} of {len(lines)}; Enter for more, anything else ends the list."
            ):
                return

    def _as_it_was(self, text: str) -> None:
        from lastmile_tui.cli.verbs.show import read_past_record  # noqa: PLC0415 # rarely asked

        host = self._host
        asked = "As it was on which day, such as yesterday or 3 days ago?"
        if typed := text or host.ask(asked):
            record, measures, day = read_past_record(
                host.session.record(self._uid), typed, host.today
            )
            host.say(*say_page(record, measures, None, day))

    # Sealing

    def _seal(self, _: str) -> None:
        self._rows.edit_items(self._seal_it)

    def _seal_it(self) -> bool:
        """Seal, after a question where items are open; whether it is sealed."""
        host = self._host
        try:
            host.put(self._uid, seal_it(host.goal(self._uid)))
        except LastmileError as error:
            host.say(sentence(str(error)))
        goal = host.session.goal(self._uid)
        if goal is None or not goal.sealed:
            return False
        course, today = host.session.measurer.course(goal), host.today
        facts = (
            finish.say_days(course, today),
            f"{finish.say_distance(goal)} driven, {finish.say_entries(course)}",
            finish.say_stretch(goal, course, today),
        )
        left = ", ".join(f"‘{item.text}’" for item in goal.open_items)
        host.say(
            " ".join(sentence(fact) for fact in facts if fact),
            *([sentence(f"left open: {left}")] if left else []),
        )
        self._going = None
        return True

    def _edit(self, text: str) -> None:
        host = self._host
        names = {name: name for name in _FIELDS}
        numbers = {str(number): name for number, name in enumerate(_FIELDS, 1)}
        chosen = parse_reply(text, names, numbers) or host.prompts.choice(
            "What is to be edited? An empty line leaves it.",
            list(names),
            lines=list(map(sentence, names)),
        )
        if chosen is None:
            host.say("Nothing changed.")
        elif chosen == "markers":
            self._rows.edit_markers()
        elif chosen == "seal list":
            self._seal("")
        else:
            kind, asked = _FIELDS[chosen]
            if kind is not None:
                self._rows.ask_field(RowId(kind), asked, _NONE)

    def _edit_text(self, _: str) -> None:
        """Hand the terminal to the user's editor, and take in what comes back."""
        from lastmile_tui.domain.input.form import write_form  # noqa: PLC0415 # rarely asked
        from lastmile_tui.domain.input.form_changes import revision  # noqa: PLC0415
        from lastmile_tui.domain.wording.plan import say_edited  # noqa: PLC0415
        from lastmile_tui.editor import RESCUE_FILE, edit_until  # noqa: PLC0415

        host = self._host
        goal, notation = host.goal(self._uid), host.session.notation

        def take(text: str) -> str:
            move = revision(text, goal, host.dates, notation)
            words = host.session.change(self._uid, move) if move else ""
            return join_facts(words, *say_edited(goal, host.goal(self._uid), host.session.today))

        words = edit_until(
            write_form(goal, notation),
            take,
            environ=os.environ,
            rescue=host.context.locations.state / RESCUE_FILE,
            again=sys.stdin is not None and sys.stdin.isatty(),
        )
        host.say_done(words or join_facts("Nothing changed", goal.title), self._uid)

    def _when(self, text: str) -> None:
        from lastmile_tui.domain.input.when import when_was_it  # noqa: PLC0415 # rarely asked

        host = self._host
        question = when_was_it(host.session.record(self._uid), None, host.today)
        host.say(sentence(f"the newest entry: {question.hint}"))
        host.put(self._uid, question, text)

    def _last_mile(self, text: str) -> None:
        from lastmile_tui.domain.input.drives.last_mile import last_mile  # noqa: PLC0415 # rarely asked

        host = self._host
        host.put(self._uid, last_mile(host.goal(self._uid), host.today), text)

    def _copy_line(self, _: str) -> None:
        from lastmile_tui.domain.input.quick_add_writer import write_line  # noqa: PLC0415 # rarely

        goal = self._host.goal(self._uid)
        due = goal.due.isoformat() if goal.due else ""
        if goal.due and goal.due_time:
            due += f" {goal.due_time:%H:%M}"
        self._host.say("The line that adds such a goal:", write_line(goal, due))

    def _save_template(self, text: str) -> None:
        from lastmile_tui.domain.examples.templates import save_template  # noqa: PLC0415 # rarely

        host = self._host
        goal = host.goal(self._uid)
        line = template_name()
        if name := text or host.ask(f"{line.sentence} An empty line saves none."):
            host.session.add(partial(save_template, host.session.record(goal.uid), name))
            host.say(join_facts("Saved as a template", f"{goal.title}."))

    def _undo(self, _: str) -> None:
        self._host.say_taken_back(self._host.session.undo())

    def _redo(self, _: str) -> None:
        self._host.say_taken_back(self._host.session.redo())

    def _leave(self, _: str) -> None:
        self._going = None

    def _quit(self, _: str) -> None:
        raise InputEnded

    HANDLERS: ClassVar[Mapping[str, Callable[[LinearRoad, str], None]]] = {
        "seal": _seal,
        "marker": _marker,
        "edit": _edit,
        "edit_text": _edit_text,
        "when": _when,
        "log": _log,
        "past": _history,
        "as_it_was": _as_it_was,
        "copy_line": _copy_line,
        "last_mile": _last_mile,
        "save_template": _save_template,
        "undo": _undo,
        "redo": _redo,
        "read": _read,
        "leave": _leave,
        "quit": _quit,
    }
    """What is no move by itself, no question of the domain, and of no whole road, by its id."""
