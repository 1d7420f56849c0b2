"""The mirror of a generated year, and of the demo, against figures found in another way.

The other way knows nothing of the modules that the mirror is made of: it walks the raw events,
drives every road from its first event forwards, and keeps its books by dates as texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from itertools import count, pairwise
from math import exp, log, sqrt
from statistics import median

import pytest

from lastmile_tui.domain.examples.demo import demo_records
from lastmile_tui.domain.mirror.gather import figures_of
from lastmile_tui.domain.model.calendar import Calendar
from support.domain.year_of_goals import TODAY, year


@cache
def demo(days=0):
    numbers = count(1)
    now = datetime(2026, 11, 21, 14, 5, tzinfo=UTC) + timedelta(days=days)
    return tuple(demo_records(now, Calendar(UTC), lambda: next(numbers) << 20))


CASES = {
    "the year": (year, TODAY),
    "the year, seen from its summer": (year, date(2026, 7, 1)),
    "the demo": (demo, date(2026, 11, 21)),
    "the demo on another weekday": (partial(demo, 3), date(2026, 11, 24)),
}


@pytest.fixture(params=CASES.values(), ids=CASES)
def both(request):
    """The figures as the mirror has them, and the goals with what is known of them here."""
    records, today = request.param[0](), request.param[1]
    logs = {record.goal.uid: record.log for record in records}
    found = figures_of([record.goal for record in records], logs.__getitem__, today)
    stories = [Story(record, today) for record in records]
    return found, [story for story in stories if not story.hidden]


def _without_loops(events):
    """The events without drives that led, on one day, back to where they began."""
    kept = []
    for event in events:
        kept.append(event)
        if event.kind not in ("reached", "moved", "back"):
            continue
        driven = [at for at, each in enumerate(kept) if "position" in each.set]
        places = [0, *(kept[at].set["position"] for at in driven)]
        for number in range(len(driven) - 1, -1, -1):
            first = kept[driven[number]]
            if first.kind not in ("reached", "moved", "back") or first.day != event.day:
                break
            if places[number] == places[-1]:
                gone = driven[number:]
                kept = [each for at, each in enumerate(kept) if at not in gone]
                break
    return kept


class Story:
    """A goal as its raw events tell it."""

    def __init__(self, record, today):
        self.goal, self.today = record.goal, today
        self.events = _alive(record.log)
        self.kept = _without_loops(self.events)
        self.added = record.log[0].day
        whole = sum(round(marker.miles * 10) for marker in record.goal.markers)
        final = next(
            (
                index
                for index, m in enumerate(record.goal.markers)
                if m.id == record.goal.final_from
            ),
            None,
        )
        if final is None:  # the shortest tail that holds a fifth
            tails = range(len(record.goal.markers) - 1, 0, -1)
            final = next((tail for tail in tails if self._miles(tail) * 5 >= whole), 0)
        self.whole, self.gate = whole, whole - self._miles(final)
        self.places = {}
        place = 0
        for event in self.events:
            if event.kind in ("reached", "moved", "back"):
                place = round(event.set["position"] * 10)
                self.places[event.day.isoformat()] = place
        self.place = place
        self.off_road = self._off_road()

    def _off_road(self):
        """The days on which the goal was parked, let go or sealed from beginning to end."""
        off, now = set(), {}
        days = [self.added, *(event.day for event in self.events)]
        first, last = min(days), max(days)
        for number in range((last - first).days + 1):
            day = first + timedelta(number)
            beside = [_is_beside(now, day)]
            for event in self.events:
                if event.day == day:
                    now |= event.set
                    beside.append(_is_beside(now, day))
            if all(beside):
                off.add(day.isoformat())
        return off

    def days(self, start, end):
        """The days on the road from one day to another."""
        return _days(start, end) - sum(start < day <= end for day in self.off_road)

    def _miles(self, first):
        return sum(round(marker.miles * 10) for marker in self.goal.markers[first:])

    def last(self, register):
        """What a register holds after all that stands."""
        values = [event.set[register] for event in self.events if register in event.set]
        return values[-1] if values else None

    @property
    def hidden(self):
        """Whether it was removed, also by undoing all of it, or is the diary."""
        return not self.last("title") or self.last("deleted") or self.last("diary")

    @property
    def sealed(self):
        return self.last("sealed_on")

    @property
    def let_go(self):
        held = self.last("let_go")
        return None if held is None or self.sealed else held

    @property
    def ended(self):
        return self.sealed or (self.let_go["on"] if self.let_go else None)

    @property
    def started(self):
        days = [event.day for event in self.kept if event.kind in ("reached", "moved")]
        return days[0].isoformat() if days else None

    def first_door(self):
        """The first day that ended at the last marker."""
        return next(
            (day for day, place in sorted(self.places.items()) if place >= self.whole), None
        )

    def first_seal(self):
        """The first day of a seal from then on."""
        days = [event.day.isoformat() for event in self.events if event.set.get("sealed")]
        return min((day for day in days if day >= self.first_door()), default=None)

    def behind_gate(self, until="9999-12-31"):
        """The first day of the last run of days, until one of them, that ended behind the gate."""
        since = None
        places = [pair for pair in sorted(self.places.items(), reverse=True) if pair[0] <= until]
        for day, place in places:
            if place < self.gate or place == 0:
                break
            since = day
        return since

    def gains(self):
        """Each day with progress: its days since the one before, and its tenths on both sides."""
        furthest, before, found = 0, self.added.isoformat(), []
        for day, place in sorted(self.places.items()):
            if place > furthest:
                early = max(min(place, self.gate) - furthest, 0)
                found.append((day, max(self.days(before, day), 1), early, place - furthest - early))
                furthest, before = place, day
        if len(found) > 1:
            day, gap, *tenths = found[0]
            found[0] = (day, min(gap, max(gap for _, gap, *_ in found[1:])), *tenths)
        return found

    def ratio(self):
        since = self.behind_gate()
        if not (self.ended and since and self.gate):
            return None
        gains = self.gains()
        if len(gains) < 3:
            return None
        miles = sum(early for *_, early, _ in gains)
        days = sum(gap * early / (early + late) for _, gap, early, late in gains)
        if not days:
            return None
        stretch = sum(late for *_, late in gains)
        length = sum(gap * late / (early + late) for _, gap, early, late in gains)
        if self.whole not in self.places.values():
            if self.days(since, self.ended) < 2:
                return None
            length += self.days(gains[-1][0], self.ended)
            stretch = max(stretch, (self.whole - self.gate) * 0.1)
        return length / stretch * miles / days


def _is_beside(registers, day):
    parked = registers.get("parked_until")
    return bool(
        registers.get("sealed")
        or registers.get("let_go")
        or (parked and date.fromisoformat(parked) > day)
    )


def _alive(log):
    """The events that stand in a log of one device: an undo strikes the last one out."""
    alive, struck, root = [], [], {}
    for event in log:
        root[event.id] = root.get(event.undoes, event)
        if event.undoes and event.kind == "undone":
            struck.append(alive.pop(alive.index(root[event.id])))
        elif event.undoes:
            alive.append(struck.pop(struck.index(root[event.id])))
        else:
            alive.append(event)
    return sorted(alive, key=lambda event: event.at)


def _days(start, end):
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def test_the_year_has_all_that_a_year_can_have():
    records = year()
    entries = sum(len(record.log) for record in records)
    kinds = Counter(event.kind for record in records for event in record.log)
    assert len(records) == 40
    assert 2_800 <= entries <= 3_200
    wanted = "sealed, let go, parked, roadblock, cleared, undone, redone, reopened, resumed, gate"
    assert all(kinds[kind] >= 2 for kind in wanted.split(", "))
    goals = [record.goal for record in records]
    assert sum(goal.sealed is not None for goal in goals) >= 10
    assert sum(goal.let_go is not None for goal in goals) >= 5
    assert any(goal.parked_until and goal.parked_until > TODAY for goal in goals)
    assert any(goal.roadblocks for goal in goals)
    assert any(goal.deleted for goal in goals)
    found = figures_of(goals, {record.goal.uid: record.log for record in records}.get, TODAY)
    assert len(found.splits) >= 8
    assert sum(split.stretch > 0 for split in found.splits) >= 6
    assert found.factor.goals >= 10


def test_the_months(both):
    found, stories = both
    started = Counter(story.started[:7] for story in stories if story.started)
    sealed = Counter(story.sealed[:7] for story in stories if story.sealed)
    left = Counter(story.let_go["on"][:7] for story in stories if story.let_go)
    names = [month.first.isoformat() for month in found.months]
    assert len(names) == 12
    assert all(name.endswith("-01") for name in names)
    assert names == sorted(names)
    assert names[-1][:7] == found.today.isoformat()[:7]
    for month in found.months:
        name = month.first.isoformat()[:7]
        assert (month.started, month.sealed, month.let_go) == (
            started[name], sealed[name], left[name],
        )  # fmt: skip


def test_the_totals(both):
    found, stories = both
    sealed = sum(1 for story in stories if story.sealed)
    left = sum(1 for story in stories if story.let_go)
    assert (found.sealed, found.let_go) == (sealed, left)
    assert found.open == len(stories) - sealed - left
    assert found.finished == pytest.approx(sealed / (sealed + left))


def test_where_roads_ended(both):
    found, stories = both
    shares = [story.place / story.whole for story in stories if story.let_go]
    tenths = Counter(min(int(share * 10 + 1e-9), 9) for share in shares)
    assert found.ends.tenths == tuple(tenths[tenth] for tenth in range(10))
    assert found.ends.last_fifth == sum(share > 0.8 - 1e-9 for share in shares)
    assert found.ends.share == (pytest.approx(median(shares)) if shares else None)


def test_the_days_before_the_stretch_and_in_it(both):
    found, stories = both
    expected = []
    for story in stories:
        if not (story.sealed and story.gate):
            continue
        days = [day for day, *_ in story.gains()]
        gaps = [max(story.days(one, other), 1) for one, other in pairwise(days)]
        planned = story.days(story.added.isoformat(), days[0])
        planned = min([planned, *([max(gaps)] if gaps else [])])
        door = story.first_door()
        since = story.behind_gate(door)
        parts = (
            story.days(days[0], since) + planned,
            story.days(since, door),
            story.days(door, story.first_seal()),
        )
        expected.append((story.goal.title, story.sealed, *parts))
    told = [(s.title, s.sealed.isoformat(), s.before, s.stretch, s.door) for s in found.splits]
    assert sorted(told) == sorted(expected)
    assert [day for _, day, *_ in told] == sorted((day for _, day, *_ in told), reverse=True)


def test_the_factor_with_its_range(both):
    found, stories = both
    ended = sorted((story for story in stories if story.ended), key=lambda story: story.ended)
    assert len(ended) <= 30
    by_kind = {False: [], True: []}
    for story in ended:
        if ratio := story.ratio():
            by_kind[bool(story.goal.unit)].append(log(min(max(ratio, 1 / 8), 8)))
    kind = len(by_kind[True]) > len(by_kind[False])
    logs, prior = by_kind[kind], 0.0 if kind else log(1.5)
    middle = (sum(logs) + 3 * prior) / (len(logs) + 3)
    assert (found.factor.goals, found.factor.counting) == (len(logs), kind)
    assert found.factor.value == pytest.approx(exp(middle))
    around = sum((part - middle) ** 2 for part in [*logs, *[prior] * 3]) + 3 * log(2) ** 2
    scale = sqrt(around) / (len(logs) + 3)
    quantile = T_TABLE[len(logs) + 3]
    assert log(found.factor.low) == pytest.approx(middle - quantile * scale, abs=0.002)
    assert log(found.factor.high) == pytest.approx(middle + quantile * scale, abs=0.002)


T_TABLE = {
    3: 1.638, 4: 1.533, 5: 1.476, 6: 1.440, 7: 1.415, 8: 1.397, 9: 1.383, 10: 1.372, 11: 1.363,
    12: 1.356, 13: 1.350, 14: 1.345, 15: 1.341, 16: 1.337, 17: 1.333, 18: 1.330, 19: 1.328,
    20: 1.325, 21: 1.323, 22: 1.321, 23: 1.319, 24: 1.318, 25: 1.316, 26: 1.315, 27: 1.314,
}  # fmt: skip
"""The 90 % quantiles of Student's t by degrees of freedom, from the NIST handbook, 1.3.6.7.2."""


