"""The figures as plain text, one line a kind."""

from __future__ import annotations

from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

from calibration.alarms import LEVELS, RESTS, SEEN, Alarms, Point, alarms
from calibration.kinds import people
from calibration.replay import lives
from calibration.score import GUESSES, Scores, scores
from calibration.stories import day_of
from lastmile_tui.domain.measures.forecast import SHARES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from calibration.replay import Evening
    from lastmile_tui.domain.measures.forecast import Forecast

WIDTH = 27


class Result(NamedTuple):
    """What came of all people of a kind: as new users and after finished goals.

    `parts` are the scores of some of the evenings only, after finished goals.
    """

    kind: str
    new: Scores
    known: Scores
    alarms: Alarms
    parts: dict[str, Scores]


def _known(evening: Evening) -> Forecast | None:
    return evening.known


def _share(evening: Evening) -> float:
    return evening.goal.position / evening.goal.distance


PARTS: dict[str, Callable[[Evening], bool]] = {
    "under 1/3 of the way": lambda evening: _share(evening) < 1 / 3,
    "1/3 to 2/3": lambda evening: 1 / 3 <= _share(evening) < 2 / 3,
    "2/3 to the stretch": lambda evening: (
        _share(evening) >= 2 / 3 and evening.goal.position < evening.goal.final_start
    ),
    "in the stretch": lambda evening: evening.goal.position >= evening.goal.final_start,
    "a week or less foretold": lambda evening: evening.known.middle <= 7,
    "after a day of driving": lambda evening: evening.course.moves[-1] == day_of(evening.day),
    "silent for some days": lambda evening: evening.course.moves[-1] < day_of(evening.day),
    "due date ahead": lambda evening: evening.goal.due is not None and not _passed(evening),
    "due date passed": lambda evening: evening.goal.due is not None and _passed(evening),
    "no due date": lambda evening: evening.goal.due is None,
}
"""Evenings by where the goal is, each with the mean of the kinds that have such."""


def _passed(evening: Evening) -> bool:
    return bool(evening.goal.due and evening.goal.due < day_of(evening.day))


def result_of(kind: str, goals: int, first: int = 0) -> Result:
    """Live the lives of a kind with so many goals, and score them."""
    lived = list(lives(people(kind, goals, first)))
    evenings = [life.evenings for life in lived]
    new = scores(evenings, lambda evening: evening.new)
    known = scores(evenings, _known)
    assert new
    assert known
    watches = [watch for life in lived for watch in life.watches]
    loads = [load for life in lived for load in life.loads]
    spoken = [[evening for evening in each if evening.known] for each in evenings]
    parts = {
        name: found
        for name, wanted in PARTS.items()
        if (found := scores([[*filter(wanted, each)] for each in spoken], _known))
    }
    return Result(kind, new, known, alarms(watches, loads), parts)


def say(results: Sequence[Result]) -> str:
    """All tables."""
    parts = [
        _forecasts("Forecasts after five finished goals", results, _of_known),
        _forecasts("Forecasts of a new user", results, _of_new),
        _parts(results),
        _shares(results),
        _alarms(results),
        _reasons(results),
        _roc(results),
    ]
    return "\n\n".join("\n".join(part) for part in parts)


def _forecasts(
    title: str, results: Sequence[Result], of: Callable[[Result], Scores]
) -> Iterator[str]:
    """`50` and `80` are per cent of outcomes in the range; pinball and guesses per cent, too."""
    names = " ".join(f"{name:>10}" for name in GUESSES)
    yield title
    yield (
        f"{'kind':{WIDTH}} {'n':>5} {'none':>5} {'50':>4} {'+-':>4} {'80':>4} {'+-':>4} "
        f"{'bias':>6} {'width':>6} {'pinball':>8} {names} {'ratio':>6}"
    )
    for each in results:
        found = of(each)
        guesses = " ".join(f"{100 * found.guesses[name]:10.1f}" for name in GUESSES)
        yield (
            f"{each.kind:{WIDTH}} {found.evenings:5} {found.silent:5} "
            f"{100 * found.half:4.0f} {100 * found.half_error:4.1f} "
            f"{100 * found.wide:4.0f} {100 * found.wide_error:4.1f} "
            f"{found.bias:+6.2f} {found.width:6.2f} {100 * found.pinball:8.2f} "
            f"{guesses} {found.ratio:6.2f}"
        )
    all_of = [of(each) for each in results]
    yield (
        f"{'mean of kinds':{WIDTH}} {'':5} {'':5} {100 * mean(s.half for s in all_of):4.0f} {'':4} "
        f"{100 * mean(s.wide for s in all_of):4.0f} {'':4} {mean(s.bias for s in all_of):+6.2f} "
        f"{mean(s.width for s in all_of):6.2f} {100 * mean(s.pinball for s in all_of):8.2f} "
        f"{'':{11 * len(GUESSES) - 1}} {mean(s.ratio for s in all_of):6.2f}"
    )


