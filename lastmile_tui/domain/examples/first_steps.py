"""The first steps: a goal is added, driven into its final stretch, and asked about in a review.

Which step one is at follows from the goals alone. So steps done out of order are passed over, and
undo leads back to the step that fits.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lastmile_tui.domain.model.goal import Goal


class FirstStep(IntEnum):
    """What is to be done next."""

    ADD = 1
    DRIVE = 2
    STRETCH = 3
    REVIEW = 4
    DONE = 5


class Guide(Struct, frozen=True):
    """The first steps that began at an instant, on a local day, and how far they have come.

    `uid` is the goal they are walked with, None until one is added. `explained` is whether the
    step was shown that says why the final stretch is drawn so long.
    """

    since: datetime
    day: date
    step: FirstStep = FirstStep.ADD
    uid: str | None = None
    explained: bool = False


def update_guide(guide: Guide, goals: Iterable[Goal], today: date) -> Guide:
    """The guide at the step that fits the goals as they are now.

    Of the goals added since the guide began the one that came furthest counts, of several the one
    that counted before, or else the newest. The review is done with the answer to any goal: if
    there are many, it may not ask about the new one.
    """
    goals = [goal for goal in goals if not goal.hidden]
    reviewed = any(goal.reviewed and goal.reviewed >= guide.day for goal in goals)
    steps = [
        (step, goal.uid == guide.uid, goal.created, goal.uid)
        for goal in goals
        if goal.created >= guide.since and (step := _step_of(goal, today, reviewed=reviewed))
    ]
    step, *_, uid = max(steps, default=(FirstStep.ADD, None))
    explained = guide.explained or guide.step is FirstStep.STRETCH
    return Guide(guide.since, guide.day, step, uid, explained)


def _step_of(goal: Goal, today: date, *, reviewed: bool) -> FirstStep | None:
    """What is to be done next with a goal; None when it left the road before all was done."""
    state = goal.state(today)
    if goal.position <= 0:
        step = FirstStep.DRIVE
    elif goal.position < goal.final_start:
        step = FirstStep.STRETCH
    elif not reviewed and state is not State.SEALED:  # no review asks about a sealed goal
        step = FirstStep.REVIEW
    else:
        return FirstStep.DONE
    return None if state in (State.PARKED, State.LET_GO) else step


def to_text(guide: Guide | None) -> str:
    """The guide for the state file: when it began, or that it is over."""
    if guide is None or guide.step is FirstStep.DONE:
        return "over"
    return f"{guide.since.isoformat()} {guide.day.isoformat()}"


def from_text(text: str | None) -> Guide | None:
    """The guide of a text, at its first step; None if it is over or the text is no guide."""
    try:
        since, day = (text or "").split(" ")
        guide = Guide(datetime.fromisoformat(since), date.fromisoformat(day))
    except ValueError:
        return None
    return guide if guide.since.tzinfo else None


# Texts


class Span(Struct, frozen=True):
    """A piece of a sentence; keys are highlighted."""

    text: str
    is_key: bool = False


Words: TypeAlias = tuple[Span, ...]


class Coach(Struct, frozen=True):
    """The text of a step. If room is short the example is left out first, then the reason."""

    step: FirstStep
    why: Words
    do: Words
    example: str = ""

    @property
    def heading(self) -> str:
        """The number of the step."""
        return f"First steps {self.step} of {len(FirstStep)}"


EXAMPLE = "Bake a cake: flour > bake >> bring it to Ana"

_LAST_MILE = "Goals get stuck in the last mile: that is why it is drawn so long."

_SENTENCES = {
    FirstStep.ADD: ("A goal is a road.", "{Press add}, type a title and markers, then {enter}."),
    FirstStep.DRIVE: (
        "The vehicle waits at the start.",
        "{Press advance}: it drives to the next marker.",
    ),
    FirstStep.STRETCH: (_LAST_MILE, "Drive into it with {advance}."),
    FirstStep.REVIEW: (
        "",
        "{Press review}: the review asks about each road, most at risk first. One key answers.",
    ),
    FirstStep.DONE: (
        "That is all there is to it.",
        "{undo} takes back any change, {keys} shows all keys. Everything is saved in {file}.",
    ),
}
"""Why, and what to do, with the commands by their ids; `Press` is left out without a key."""

_NAMED = re.compile(r"\{(Press )?(\w+)\}")


def coach_for(guide: Guide, keys: Mapping[str, tuple[str, ...]], file: str) -> Coach:
    """The text of the guide at its step.

    `keys` are those of each command as they are printed on a keyboard, and `file` is where the
    goals are. A command without a key is named as the palette finds it.
    """
    why, do = _SENTENCES[guide.step]
    if guide.step is FirstStep.REVIEW and not guide.explained:
        why = _LAST_MILE
    example = EXAMPLE if guide.step is FirstStep.ADD else ""
    return Coach(guide.step, _spans(why, keys, file), _spans(do, keys, file), example)


def _spans(sentence: str, keys: Mapping[str, tuple[str, ...]], file: str) -> Words:
    """A sentence with the keys of its commands."""
    parts, at = [], 0
    for found in _NAMED.finditer(sentence):
        press, name = found.groups(default="")
        parts.append(Span(sentence[at : found.start()]))
        at = found.end()
        if name == "file":
            parts.append(Span(clean_line(file)))
        elif key := "enter" if name == "enter" else _first(keys, name):
            parts += [Span(press), Span(key, is_key=True)]
        else:
            parts.append(Span(f"{'Find ' if press else ''}‘{name}’ in the palette"))
            if opens := _first(keys, "palette"):
                parts += [Span(" ("), Span(opens, is_key=True), Span(")")]
    parts.append(Span(sentence[at:]))
    return tuple(part for part in parts if part.text)


def _first(keys: Mapping[str, tuple[str, ...]], name: str) -> str:
    return next(iter(keys.get(name, ())), "")
