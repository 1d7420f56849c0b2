"""Beginning something new: the gate in front of it, the line that makes a goal, the templates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.dates import When, say_due
from lastmile_tui.domain.changes.start import GATE_LIMIT, GO, add, came_back, made_beside, past_gate
from lastmile_tui.domain.model.text import clean_note
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date

    from lastmile_tui.domain.changes.start import Plan
    from lastmile_tui.domain.examples.templates import Template
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move, Record
    from lastmile_tui.ui.controllers.host import Host
    from lastmile_tui.ui.state.session import Session


class StartFlow:
    """What is asked before a goal is added or started."""

    def __init__(self, host: Host, session: Session) -> None:
        self._host, self._session = host, session

    async def add(self, template: Template | None = None) -> str | None:
        """Ask for a line until it is saved or left; the uid of the goal to go to, if any."""
        answer = await self._gate(_title_of(template) if template else "")
        if answer != GO:
            return answer
        return await self._quick_add(template)

    async def add_from_template(self) -> str | None:
        """Ask which template, then for the line that was made from it."""
        from lastmile_tui.domain.examples.templates import all_templates, find_template  # noqa: PLC0415
        from lastmile_tui.ui.controllers.presenters import template_rows  # noqa: PLC0415
        from lastmile_tui.ui.dialogs.templates import TemplatesScreen  # noqa: PLC0415

        templates = all_templates(self._session.goals.values())
        today = self._session.today
        rows = template_rows(templates, today)
        screen = TemplatesScreen(rows, today, self._host.glyphs)
        name = await self._host.push_screen_wait(screen)
        return await self.add(find_template(templates, name)) if name else None

    async def start(self, goal: Goal, move: Move) -> str | None:
        """Ask at the gate before a planned goal is driven; the uid of the goal to go to."""

        async def go(others: int) -> None:
            self._host.carry_out(partial(self._change, goal.uid, past_gate(move, others)))

        return await self.start_with(goal, go)

    async def start_with(self, goal: Goal, go: Callable[[int], Awaitable[object]]) -> str | None:
        """The same, where `go` starts the goal beside so many others, and asks more first."""
        others = len(self._session.endangered())
        answer = await self._gate(goal.title)
        if answer != GO:
            return answer
        await go(others)
        return None

    async def _gate(self, title: str) -> str | None:
        """Show the gate where goals stand in the final stretch.

        `GO`, None when it was left, or the uid of the goal that is driven instead.
        """
        endangered = self._session.endangered()
        if not endangered:
            return GO
        from lastmile_tui.ui.controllers.presenters import gate_rows  # noqa: PLC0415
        from lastmile_tui.ui.dialogs.gate import GateScreen  # noqa: PLC0415 # rarely asked

        rows, today = gate_rows(endangered[:GATE_LIMIT]), self._session.today
        screen = GateScreen(rows, title, len(endangered), self._host.glyphs, today)
        answer = await self._host.push_screen_wait(screen)
        if answer in (None, GO):
            return answer
        try:
            self._change(answer, partial(came_back, instead_of=title))
        except LastmileError as error:
            self._host.refused(error)
        else:
            self._host.changed("Good. One road at a time.")
        return answer

    def _change(self, uid: str, move: Move) -> str:
        return self._session.change(uid, move, answer=self._host.answer_scope(uid))

    async def _quick_add(self, template: Template | None) -> str | None:
        """Ask for a line until it is saved or left: a full disk takes nothing that was typed."""
        from lastmile_tui.ui.dialogs.quick_add import (  # noqa: PLC0415 # 20 ms
            QuickAddScreen,
            SeveralDraft,
        )

        line, trouble = template.line if template else "", ""
        session, glyphs = self._session, self._host.glyphs
        while True:
            goals, fresh = session.goals.values(), template is not None and not trouble
            today, now = session.today, session.wall
            screen = QuickAddScreen(
                today,
                glyphs,
                goals,
                line,
                trouble,
                pick_title=fresh,
                now=now,
                notation=session.notation,
            )
            draft = await self._host.push_screen_wait(screen)
            if draft is None:
                return None
            others = len(session.endangered())
            try:
                if isinstance(draft, SeveralDraft):
                    made = [_made(plan, None, others) for plan in draft.plans]
                    uid, words = session.add_all(made)
                else:
                    uid, words = session.add(_made(draft.plan, template, others))
                    words = join_facts(words, _say_due(draft.plan, today))
            except LastmileError as error:
                line = "" if isinstance(draft, SeveralDraft) else draft.line
                trouble = clean_note(str(error))
            else:
                self._host.changed(words)
                return uid


def _say_due(plan: Plan, today: date) -> str:
    return f"due {say_due(When(plan.due, plan.due_time), today)}" if plan.due else ""


def _title_of(template: Template) -> str:
    """The title of the goal that a template makes, or its line if that makes none."""
    from lastmile_tui.domain.input.quick_add import read_line  # noqa: PLC0415 # as above
    from lastmile_tui.domain.input.quick_add_writer import no_date  # noqa: PLC0415

    try:
        return read_line(template.line, no_date).title
    except LastmileError:
        return template.line


def _made(plan: Plan, template: Template | None, others: int) -> Callable[[Stamp], Record]:
    from lastmile_tui.domain.examples.templates import new_goal  # noqa: PLC0415 # as above

    make = partial(new_goal, template, plan) if template else partial(add, plan)
    return made_beside(make, others)