def _parts(results: Sequence[Result]) -> Iterator[str]:
    yield "Some evenings only, after five finished goals, mean of the kinds that have such"
    yield f"{'evenings':{WIDTH}} {'n':>6} {'50':>4} {'80':>4} {'bias':>6} {'width':>6} {'ratio':>6}"
    for name in PARTS:
        found = [each.parts[name] for each in results if name in each.parts]
        if found:
            yield (
                f"{name:{WIDTH}} {sum(s.evenings for s in found):6} "
                f"{100 * mean(s.half for s in found):4.0f} "
                f"{100 * mean(s.wide for s in found):4.0f} {mean(s.bias for s in found):+6.2f} "
                f"{mean(s.width for s in found):6.2f} {_ratio(found):6.2f}"
            )


def _ratio(found: Sequence[Scores]) -> float:
    """Of all evenings together: some kinds have but few of them."""
    mine = sum(each.pinball * each.evenings for each in found)
    return mine / sum(each.guesses[each.best] * each.evenings for each in found)


def _shares(results: Sequence[Result]) -> Iterator[str]:
    """A range that is too narrow shows more than promised on the left and less on the right."""
    yield "Promised, and % that came within these days, mean of kinds"
    yield f"{'promised':{WIDTH}} " + " ".join(f"{100 * share:4.0f}" for share in SHARES)
    for name, of in (("five finished goals", _of_known), ("new user", _of_new)):
        found = [of(each).below for each in results]
        shares = " ".join(f"{100 * mean(values):4.0f}" for values in zip(*found, strict=True))
        yield f"{name:{WIDTH}} {shares}"


def _of_known(result: Result) -> Scores:
    return result.known


def _of_new(result: Result) -> Scores:
    return result.new


def _alarms(results: Sequence[Result]) -> Iterator[str]:
    days = " ".join(f"{day:>4}" for day in SEEN)
    yield "Alarms: level 2 or more in the stretch, % of evenings of goals that finish;"
    yield "those of them where only a due date has passed;"
    yield "of goals that died, % seen so many days after the last work; flicker per ten evenings"
    yield (
        f"{'kind':{WIDTH}} {'n':>6} {'false':>6} {'overdue':>8} {'dead':>5} "
        f"{days} {'flicker':>8} {'reasons':>8}"
    )
    for each in results:
        found = each.alarms
        seen = " ".join(f"{100 * share:4.0f}" for share in found.seen)
        reasons = "" if found.reasons is None else f"{found.reasons:8.1f}"
        yield (
            f"{each.kind:{WIDTH}} {found.evenings:6} {100 * found.false:6.1f} "
            f"{100 * found.overdue:8.1f} {found.dead:5} "
            f"{seen} {found.flicker:8.2f} {reasons:>8}"
        )
    every = [each.alarms for each in results]
    seen = " ".join(f"{100 * mean(a.seen[at] for a in every):4.0f}" for at in range(len(SEEN)))
    yield (
        f"{'mean of kinds':{WIDTH}} {'':6} {100 * mean(a.false for a in every):6.1f} "
        f"{100 * mean(a.overdue for a in every):8.1f} {'':5} "
        f"{seen} {mean(a.flicker for a in every):8.2f}"
    )


def _reasons(results: Sequence[Result]) -> Iterator[str]:
    names = sorted({name for each in results for name in each.alarms.by_reason})
    yield "Loud reasons in the stretch, % of evenings of goals that finish"
    yield f"{'kind':{WIDTH}} " + " ".join(f"{name:>12}" for name in names)
    for each in results:
        shares = (100 * each.alarms.by_reason.get(name, 0.0) for name in names)
        yield f"{each.kind:{WIDTH}} " + " ".join(f"{share:12.1f}" for share in shares)


def _roc(results: Sequence[Result]) -> Iterator[str]:
    """By level, and by a plain rule for comparison; the mean of kinds."""
    days = " ".join(f"{day:>4}" for day in SEEN)
    yield "ROC: false %, and seen % so many days after the last work, mean of kinds"
    yield f"{'alarm where':{WIDTH}} {'false':>6} {days}"
    for level in LEVELS:
        points = [each.alarms.levels[level] for each in results]
        yield f"{f'level {level} or more':{WIDTH}} {_point(points)}"
    for rest in RESTS:
        points = [each.alarms.rests[rest] for each in results]
        yield f"{f'rests over {rest:g} x rhythm':{WIDTH}} {_point(points)}"


def _point(points: Sequence[Point]) -> str:
    seen = " ".join(f"{100 * mean(p.seen[at] for p in points):4.0f}" for at in range(len(SEEN)))
    return f"{100 * mean(point.false for point in points):6.1f} {seen}"
