"""Templates: roads for new goals, with their final stretch and their seal list.

Some come with the app. Others are goals of the person with the register `template`, which holds
their name; such a goal is never driven.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.changes.start import UNNAMED, Plan, add, plan_like
from lastmile_tui.domain.examples.template_dates import kept_day, write_day, write_due
from lastmile_tui.domain.input.quick_add import LINE_LIMIT, read_line
from lastmile_tui.domain.input.quick_add_writer import write_line
from lastmile_tui.domain.model.events import draft
from lastmile_tui.domain.model.record import Record, record_of
from lastmile_tui.domain.model.text import NAME_LIMIT, TITLE_LIMIT, clean_line, fit
from lastmile_tui.errors import GoalError, NotFoundError, QuickAddError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lastmile_tui.domain.input.grammar.markers import DateReader
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal


class Template(Struct, frozen=True):
    """A road for new goals: a line for quick add, whose title is a placeholder.

    A goal made after a `two_way` one has another person at its end, and the first turn is mine.
    """

    name: str
    about: str
    line: str
    two_way: bool = False


TEMPLATES = (
    Template(
        "thesis",
        "From a settled question to the receipt for what you handed in.",
        "Hand in the thesis: question settled > sources read*3 > study done*5 > first draft*4"
        " > advisor's comments > comments worked in*2"
        " >> references checked > formatted > proofread > submitted"
        " ! the file they received opened and leafed through"
        " ! declaration signed, fees and forms done"
        " ! bound copies handed in, if they want any"
        " ! receipt with its date kept"
        " ! data and sources kept where others find them"
        " ! advisor and helpers thanked",
    ),
    Template(
        "sale",
        "From the first talk to money on the account and a buyer at ease.",
        "Close the sale: need understood > decision maker met > offer sent"
        " > questions answered*2 > price agreed*2 > verbal yes"
        " >> contract sent > contract signed > handed over > paid in full"
        " ! contract signed by both sides and filed"
        " ! all that was promised is in their hands"
        " ! money on the account"
        " ! they say that it works for them"
        " ! whoever looks after them knows the promises",
    ),
    Template(
        "race",
        "From the entry to your name in the results, in weeks of training.",
        "Run the race: place booked > base weeks*4 > tempo weeks*4 > tune-up race > longest run*2"
        " >> taper*2 > bib picked up > start line > finish"
        " ! official time in the results"
        " ! one easy week before the next plan"
        " ! what hurts was looked at, not run off"
        " ! those who cheered and drove are thanked"
        " ! three lines on what to do again",
    ),
    Template(
        "vote",
        "From the list of whom to reach to the last door on election day.",
        "Get out the vote: voters to reach listed > volunteers trained > first pass*3"
        " > second pass*3 > third pass*2"
        " >> early votes chased*2 > dry run > last weekend > election day > polls closed"
        " ! the last list worked to its end"
        " ! rides given to all who asked for one"
        " ! count watched, result known"
        " ! every volunteer thanked by name"
        " ! lists locked away or destroyed, signs down"
        " ! notes written for the next campaign",
    ),
    Template(
        "rollout",
        "From the survey to the last house of the street that is online.",
        "Connect the street: route surveyed > owners agreed*2 > permits granted*2"
        " > trench and ducts*5 > cable pulled*2"
        " >> lines into houses*3 > spliced and measured > houses online > road made good"
        " ! every house counted, none left for later"
        " ! each line measured, its report filed"
        " ! the last house says that it works"
        " ! trenches closed and accepted by the town"
        " ! plans drawn as it was built"
        " ! builders and owners paid what they are owed",
    ),
    Template(
        "parcel",
        "From the packing table into the right hands.",
        "Get the parcel there: packed > address and phone on it > posted > at the depot*2"
        " >> out for delivery > in their hands"
        " ! signed for by the right person"
        " ! opened, and nothing is broken"
        " ! they wrote or called"
        " ! costs settled, tracking number kept",
    ),
    Template(
        "friendship",
        "From what is yours in it to being easy together again.",
        "Be friends again: my part in it named*2 > apology written > apology given"
        " > their side heard*2 > amends made*2"
        " >> time together > one easy talk > next time arranged"
        " ! said sorry once, without a ‘but’"
        " ! heard them to the end, without a defence"
        " ! what I promised them is done"
        " ! they reached out once without being asked"
        " ! nothing is left that I would rather not mention",
        two_way=True,
    ),
    Template(
        "release",
        "From the frozen scope to a quiet week after the announcement.",
        "Ship the release: scope frozen > features in*5 > bugs fixed*3 > release candidate"
        " > candidate tried*2"
        " >> changelog and docs > built and signed > published > announced > watched for a week"
        " ! tag, files and changelog name one version"
        " ! installed from a clean machine, by the docs"
        " ! upgraded from the last version, data intact"
        " ! the way back was tried once"
        " ! fixed issues closed, reporters told"
        " ! a week without an urgent report",
    ),
    Template(
        "blank",
        "A finish, one thing to tick, and no road yet.",
        "Something to finish",
    ),
)
"""The templates that come with the app."""


def plan_of(template: Template, title: str, read_date: DateReader) -> Plan:
    """The plan of a goal after a template.

    `title` replaces the template's own, unless it is empty. It may have a due date, from which
    markers count back, tags, people and seal items, as in quick add; QuickAddError if it has
    markers too.
    """
    if not clean_line(title):
        return read_line(template.line, read_date)
    typed = read_line(title, read_date)
    plan = read_line(template.line, read_date, counted_from=typed.due)
    if typed.unit or typed.stages != UNNAMED:
        raise QuickAddError(
            "The markers come from the template; write the title without ‘>’ and a target."
        )
    return replace(
        plan,
        title=typed.title,
        due=typed.due or plan.due,
        due_time=typed.due_time if typed.due else plan.due_time,
        tags=tuple(dict.fromkeys(plan.tags + typed.tags)),
        people=tuple(dict.fromkeys(plan.people + typed.people)),
        seal=plan.seal + typed.seal,
        remarks=plan.remarks + typed.remarks,
    )


def new_goal(template: Template, plan: Plan, stamp: Stamp) -> Record:
    """A new goal from a plan that was made after a template."""
    return _record_of_plan(plan, stamp, two_way=template.two_way)


def sample_goal(template: Template, read_date: DateReader, today: date) -> Goal:
    """The goal that a template would make, for display only."""
    return new_goal(template, plan_of(template, "", read_date), draft(today)).goal


def save_template(record: Record, name: str, stamp: Stamp) -> Record:
    """A new template after a goal: its road and its seal list, nothing driven and nothing ticked.

    Its dates are kept as days from the day on which it was added. People, the why and evidence
    belong to the one goal and are left out.
    """
    goal, since = there(record.goal), record.log[0].day
    name = clean_template_name(name)
    plan = replace(plan_like(goal, lambda day: kept_day(day, since)), people=())
    made = _record_of_plan(plan, stamp, two_way=goal.turn is not None, text=name, template=name)
    if len(template_of(made.goal).line) > LINE_LIMIT - TITLE_LIMIT:
        raise GoalError(f"The road of ‘{goal.title}’ is too long for a template.")
    return made


def template_of(goal: Goal) -> Template:
    """The template that a goal with the register `template` holds."""
    return Template(
        name=goal.template,
        about=f"Your own, after ‘{fit(goal.title, 40)}’.",
        line=write_line(goal, write_due(goal), say_day=partial(write_day, goal)),
        two_way=goal.turn is not None,
    )


def all_templates(goals: Iterable[Goal]) -> tuple[Template, ...]:
    """The person's own templates, newest first, then those of the app whose names are still free.

    Of two with one name the newer one counts.
    """
    own = [goal for goal in goals if goal.template and not goal.deleted]
    own.sort(key=lambda goal: (goal.created, goal.uid), reverse=True)
    named: dict[str, Template] = {}
    for template in (*map(template_of, own), *TEMPLATES):
        named.setdefault(template.name, template)
    return tuple(named.values())


def find_template(templates: Sequence[Template], name: str) -> Template:
    """The template with a name, or the one whose name starts so; NotFoundError lists the names."""
    wanted = clean_line(name).lower()
    for template in templates:
        if template.name.lower() == wanted:
            return template
    found = [
        template for template in templates if wanted and template.name.lower().startswith(wanted)
    ]
    if len(found) == 1:
        return found[0]
    names = ", ".join(template.name for template in found or templates)
    given = fit(clean_line(name), 40)
    if found:
        raise NotFoundError(f"‘{given}’ fits {len(found)} templates; write one of: {names}.")
    raise NotFoundError(f"No template is called ‘{given}’; there are: {names}.")


def clean_template_name(name: str) -> str:
    """The normalised name of a template: one word in lower case."""
    word = clean_line(name, NAME_LIMIT).lower()
    if len(word.split()) != 1 or not word[0].isalnum():
        raise GoalError("Call the template by one word, such as ‘sale’.")
    return word


def _record_of_plan(
    plan: Plan, stamp: Stamp, *, two_way: bool, text: str = "", **registers: str
) -> Record:
    """The record of a plan, with more registers in its first event."""
    record = add(plan, stamp)
    more: dict[str, Any] = dict(registers)
    if two_way:
        more["turn"] = {"whose": "mine", "since": stamp.day.isoformat()}
    event = replace(record.event, set=record.event.set | more, text=text or record.event.text)
    return record_of(stamp.uid, (event,))
