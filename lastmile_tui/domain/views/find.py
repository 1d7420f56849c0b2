"""FoundWord a goal or a marker by its id, number or title."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.domain.views.letters import plain_letters
from lastmile_tui.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastmile_tui.domain.model.goal import Goal

ID_LENGTH = 4
"""The fewest characters that count as the start of an id: shorter ones are more often words."""

CANDIDATES = 8
"""Goals that an ambiguous reference lists at most."""

_TITLE_CELLS = 40

_SHOWN = "lastmile list --view all shows them all."


def find(goals: Iterable[Goal], reference: str, *, shown: str = _SHOWN) -> Goal:
    """The one goal that a reference means, whatever the case of its letters.

    An id comes first, then a whole title, then the start of an id, then a part of a title; where
    two titles fit equally well, the one with the very accents of the reference. Of the laps of one
    road the last one is meant. A removed goal is not found. NotFoundError when no goal fits, or
    more than one; it says where titles are `shown`.
    """
    wanted = clean_line(reference).casefold()
    letters = plain_letters(wanted)
    if not wanted:
        raise NotFoundError("Name a goal by its id or by a part of its title.")
    living = [goal for goal in goals if not goal.hidden]
    is_start = len(wanted) >= ID_LENGTH
    titled = [(plain_letters(goal.title), goal) for goal in living]
    parts = [goal for title, goal in titled if letters in title]
    whole = [goal for title, goal in titled if letters == title]
    rules = (
        [goal for goal in living if goal.uid.casefold() == wanted],
        [goal for goal in whole if goal.title.casefold() == wanted],
        whole,
        [goal for goal in living if is_start and goal.uid.casefold().startswith(wanted)],
        [goal for goal in parts if wanted in goal.title.casefold()],
        parts,
    )
    for found in rules:
        if len(laps := _last_laps(found)) == 1:
            return laps[0]
    candidates = list({goal.uid: goal for found in rules for goal in found}.values())
    if not candidates:
        from lastmile_tui.domain.views.near import ask_near, near_titles  # noqa: PLC0415 # 1 ms, when none is found

        near = near_titles(wanted, (goal.title for goal in living))
        question = ask_near([_short(title) for title in near], quoted=True)
        more = " ".join(filter(None, (question, shown))) or "type a part of a title."
        raise NotFoundError(f"No goal matches ‘{_short(reference)}’; {more}")
    raise NotFoundError(_say_ambiguous(reference, candidates, [goal.uid for goal in living]))


def _last_laps(goals: list[Goal]) -> list[Goal]:
    """Goals without those that another one of them follows as the next lap."""
    if len(goals) < 2 or not any(goal.lap for goal in goals):  # noqa: PLR2004 # one is meant
        return goals
    before = {goal.lap.follows for goal in goals if goal.lap}
    return [goal for goal in goals if goal.uid not in before]


def find_marker(goal: Goal, reference: str) -> int:
    """The index of the marker that a reference means.

    It is named as in `fitting`. NotFoundError when no marker fits, or more than one.
    """
    titles = [marker.title for marker in goal.markers]
    rules = fitting(titles, reference, [marker.id for marker in goal.markers])
    for found in rules:
        if len(found) == 1:
            return found[0]
    candidates = sorted({index for found in rules for index in found}) or range(len(titles))
    listed = ", ".join(f"{index + 1} ‘{_short(goal.markers[index].title)}’" for index in candidates)
    title = _short(goal.title)
    raise NotFoundError(
        f"‘{_short(reference)}’ is not one marker of ‘{title}’; give a number: {listed}."
    )


def fitting(texts: Sequence[str], reference: str, ids: Sequence[str] = ()) -> tuple[list[int], ...]:
    """The indexes of the texts that a reference may mean, by each rule; the surest first.

    A whole text comes first, then its number, counted from 1, then its id as scripts have it, then
    a part of a text; each time the very accents of the reference before others.
    """
    wanted = clean_line(reference).casefold()
    letters = plain_letters(wanted)
    cased = [text.casefold() for text in texts]
    plain = [plain_letters(text) for text in texts]
    return (
        [index for index, text in enumerate(cased) if text == wanted],
        [index for index, text in enumerate(plain) if text == letters],
        [index for index in range(len(texts)) if str(index + 1) == wanted],
        [index for index, name in enumerate(ids) if name.casefold() == wanted],
        [index for index, text in enumerate(cased) if wanted and wanted in text],
        [index for index, text in enumerate(plain) if letters and letters in text],
    )


def short_ids(uids: Iterable[str]) -> dict[str, str]:
    """The shortest start of each id that no other one shares, `ID_LENGTH` characters at least."""
    ordered = sorted(set(uids))
    shared = [0, *(_shared(before, after) for before, after in pairwise(ordered)), 0]
    return {
        uid: uid[: max(ID_LENGTH, shared[index] + 1, shared[index + 1] + 1)]
        for index, uid in enumerate(ordered)
    }


def short_id(uid: str, uids: Iterable[str]) -> str:
    """The shortest start of one id among others."""
    return short_ids([uid, *uids])[uid]


def _shared(before: str, after: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((count for count, (a, b) in pairs if a != b), min(len(before), len(after)))


def _say_ambiguous(reference: str, candidates: list[Goal], uids: list[str]) -> str:
    """The sentence that lists what a reference could mean."""
    shorts = short_ids(uids)
    listed = [f"{shorts[goal.uid]} ‘{_short(goal.title)}’" for goal in candidates[:CANDIDATES]]
    if len(candidates) > CANDIDATES:
        listed.append(f"and {len(candidates) - CANDIDATES} more")
    count = len(candidates)
    return f"‘{_short(reference)}’ fits {count} goals, so give an id: {', '.join(listed)}."


def _short(text: str) -> str:
    return fit(clean_line(text), _TITLE_CELLS)
