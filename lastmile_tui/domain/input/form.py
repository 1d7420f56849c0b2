r"""A goal as text: a small Markdown form that any editor can change.

    # Sell the Volvo

    It stands in the way.

    due: 2026-12-01 18:00
    tags: #car

    ## Markers

    - [x] listed
    - [ ] test drives *3 by 2026-11-27
    --- final stretch ---
    - [ ] papers signed

    ## Seal list

    - [ ] paid (evidence: bank statement)

A backslash in front of what looks like syntax makes it text. The box of a marker shows whether it
was reached; to change it is an error, for a goal is driven elsewhere. The markers of a counting
goal say where they stand instead of how long they are: `half: 21 km`.
"""

from __future__ import annotations

import re
from datetime import date, time  # noqa: TC003 # msgspec resolves the annotations
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.figures.road import figure
from lastmile_tui.domain.input.grammar.markers import guarded
from lastmile_tui.domain.input.numbers import TEXT, read_number
from lastmile_tui.domain.model.goal import A_MILE, Goal, Marker, NextStep, SealItem
from lastmile_tui.domain.model.numbers import FINEST, Notation, grouped, in_own_unit, rounded, sure
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.wording.whole.laps import say_again

if TYPE_CHECKING:
    from collections.abc import Iterable

ENDLESS = 1 << 30
"""A limit for cleaning that cuts nothing: what is too long is told, not cut."""

HEADING = re.compile(r"(#{1,6})(?:\s+(.*))?")
FIELD = re.compile(
    r"(?:(?P<name>(?i:due|tags|people|turn|next|again))|(?P<unknown>[a-z]+)(?=:(?:\s|$))):\s*(?P<value>.*)"
)
DAY = re.compile(r"(?<!\S)(?P<escape>\\*)\((?P<due>[^()]*)\)$")
EVIDENCE = re.compile(r"(\\*)(\(evidence:)", re.IGNORECASE)

_HELP = """\
<!-- Change what you like, then save and close. Above the markers may stand, a line each:
     due: 2026-12-01 18:00   tags: #home   people: @Miriam   turn: mine   next: call (2026-12-01)
     again: every month
     A marker {length}, with a day of its own: - [ ] {example} by 2026-12-01
     The final stretch begins below a line --- final stretch --- or else by itself.
     The [x] of a marker only shows that it was reached. A \\ in front makes plain text. -->
"""


class Form(Struct, frozen=True):
    """What a form says. A new marker or seal item has an empty id; the others keep theirs.

    `final` is the index of the marker that a chosen final stretch begins with.
    """

    title: str
    markers: tuple[Marker, ...]
    why: str = ""
    due: date | None = None
    due_time: time | None = None
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    turn: str = ""
    next_step: NextStep | None = None
    again: str = ""
    """How often the road begins again, in words; a sealed one says nothing of it."""
    final: int | None = None
    seal: tuple[SealItem, ...] = ()
    start: float | None = None
    """The value that the road begins with, of a goal that goes between two."""


def form_of(goal: Goal) -> Form:
    """What the form of a goal says before anyone changes it."""
    markers = tuple(replace(one, miles=max(rounded(one.miles), FINEST)) for one in goal.markers)
    at = goal.due_time if goal.due else None
    ids = [marker.id for marker in markers]
    return Form(
        title=goal.title,
        markers=markers,
        why=goal.why,
        due=goal.due,
        due_time=at.replace(tzinfo=None) if at else None,
        tags=_names(goal.tags),
        people=_names(person.name for person in goal.people),
        turn=goal.turn.whose if goal.turn else "",
        next_step=goal.next_step,
        again=say_again(goal.again) if goal.again and not goal.sealed else "",
        final=ids.index(goal.final_from) if goal.final_from in ids else None,
        seal=goal.seal,
        start=goal.way.start if goal.way else None,
    )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(one_word, names))))


def one_word(name: str) -> str:
    """A name as a form shows it: one word, also when another program wrote several."""
    return "-".join(name.lstrip("#@").split())


