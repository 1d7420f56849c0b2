"""Lists of one road in lines: its markers and its seal list, changed by the keys of the app."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.spoken.facts import say_due_day, say_figures, say_list_figures, sentence
from lastmile_tui.cli.spoken.replies import parse_reply, read_number_word
from lastmile_tui.cli.spoken.road import say_markers, say_seal_list
from lastmile_tui.domain.model.numbers import in_own_unit
from lastmile_tui.domain.rows import edits, keys
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.errors import GoalError, LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lastmile_tui.cli.linear.host import LinearHost
    from lastmile_tui.domain.model.goal import Goal, Marker, SealItem
    from lastmile_tui.domain.model.record import Move
    from lastmile_tui.domain.rows.edits import RowDraft

    Reader = Callable[[str], RowDraft]

_ON_BOTH: Final[Mapping[str, tuple[str, str]]] = {
    "add": ("a", "adds one at the end"),
    "remove": ("x", "removes it"),
    "later": ("J", "moves it down the list"),
    "earlier": ("K", "moves it up"),
}
_ON_MARKERS = {"edit": ("e", "edits it"), **_ON_BOTH, "final": ("f", "begins the final stretch")}
_ON_ITEMS = {
    "tick": ("", "ticks it, or opens it again"),
    "evidence": ("v", "says what proves it"),
    "edit": ("e", "says it in other words"),
    **_ON_BOTH,
}
"""What is done with a row, with its key and what that does; the first one by a number alone."""

_WITH_NUMBER = re.compile(r"(\S+(?: \S+)*?)\s+((?:the\s+)?\S+)")


class RowLists:
    """Reads a list, and asks what to change of it until it is left."""

    def __init__(self, host: LinearHost, uid: str) -> None:
        self._host, self._uid = host, uid

    def edit_markers(self) -> None:
        """Change the markers."""
        self._loop(RowKind.MARKER, _ON_MARKERS)

    def edit_items(self, seal: Callable[[], bool]) -> None:
        """Change the seal list; `seal` seals, and says whether that ends it."""
        self._loop(RowKind.SEAL, _ON_ITEMS, seal)

    def _loop(
        self,
        kind: RowKind,
        actions: Mapping[str, tuple[str, str]],
        seal: Callable[[], bool] | None = None,
    ) -> None:
        host = self._host
        host.say(*self._lines(kind))
        first = next(iter(actions))
        host.say(_help(actions, sealing=seal is not None))
        while True:
            line = host.ask("What about the list? An empty line leaves it.")
            if not line:
                return
            if line == "?":
                host.say(*self._lines(kind), _help(actions, sealing=seal is not None))
                continue
            if seal is not None and parse_reply(line, {"seal": True}, {"s": True, "S": True}):
                if seal():
                    return
                continue
            action, number = _read(line, actions, first)
            if action is None:
                host.say(f"That does nothing here. {_help(actions, sealing=seal is not None)}")
            else:
                host.carry_out(partial(self._do, kind, action, number))

    def _lines(self, kind: RowKind) -> Iterator[str]:
        goal = self._host.goal(self._uid)
        if kind is RowKind.SEAL:
            return say_seal_list(goal)
        return say_markers(self._host.session.record(self._uid), self._host.today)

    def _do(self, kind: RowKind, action: str, number: str) -> None:
        """Carry out what was typed; GoalError where there is no such row."""
        host = self._host
        goal = host.goal(self._uid)
        if action == "add":
            self._add(goal, kind)
            return
        parts: Sequence[Marker | SealItem] = goal.seal if kind is RowKind.SEAL else goal.markers
        typed = number or host.ask(f"Which one, of 1 to {len(parts)}? An empty line leaves it.")
        if not typed:
            return
        digits = read_number_word(typed)
        if not digits or not 1 <= int(digits) <= len(parts):
            raise GoalError(f"There is no {kind} {typed}; there are 1 to {len(parts)}.")
        spot = RowId(kind, parts[int(digits) - 1].id)
        if action == "edit":
            self.ask_field(spot, f"What is it now? {_marker_hint()}")
        elif action == "evidence":
            now = edits.proof_of(goal, spot)
            read = partial(self._read_proof, spot)
            self._ask(kind, "What proves it: a link, a number, a sentence?", now, read)
        elif move := _move(goal, spot, action):
            host.change(self._uid, move, _figures(kind))

    def _add(self, goal: Goal, kind: RowKind) -> None:
        spot = RowId(kind, goal.markers[-1].id if kind is RowKind.MARKER else "")
        asked = (
            f"What is the new marker? {_marker_hint()}"
            if kind is RowKind.MARKER
            else "What must be true?"
        )
        self._ask(kind, asked, "", partial(self._read_new, spot))

    def ask_field(self, spot: RowId, question: str, none: str = "") -> None:
        """Ask for the text of a row until it is read or left; `none` is typed for no text."""
        now = edits.text_of(self._host.goal(self._uid), spot, self._host.session.notation)
        if spot.kind is RowKind.DUE:
            now = say_due_day(self._host.goal(self._uid), self._host.today)
        self._ask(spot.kind, question, now, partial(self._read_row, spot), none)

    def _ask(  # each is one part of the question
        self, kind: RowKind, question: str, now: str, read: Reader, none: str = ""
    ) -> None:
        host = self._host
        words = f"{question} It is now: {now}." if now else question
        if now and none:
            words += f" The word {none} takes it away."
        while True:
            line = host.ask(f"{words} An empty line leaves it as it is.")
            if not line:
                host.say("Nothing changed.")
                return
            text = "" if none and line.casefold() == none else line
            try:
                draft = read(text)
                if draft.move is None:
                    host.say(
                        sentence(f"nothing changed: {draft.meaning or 'it says that already'}")
                    )
                    return
                host.change(self._uid, draft.move, _figures(kind))
            except LastmileError as error:
                host.say(sentence(str(error)))
                continue
            if draft.meaning:
                host.say(sentence(f"read as: {draft.meaning}"))
            return

    def _read_row(self, spot: RowId, text: str) -> RowDraft:
        session = self._host.session
        goal = self._host.goal(self._uid)
        return edits.read_row(
            goal, spot, text, session.today, session.wall, notation=session.notation
        )

    def _read_new(self, spot: RowId, text: str) -> RowDraft:
        session = self._host.session
        goal = self._host.goal(self._uid)
        return edits.read_new(goal, spot, text, session.today, session.notation)

    def _read_proof(self, spot: RowId, text: str) -> RowDraft:
        return edits.read_proof(self._host.goal(self._uid), spot, text, self._host.today)


def _figures(kind: RowKind) -> Callable[[Goal], str]:
    """What is counted after a change of such a row."""
    return say_list_figures if kind is RowKind.SEAL else say_figures


def _move(goal: Goal, spot: RowId, action: str) -> Move | None:
    """The move of a key on a row, as on the road page."""
    match action:
        case "tick":
            return keys.enter_move(goal, spot)
        case "remove":
            return keys.removal_move(goal, spot)
        case "later" | "earlier":
            return keys.shift_move(spot, 1 if action == "later" else -1)
        case _:
            return keys.stretch_move(goal, spot)


def _read(line: str, actions: Mapping[str, tuple[str, str]], first: str) -> tuple[str | None, str]:
    """What is to be done, and the number that was typed with it; a number alone does the first."""
    if read_number_word(line):
        return first, line
    words = {name: name for name in actions}
    letters = {key: name for name, (key, _) in actions.items() if key}
    if (action := parse_reply(line, words, letters)) is not None:
        return action, ""
    if found := _WITH_NUMBER.fullmatch(line):
        return parse_reply(found[1], words, letters), found[2]
    return None, ""


def _help(actions: Mapping[str, tuple[str, str]], *, sealing: bool) -> str:
    """What can be typed, in one sentence."""
    first, *others = actions.items()
    ways = [f"a number {first[1][1]}"]
    ways += [
        f"{key} {'' if name == 'add' else 'and its number '}{words}"
        for name, (key, words) in others
    ]
    ways += ["s seals"] if sealing else []
    return sentence("; ".join((*ways, "? reads the list")))


def _marker_hint() -> str:
    return in_own_unit("A title, *3 for three miles, due fri.")
