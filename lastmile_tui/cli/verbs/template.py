"""The verb template: list them, show one, make one of a goal, set out on one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from lastmile_tui.cli.change import print_change
from lastmile_tui.cli.goal_lines import say_due_date
from lastmile_tui.cli.output import complain, in_columns, say, say_json
from lastmile_tui.cli.spoken.road import say_seal_list
from lastmile_tui.dates import When, say_due
from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.examples.template_dates import say_sample_days
from lastmile_tui.domain.examples.templates import (
    all_templates,
    find_template,
    new_goal,
    plan_of,
    sample_goal,
    save_template,
    template_of,
)
from lastmile_tui.domain.export.as_json import VERSION, iso
from lastmile_tui.domain.figures.road import say_at
from lastmile_tui.domain.model.goal import measure
from lastmile_tui.domain.model.text import cells, clean_line, counted, fit
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.domain.wording.plan import say_marker_days

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.examples.templates import Template
    from lastmile_tui.domain.model.goal import Goal

TITLE_CELLS = 40
"""The widest column of marker titles."""


def run_template(context: Context, args: Namespace) -> None:
    _HANDLERS[args.what](context, args)


def _list(context: Context, args: Namespace) -> None:
    templates = all_templates(context.open_to_read().goals.values())
    if args.json:
        documents = [_json(template, _sample_goal(template, context)) for template in templates]
        say_json({"version": VERSION, "templates": documents})
        return
    width = max(cells(template.name) for template in templates)
    names = (fit(template.name, width, pad=True) for template in templates)
    rows = zip(names, templates, strict=True)
    say(*(in_columns(name, template.about) for name, template in rows), plain=context.plain)


def _show(context: Context, args: Namespace) -> None:
    template = find_template(all_templates(context.open_to_read().goals.values()), args.name)
    goal = _sample_goal(template, context)
    if args.json:
        say_json({"version": VERSION} | _json(template, goal))
    else:
        say(*_lines(template, goal, context.today), plain=context.plain)


def _save(context: Context, args: Namespace) -> None:
    with context.store() as store:
        goal = find(store.goals.values(), args.goal)
        record = store.add_record(partial(save_template, store.record(goal.uid), args.name))
    template = template_of(record.goal)
    if args.json:
        say_json({"version": VERSION} | _json(template, _sample_goal(template, context)))
    else:
        say(join_facts(f"Template ‘{template.name}’ saved", goal.title), plain=context.plain)


def _use(context: Context, args: Namespace) -> None:
    with context.store() as store:
        template = find_template(all_templates(store.goals.values()), args.name)
        plan = plan_of(template, " ".join(args.title), context.read_date)
        record = store.add_record(partial(new_goal, template, plan))
    facts = [
        counted(len(record.goal.markers), "marker"),
        say_marker_days(plan, context.today),
        say_due_date(record.goal, context.today, context.now),
    ]
    print_change(context, args, record, *filter(None, facts))
    for remark in plan.remarks:
        complain(remark)


_HANDLERS = {"list": _list, "show": _show, "save": _save, "use": _use}


def _sample_goal(template: Template, context: Context) -> Goal:
    return sample_goal(template, context.read_date, context.today)


def _json(template: Template, goal: Goal) -> dict[str, Any]:
    """A template in builtins, with the names that goals have."""
    markers = enumerate(zip(goal.markers, goal.ends, strict=True))
    return {
        "name": template.name,
        "about": template.about,
        "two_way": template.two_way,
        "title": goal.title,
        "distance": goal.distance,
        "unit": goal.unit or None,
        "due": iso(goal.due),
        "tags": list(goal.tags),
        "markers": [
            {
                "title": marker.title,
                "miles": marker.miles,
                "at": end,
                "final": index >= goal.final_index,
                "due": iso(marker.due),
            }
            for index, (marker, end) in markers
        ],
        "seal": [item.text for item in goal.seal],
        "line": template.line,
    }


def _lines(template: Template, goal: Goal, today: date) -> Iterator[str]:
    yield join_facts(template.name, goal.title)
    yield template.about
    facts = [counted(len(goal.markers), "marker"), measure(goal.distance, goal.unit)]
    due = f"due {say_due(When(goal.due, goal.due_time), today)}" if goal.due else ""
    yield join_facts(*facts, due, *(["two-way"] if template.two_way else []))
    if SPELLED.get():
        for index, (marker, end) in enumerate(zip(goal.markers, goal.ends, strict=True), 1):
            day = f", due {say_due(When(marker.due), today)}" if marker.due else ""
            yield f"Marker {index}: {clean_line(marker.title)}, at {say_at(goal, end)}{day}."
        yield from say_seal_list(goal)
        return
    yield ""
    digits = len(str(len(goal.markers)))
    widest = min(max(cells(marker.title) for marker in goal.markers), TITLE_CELLS)
    days = say_sample_days(goal, today)
    for index, (marker, end) in enumerate(zip(goal.markers, goal.ends, strict=True)):
        sign = "⚑" if index >= goal.final_index else " "
        title = fit(clean_line(marker.title), widest, pad=True)
        place = say_at(goal, end)
        yield f"  {sign} {index + 1:>{digits}}  {title}  {place}  {days[index]}".rstrip()
    yield from ("", "Seal list")
    yield from (f"  ○ {clean_line(item.text)}" for item in goal.seal)