def write_form(goal: Goal, notation: Notation = Notation.POINT) -> str:
    """The form of a goal; `read_form` reads from it exactly what `form_of` says."""
    form = form_of(goal)
    length, example = in_own_unit("of three miles"), "draft *3"
    if goal.unit:
        half = place_of(
            rounded(figure(goal, goal.distance / 2)) if goal.way else 21, goal.unit, notation
        )
        length, example = f"at {half}", f"half: {half}"
    lines = [_HELP.format(length=length, example=example)]
    lines += [f"# {form.title}", ""]
    if form.why:
        lines += [*map(_escaped, form.why.split("\n")), ""]
    fields = _fields(form)
    if form.start is not None:
        fields.insert(0, f"from: {place_of(form.start, goal.unit, notation)}")
    if fields:
        lines += [*fields, ""]
    lines += ["## Markers", ""]
    end, reached = 0.0, goal.reached
    for index, marker in enumerate(form.markers):
        if index == form.final:
            lines.append("--- final stretch ---")
        end = rounded(end + marker.miles)
        box = "x" if index < reached else " "
        lines.append(f"- [{box}] {_marker(marker, figure(goal, end), goal.unit, notation)}")
    lines += ["", "## Seal list", "", *map(_seal_item, form.seal)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _escaped(line: str) -> str:
    """A line of the why, with a backslash where it would be taken for something else."""
    indent = len(line) - len(line.lstrip())
    return f"{line[:indent]}\\{line[indent:]}" if like_syntax(line) else line


def like_syntax(line: str) -> bool:
    """Whether a line of the why is syntax, or would be without the backslashes it begins with."""
    bare = clean_line(line, ENDLESS).lstrip("\\")
    return bool(bare.startswith("<!--") or HEADING.fullmatch(bare) or FIELD.match(bare))


def _fields(form: Form) -> list[str]:
    lines = []
    if form.due:
        at = form.due_time
        exact = at is not None and bool(at.second or at.microsecond)
        spelled = f" {at.isoformat('auto' if exact else 'minutes')}" if at else ""
        lines.append(f"due: {form.due.isoformat()}{spelled}")
    if form.tags:
        lines.append(f"tags: {' '.join(f'#{name}' for name in form.tags)}")
    if form.people:
        lines.append(f"people: {' '.join(f'@{name}' for name in form.people)}")
    if form.turn:
        lines.append(f"turn: {form.turn}")
    if step := form.next_step:
        day = f" ({step.on.isoformat()})" if step.on else ""
        lines.append(f"next: {step.text if day else _guarded(step.text, DAY)}{day}")
    if form.again:
        lines.append(f"again: {form.again}")
    return lines


def _marker(marker: Marker, end: float, unit: str, notation: Notation) -> str:
    text = guarded(marker.title, place_tail(unit))
    if unit and own_place(marker.title, unit, notation) != end:
        text += f"{' ' if text.endswith(chr(92)) else ''}: {place_of(end, unit, notation)}"
    elif not unit and marker.miles != A_MILE:
        text += f" *{sure(marker.miles, notation)}"
    return f"{text} by {marker.due.isoformat()}" if marker.due else text


def _seal_item(item: SealItem) -> str:
    text = EVIDENCE.sub(r"\\\g<0>", item.text)
    proof = f" (evidence: {item.evidence})" if item.evidence else ""
    return f"- [{'x' if item.done else ' '}] {text}{proof}"


def _guarded(text: str, tails: re.Pattern[str]) -> str:
    """A text with a backslash before an end that would be taken for a length or a date."""
    found = tails.search(text)
    return f"{text[: found.start()]}\\{text[found.start() :]}" if found else text


def peeled(text: str, tails: re.Pattern[str]) -> tuple[str, re.Match[str] | None]:
    """A text without its tail, and the tail; one behind a backslash is a part of the text."""
    found = tails.search(text)
    if found and text[found.start()] == "\\":
        return text[: found.start()] + text[found.start() + 1 :], None
    return (text[: found.start()].rstrip() if found else text), found


def place_tail(unit: str) -> re.Pattern[str] | None:
    """Where a marker of a counting goal stands, behind its title; None without a unit."""
    if not unit:
        return None
    return re.compile(rf":\s+(?P<number>{TEXT})(?:\s*{re.escape(_shown(unit))})?$", re.IGNORECASE)


def _shown(unit: str) -> str:
    """A unit that cannot be taken for anything else, or nothing."""
    return unit if re.fullmatch(r"[^\s\d():*<>\\-]+", unit) else ""


def place_of(place: float, unit: str, notation: Notation) -> str:
    return f"{grouped(place, notation)} {_shown(unit)}".rstrip()


def own_place(title: str, unit: str, notation: Notation) -> float | None:
    """Where a marker stands when its whole title says so: `42 km`."""
    found = re.fullmatch(rf"({TEXT})(?:\s*{re.escape(_shown(unit))})?", title, re.IGNORECASE)
    number = read_number(found[1], notation) if found else None
    return number.value if number else None
