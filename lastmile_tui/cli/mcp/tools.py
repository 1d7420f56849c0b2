"""What agents can ask for and do; nothing here knows how they are spoken to."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from lastmile_tui.cli.change import change_on
from lastmile_tui.cli.context import Context
from lastmile_tui.cli.listing.due import read_due
from lastmile_tui.cli.mcp.shapes import USER_DATA, brief, whole
from lastmile_tui.cli.prompt.worst import next_of
from lastmile_tui.cli.table.list_arguments import SORTS, VIEWS
from lastmile_tui.cli.verbs.drive import advance_move
from lastmile_tui.commands import BY_ID
from lastmile_tui.config.kept import find_in_force
from lastmile_tui.dates import read_date
from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.export.as_json import VERSION, goal_json, log_json
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.numbers import UNIT, WRITTEN
from lastmile_tui.domain.review import queue
from lastmile_tui.domain.review.answers import allowed
from lastmile_tui.domain.review.wording import question
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.views.letters import plain_letters
from lastmile_tui.domain.views.lineup import Look, line_up
from lastmile_tui.domain.wording.events import say_change
from lastmile_tui.errors import QuickAddError
from lastmile_tui.store.review_days import ReviewDays

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from lastmile_tui.config.toml import Fault
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move, Record

    Answer = dict[str, Any]

PAGE, LONGEST_PAGE = 20, 100
"""Goals of one answer: by default, and at most."""

ENTRIES, MOST_ENTRIES = 20, 200
"""Entries of a log in one answer: by default, and at most."""

_LISTED: Final = 8
"""Lists that are kept: an agent turns the pages of one."""


class AgentTools:
    """The goals of the user's file for agents; each method is a tool, by its name.

    The file is kept open for reading, and what others write is seen by the next call. To change
    something it is opened anew, as by any command: with its lock, its journal, its backups and
    hooks. LastmileError and UsageError with a sentence where that cannot be.
    """

    def __init__(self, args: Namespace) -> None:
        self._args = args
        self._open(None)

    def _open(self, known: Fault | None) -> None:
        """Begin with the settings and the file as they are; who fails goes on as before."""
        context = Context(self._args, known=known)
        config = context.config
        store = context.open_to_read(lost=True)
        UNIT.change(config.unit)  # also for the calls to come, which are other tasks
        WRITTEN.change(context.notation)
        self._first, self._store = context, store
        self._rest = config.rest
        self._goals = dict(store.goals)
        self._measurer = context.measurer(store)
        self._today: date = context.today
        self._listed: dict[tuple[str, ...], Sequence[Goal]] = {}
        """What was asked for without a time, while no goal and no day is another."""
        self._briefs: dict[str, Answer] = {}
        """What lists said of goals, as long."""
        self._adrift = False
        """Whether what was opened is no longer what there is."""

    def list(
        self,
        *,
        view: str | None = None,
        sort: str = "due",
        tag: str | None = None,
        due: str | None = None,
        limit: int = PAGE,
        offset: int = 0,
    ) -> Answer:
        """A page of goals in the order of `lastmile list`, of any view what is `due`."""
        now = self._look()
        view = view or ("all" if due else "active")
        goals = self._found(view, sort, tag or "", due or "", now)
        page = goals[offset : offset + limit]
        after = offset + len(page)
        return {
            "version": VERSION,
            "total": len(goals),
            "next_offset": after if after < len(goals) else None,
            "goals": [*map(self._brief, page)],
        }

    def _found(self, view: str, sort: str, tag: str, due: str, now: datetime) -> Sequence[Goal]:
        key = (view, sort, tag)
        if not due and (known := self._listed.get(key)) is not None:
            return known
        chosen = [goal for goal in self._goals.values() if not goal.hidden]
        if tag:
            wanted = plain_letters(tag.removeprefix("#"))
            chosen = [goal for goal in chosen if wanted in map(plain_letters, goal.tags)]
        if due:
            by = read_due(due, self._today, partial(read_date, today=self._today, now=now))
            chosen = [goal for goal in chosen if by.takes(goal, self._today, now)]
        found = line_up(chosen, Look(view=VIEWS[view], sort=SORTS[sort]), self._today).each
        if not due:
            if len(self._listed) >= _LISTED:
                self._listed.clear()
            self._listed[key] = found
        return found

    def show(self, goal: str, entries: int = ENTRIES) -> Answer:
        """One goal with the newest entries of its log."""
        self._look()
        return self._whole(find(self._goals.values(), goal), entries)

    def next(self) -> Answer:
        """The goal that needs attention most, in its final stretch if there is one."""
        self._look()
        found = next_of(self._goals.values(), self._today, lambda: self._measurer)
        return self._whole(found[0], 0) if found else {"version": VERSION, "goal": None}

    def review_questions(self) -> Answer:
        """What today's review still asks, and with what it may be answered; nothing is answered."""
        self._look()
        today = self._today
        review = queue.begin(self._goals.values(), self._gauge, today)
        asked = []
        for uid in review.queue[review.at :]:
            goal = self._goals[uid]
            course = self._measurer.course(goal)
            words = question(goal, course, review.scope, today)
            asked.append(
                {
                    "id": uid,
                    "answers": [each.value for each in allowed(goal, review.scope, today)],
                    USER_DATA: {"title": goal.title, "question": words},
                }
            )
        due = ReviewDays(self._store, self._rest).due(today)
        return {"version": VERSION, "due": due, "rest": review.rest, "questions": asked}

    def add(self, line: str) -> Answer:
        """Add a goal in one line."""
        context = self._context()
        plan = read_line(line, context.read_date, context.notation)
        if plan.done:
            raise QuickAddError("That is done already where the line comes from; nothing is added.")
        with context.store() as store:
            record = store.add(plan)
        return self._changed(record, remarks=[*plan.remarks])

    def advance(self, goal: str, to: str | None = None, by: str | None = None) -> Answer:
        """Drive a goal to its next marker, to another one ahead, or so far."""
        context = self._context()
        return self._change(context, goal, advance_move(context, to, by))

    def note(self, goal: str, text: str) -> Answer:
        """Write a note into the log of a goal."""
        return self._change(self._context(), goal, partial(drive.note, text=text))

    def _context(self) -> Context:
        """What a change is made with; what failed is left to a command that the user reads."""
        return Context(self._args, heard=False)

    def _change(self, context: Context, goal: str, move: Move) -> Answer:
        named = Namespace(goal=goal, on=None)
        return self._changed(change_on(context, named, move))

    def _changed(self, record: Record, **more: object) -> Answer:
        self._look()
        answer = self._whole(self._goals[record.goal.uid], 0)
        answer["goal"][USER_DATA] |= {"done": say_change(record), **more}
        return answer

    def _whole(self, goal: Goal, entries: int) -> Answer:
        log = self._store.log(goal.uid)
        shown = log_json(log, self._today)
        newest = shown[len(shown) - entries :] if entries else []
        document = whole(self._json(goal), newest)
        return {"version": VERSION, "goal": document, "entries_in_all": len(shown)}

    def _brief(self, goal: Goal) -> Answer:
        known = self._briefs.get(goal.uid)
        if known is None:
            known = self._briefs[goal.uid] = brief(self._json(goal))
        return known

    def _json(self, goal: Goal) -> dict[str, Any]:
        measures = self._measurer.measure(goal, self._today)
        return goal_json(goal, self._store.log(goal.uid), measures, self._today)

    def _gauge(self, goal: Goal) -> Measures | None:
        return self._measurer.gauge(goal, self._today)

    def _look(self) -> datetime:
        """Take in what others wrote and what the clock says; what it shows now.

        LastmileError where a command would have one: memory does not stand in for the files.
        """
        first, places = self._first.in_force, self._first.locations
        wanted = find_in_force(places.config, BY_ID, places.kept_settings)
        changed = self._store.refresh()
        if self._adrift or wanted != first or self._store.storage.rights.adrift:
            self._adrift = True
            self._open(first.fault)
        now = self._first.wall()
        today = self._first.calendar.date_of(now)
        if changed or today != self._today:
            self._listed.clear()
            self._briefs.clear()
        self._today = today
        for uid in changed:
            old, new = self._goals.get(uid), self._store.goals.get(uid)
            self._measurer.change(old, new)
            if new is not None:
                self._goals[uid] = new
            else:
                self._goals.pop(uid, None)
        self._first.require_found(self._store, strictly=True)
        return now