def test_the_causes(both):
    found, stories = both
    counts, days = Counter(), defaultdict(int)
    for story in stories:
        end = story.ended or story.today.isoformat()
        for event in story.events:
            if event.kind != "roadblock":
                continue
            (name,) = event.set
            kind = event.set[name]["kind"]
            cleared = [
                other.day.isoformat()
                for other in story.events
                if other.set.get(name) == {"gone": True}
            ]
            counts[kind, False] += 1
            days[kind, False] += max(_days(event.day.isoformat(), min([end, *cleared])), 0)
        if story.let_go:
            counts[story.let_go["kind"] or "something else", True] += 1
    told = {(cause.name, cause.let_go): (cause.count, cause.days) for cause in found.causes}
    assert told == {key: (number, days[key]) for key, number in counts.items()}
    frequencies = [cause.count for cause in found.causes]
    assert frequencies == sorted(frequencies, reverse=True)


def test_the_activity(both):
    found, stories = both
    work = Counter(
        event.day
        for story in stories
        for event in story.kept
        if event.kind not in ("held back", "gate", "asked", "confirmed")
    )
    first = found.today - timedelta(days=found.today.weekday()) - timedelta(weeks=25)
    shown = [count for week in found.activity for count in week]
    assert len(shown) == 26 * 7
    for number, entries in enumerate(shown):
        day = first + timedelta(days=number)
        assert entries == (work[day] if day <= found.today else 0)
    assert sum(shown) > 0
