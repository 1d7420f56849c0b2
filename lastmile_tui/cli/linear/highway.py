"""The Highway in lines: its roads by number, then one question until it is left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from lastmile_tui.cli.linear.road import LinearRoad
from lastmile_tui.cli.linear.start import LinearStart
from lastmile_tui.cli.linear.words import ON_HIGHWAY, ON_ROAD, LinearWords, label_of
from lastmile_tui.cli.review.prompts import InputEnded, QuestionLeft
from lastmile_tui.cli.spoken.facts import say_found, say_goal, sentence
from lastmile_tui.cli.spoken.highway import PART, say_heading, say_lineup
from lastmile_tui.cli.spoken.replies import parse_reply, read_number_word
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.picks.last_mile import say_picked
from lastmile_tui.domain.views.lineup import Sort, View
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lastmile_tui.cli.linear.host import LinearHost
    from lastmile_tui.cli.linear.notices import LinearNotices
    from lastmile_tui.domain.model.goal import Goal

T = TypeVar("T")

DEMO = "demo"
"""What the Highway was left for: the demo roads."""


class LinearHighway:
    """Reads the roads, and carries out what is typed."""

    def __init__(self, host: LinearHost, words: LinearWords, notices: LinearNotices) -> None:
        self._host, self._words, self._notices = host, words, notices
        self._road_words = LinearWords(ON_ROAD, host.context.config.keys)
        self._start = LinearStart(host)
        self._heard: list[str] = []
        """The uids of the roads that were read last, by their numbers."""
        self._total = 0
        self._asked = False
        self._left_for: str | None = None

    def run(self) -> str | None:
        """Read and ask until it is left; `DEMO` if for the demo roads."""
        try:
            self._notices.look_outside()
            self._read_roads()
            while self._left_for is None:
                self._ask_once()
        except InputEnded:
            pass
        self._host.remember()
        if self._left_for is None:
            self._host.say("Bye; everything is saved.")
        return self._left_for

    def _ask_once(self) -> None:
        line = self._host.ask(self._question())
        try:
            self._notices.look_outside()
            self._host.carry_out(partial(self._answer, line))
        except QuestionLeft:
            self._host.say("Cancelled; nothing changed.")

    def _question(self) -> str:
        """The question; what may be answered is said the first time."""
        if self._asked:
            return "What now?"
        self._asked = True
        letter = self._words.letter
        return (
            f"What now? A number opens a road, {letter('add')} adds, {letter('review')} reviews,"
            f" {letter('undo')} undoes, {letter('keys')} helps, {letter('quit')} quits."
        )

    # Answers

    def _answer(self, line: str) -> None:
        if not line:
            self._go_on()
        elif number := read_number_word(line):
            self._open(self._uid_of(number))
        elif self._is_of_road(line):
            self._at_once(self._road_words.letters[line], "")
        elif found := self._words.read(line):
            command, text = found
            self.HANDLERS[command](self, text)
        elif found := self._road_words.read(line):
            self._at_once(*found)
        else:
            self._host.say(f"That does nothing here. {self._ways()}")

    def _is_of_road(self, line: str) -> bool:
        """Whether a letter is one of a road only, in this very case."""
        return line in self._road_words.letters and line not in self._words.letters

    def _ways(self) -> str:
        letter = self._words.letter
        opens = "the number of a road to open it, " if self._total else ""
        return (
            f"Type {opens}{letter('add')} to add one, {label_of('filter')} and words to find some,"
            f" {letter('keys')} to hear all that can be typed."
        )

    def _uid_of(self, number: str) -> str:
        index = int(number) - 1
        if not 0 <= index < len(self._heard):
            read = f"1 to {len(self._heard)}" if self._heard else "none"
            raise GoalError(f"There is no road {number}; the numbers that were read are {read}.")
        return self._heard[index]

    def _open(self, uid: str) -> None:
        """Open a road, and those that it leads to; then say where one is again."""
        host = self._host
        going: str | None = uid
        while going is not None:
            host.goal(going)
            going = self._road(going).open()
        self._back()

    def _road(self, uid: str) -> LinearRoad:
        return LinearRoad(self._host, uid, self._start, self._notices.look_outside)

    def _back(self) -> None:
        lineup, lineups = self._host.session.lineups.lineup, self._host.session.lineups
        self._host.say(f"Back on the {say_heading(lineup, len(lineups.stretch))} Enter reads them.")
        self._total = 0

    def _at_once(self, command: str, text: str) -> None:
        """Do something with a road by its number, such as `s 2`."""
        if command == "leave":
            ends = self._words.letter("quit")
            raise GoalError(f"This is the Highway; {ends} ends, and everything is saved.")
        number, _, rest = text.partition(" ")
        if not read_number_word(number):
            letter = self._road_words.letter(command)
            how = f"open it by its number first, or type {letter} and it, such as {letter} 1."
            raise GoalError(f"That is about one road: {how}")
        uid = self._uid_of(read_number_word(number))
        self._host.goal(uid)
        self._road(uid).do(command, rest)

    # Reading

    def _read_roads(self, start: int = 0) -> None:
        """Read a part of the roads, from an index on."""
        host, session = self._host, self._host.session
        lineup, stretch = session.lineups.lineup, session.lineups.stretch
        if not start:
            host.say(say_heading(lineup, len(stretch)), *self._no_roads())
            self._heard = [goal.uid for goal in lineup.goals]
        self._total = min(start + PART, lineup.total)
        host.say(*say_lineup(lineup, self._say_goal, start))

    def _no_roads(self) -> list[str]:
        letter, session = self._words.letter, self._host.session
        if session.lineups.lineup.total:
            return []
        if any(not goal.hidden for goal in session.goals.values()):
            return [f"Nothing here; {letter('view')} all shows all goals."]
        demo = f"{letter('demo')} shows seven demo roads"
        return [f"No roads yet: {letter('add')} adds the first, {demo}."]

    def _say_goal(self, goal: Goal) -> str:
        session = self._host.session
        picked = say_picked(session.picks, goal, session.today)
        found = say_found(session.lineups.finding(goal))
        measures = self._host.measure(goal)
        return say_goal(goal, session.today, measures, now=session.wall, picked=picked, found=found)

    def _go_on(self) -> None:
        """Read the next part, or all again from the start."""
        lineup = self._host.session.lineups.lineup
        same = [goal.uid for goal in lineup.goals] == self._heard
        self._read_roads(self._total if same and 0 < self._total < lineup.total else 0)

    # Commands

    def _add(self, text: str) -> None:
        self._begun(self._start.add(text))

    def _template(self, _: str) -> None:
        self._begun(self._start.add_from_template())

    def _begun(self, uid: str | None) -> None:
        """Say the number of what was begun, or go to what is driven instead."""
        if uid is None:
            return
        goal = self._host.goal(uid)
        if uid in self._heard:
            self._open(uid)
            return
        self._heard.append(uid)
        self._host.say(f"It is number {len(self._heard)}: {clean_line(goal.title)}.")

    def _filter(self, text: str) -> None:
        session = self._host.session
        query = text or self._host.ask(
            "Find what? Words, #tag, @person or a state; nothing shows all."
        )
        session.note_index.read(session.note_index.unread(session.goals) if query else ())
        session.lineups.filter(query)
        self._read_roads()

    def _view(self, text: str) -> None:
        lineups = self._host.session.lineups
        views = {view.name.lower().replace("_", " "): view for view in View}
        self._look(text, views, lineups.show_view, lineups.next_view)

    def _sort(self, text: str) -> None:
        lineups = self._host.session.lineups
        sorts = {sort.value: sort for sort in Sort} | {"due": Sort.DUE, "nearest": Sort.NEAREST}
        self._look(text, sorts, lineups.sort_by, lineups.next_sort)

    def _look(
        self, text: str, choices: Mapping[str, T], show: Callable[[T], str], turn: Callable[[], str]
    ) -> None:
        """Look another way: as named, or at the next one."""
        if text:
            chosen = parse_reply(text, choices, {})
            if chosen is None:
                raise GoalError(f"That is not one of the choices: {', '.join(choices)}.")
            words = show(chosen)
        else:
            words = turn()
        self._host.say(sentence(words))
        self._host.remember()
        self._read_roads()

    def _undo(self, _: str) -> None:
        self._host.say_taken_back(self._host.session.undo())

    def _redo(self, _: str) -> None:
        self._host.say_taken_back(self._host.session.redo())

    def _review(self, _: str) -> None:
        self._ask_in_review(weekly=False)

    def _weekly(self, _: str) -> None:
        self._ask_in_review(weekly=True)

    def _ask_in_review(self, *, weekly: bool) -> None:
        from lastmile_tui.cli.review.session import ReviewSession  # noqa: PLC0415 # when asked for
        from lastmile_tui.domain.changes.seal import to_confirm  # noqa: PLC0415 # as above
        from lastmile_tui.domain.input.drives.at_end import still_sealed  # noqa: PLC0415 # as above

        host = self._host
        if not weekly and (goal := to_confirm(host.session.goals.values(), host.session.today)):
            host.say(f"About ‘{goal.title}’:")
            host.put(goal.uid, still_sealed())
        again = self._words.letter("weekly" if weekly else "review")
        ReviewSession(host.context, host.store, host.prompts, again).run(weekly=weekly)
        if host.prompts.ended:
            raise InputEnded
        host.begin_anew()
        self._back()

    def _mirror(self, _: str) -> None:
        from lastmile_tui.cli.linear.figures import read_mirror  # noqa: PLC0415 # when asked for

        read_mirror(self._host)

    def _horizon(self, _: str) -> None:
        from lastmile_tui.cli.linear.figures import read_horizon  # noqa: PLC0415 # when asked for

        read_horizon(self._host)

    def _merge(self, _: str) -> None:
        from lastmile_tui.cli.copies.merge import merge_found  # noqa: PLC0415 # rarely

        host = self._host
        if self._notices.demo:
            raise GoalError("These roads are thrown away: nothing is merged into them.")
        merge_found(host.context, host.store)
        host.begin_anew()

    def _sync(self, _: str) -> None:
        from lastmile_tui.cli.sync.verb import sync_found  # noqa: PLC0415 # rarely

        host = self._host
        if self._notices.demo:
            raise GoalError("These roads are thrown away: nothing is exchanged with other devices.")
        sync_found(host.context, host.store)
        host.begin_anew()

    def _demo(self, _: str) -> None:
        self._left_for = DEMO

    def _help(self, _: str) -> None:
        self._host.say(
            "A number opens that road; Enter reads more roads, or all again.",
            *self._words.lines(),
            "Words may stand behind some of them: add TITLE, find WORDS, view parked, order title.",
            "A letter of a road and a number do that at once: s 2 opens the seal list of road 2.",
            "An empty line or control c leaves a question without a change; control d ends all.",
        )
        self._asked = False

    def _quit(self, _: str) -> None:
        raise InputEnded

    HANDLERS: ClassVar[Mapping[str, Callable[[LinearHighway, str], None]]] = {
        "add": _add,
        "template": _template,
        "review": _review,
        "weekly": _weekly,
        "mirror": _mirror,
        "horizon": _horizon,
        "filter": _filter,
        "view": _view,
        "sort": _sort,
        "undo": _undo,
        "redo": _redo,
        "merge": _merge,
        "sync": _sync,
        "demo": _demo,
        "keys": _help,
        "quit": _quit,
    }
    """What each command of the Highway does, by its id."""


def words_of_highway(keys: Mapping[str, str]) -> LinearWords:
    """What can be typed on the Highway, where numbers open roads."""
    return LinearWords(ON_HIGHWAY, keys)
