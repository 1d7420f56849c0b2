"""The goals of a file in memory, each as its document shows it; `goals` changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.domain.measures.roads.waits import with_roads_now, without_circles
from lastmile_tui.domain.model.fold import goal_of
from lastmile_tui.domain.model.merged.joins import split_off, went_into
from lastmile_tui.domain.model.text import fit
from lastmile_tui.domain.model.times import ahead_of
from lastmile_tui.errors import StoreError
from lastmile_tui.store.codec import read_goal, read_log
from lastmile_tui.store.db.schema import GOALS
from lastmile_tui.store.db.union import uid_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date, datetime

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.db.storage import JournalStorage

_SPLIT: Final = b'"split"'
"""What stands in the document of a road that was split or split off, as in few."""


class GoalCache:
    """All goals that can be read, by uid, each as it is `today`.

    A clock that ran ahead takes no goal out of sight: see `fold.goal_of`. A road that is waited for
    is as it is now, whatever it was called then, and wherever it went since.
    """

    def __init__(self, storage: JournalStorage, today: Callable[[], date]) -> None:
        self._storage, self._today = storage, today
        self._ahead: datetime | None = None
        """What lies ahead at least; the clock is looked at when a goal has changed behind it."""
        self.goals: dict[str, Goal] = {}
        self.ids: dict[str, str] = {}
        """The doc id of each."""
        self.broken: dict[str, str] = {}
        """Why a document cannot be read, or is left aside, by its doc id."""
        self.last: datetime | None = None
        """The last change of any goal."""
        self._written: dict[str, Goal] = {}
        """The goals that wait for others, as they were written."""
        self._is_followed = False
        """Whether any of them waits for another road than was written."""
        self._split_off: dict[str, str] = {}
        """Which road those were split off that are waited for; empty for none."""
        self._waiting: set[str] = set()
        """Goals that wait for what is otherwise now, until somebody asks."""

    def load(self) -> None:
        """Read the whole file."""
        for doc_id, raw in self._storage.raw(GOALS).items():
            goal = self._read(doc_id, bytes(raw))
            if goal is not None and goal.uid in self.ids:
                self._take_in(doc_id, goal)
            elif goal is not None:
                self._keep(doc_id, goal)
        self._name_anew()

    def reread(self, changed: Collection[tuple[str, str]]) -> frozenset[str]:
        """Read the documents that changed on the disk; the uids of their goals.

        With those that wait for a road that has another title since this was asked last.
        """
        if not changed:
            return self._take_waiting()
        raw = self._storage.raw(GOALS)
        ids = {doc_id for table, doc_id in changed if table == GOALS}
        before = {uid for uid, doc_id in self.ids.items() if doc_id in ids}
        touched: set[str] = set()
        for doc_id in ids:
            self.broken.pop(doc_id, None)
            if doc_id in raw:
                touched |= self._take_in(doc_id, self._read(doc_id, bytes(raw[doc_id])))
        for uid in before - touched:
            if self.ids[uid] not in self.broken:  # the document is gone, or another goal's now
                del self.goals[uid], self.ids[uid]
                self._written.pop(uid, None)
                touched.add(uid)
        self._name_anew()
        return self._take_waiting() | touched

    def look_at_clock(self) -> frozenset[str]:
        """Show goals as they are today if the clock was put back since; the uids of those."""
        if self._ahead is None or (ahead := ahead_of(self._today())) >= self._ahead:
            return frozenset()
        self._ahead = ahead
        made = {self.ids[uid] for uid, goal in self.goals.items() if goal.changed >= ahead}
        return self.reread([(GOALS, doc_id) for doc_id in made])

    def put(self, doc_id: str, goal: Goal) -> None:
        """Keep a goal that a document shows, or a record."""
        before = self.goals.get(goal.uid)
        self._keep(doc_id, goal)
        is_waiting = goal.uid in self._written
        if (before and _shown(before) != _shown(goal)) or (is_waiting and self._is_followed):
            self._name_anew()
        elif is_waiting:
            self.goals[goal.uid] = self.named(goal)

    def now(self, goal: Goal, log_of: Callable[[], Log], today: date | None = None) -> Goal:
        """A goal as it is today; only one that a clock dated ahead is made anew from its log."""
        if self._ahead is None or goal.changed >= self._ahead:
            today = today or self._today()
            self._ahead = ahead_of(today)
            goal = goal_of(goal.uid, log_of(), today) if goal.changed >= self._ahead else goal
        return goal

    def named(self, goal: Goal) -> Goal:
        """A goal that waits for other roads as they are now."""
        if not goal.roadblocks:  # as most have none
            return goal
        return without_circles(self._followed(goal), goal, self.goals)

    def _followed(self, goal: Goal) -> Goal:
        return with_roads_now(goal, self.goals, self._went)

    def _went(self, uid: str) -> str:
        """Where a road went that is gone, or that was split off one that is whole again."""
        goal = self.goals[uid]
        if uid not in self._split_off:
            raw = bytes(self._document(uid))
            self._split_off[uid] = split_off(read_log(raw)) if _SPLIT in raw else ""
        whole = self.goals.get(self._split_off[uid])
        if whole and _marker_ids(whole) & _marker_ids(goal) and not (whole.deleted or whole.let_go):
            return whole.uid
        return went_into(read_log(bytes(self._document(uid)))) if goal.deleted else ""

    def _document(self, uid: str) -> Raw:
        return self._storage.document(GOALS, self.ids[uid]) or b"{}"

    def _keep(self, doc_id: str, goal: Goal) -> None:
        self.goals[goal.uid], self.ids[goal.uid] = goal, doc_id
        if self.last is None or goal.changed > self.last:
            self.last = goal.changed
        if goal.roadblocks and any(block.road for block in goal.roadblocks):
            self._written[goal.uid] = goal
        elif self._written:
            self._written.pop(goal.uid, None)

    def _name_anew(self) -> None:
        """Follow the roads that are waited for, after some are otherwise; the same in any order."""
        before = {uid: self.goals[uid] for uid in self._written}
        self.goals |= {uid: self._followed(goal) for uid, goal in self._written.items()}
        others = [
            uid for uid, goal in self._written.items() if _roads(self.goals[uid]) - _roads(goal)
        ]
        self._is_followed = bool(others)
        for uid in sorted(others):
            self.goals[uid] = without_circles(self.goals[uid], self._written[uid], self.goals)
        self._waiting |= {uid for uid, goal in before.items() if self.goals[uid] != goal}

    def _take_waiting(self) -> frozenset[str]:
        fresh, self._waiting = frozenset(self._waiting), set()
        return fresh

    def _read(self, doc_id: str, raw: bytes) -> Goal | None:
        """Read a document, or note why that cannot be done."""
        try:
            goal = read_goal(raw)
            return self.now(goal, lambda: read_log(raw))
        except StoreError as error:
            self.broken[doc_id] = f"Goal {doc_id}: {error}"
            return None

    def _take_in(self, doc_id: str, goal: Goal | None) -> set[str]:
        """Hold what a document shows; of several with one uid the goal that was changed last."""
        if goal is None:
            return set()
        other = self.ids.get(goal.uid, doc_id)
        if other != doc_id and self._is_twice(goal, doc_id, other):
            return set()
        self._keep(doc_id, goal)
        return {goal.uid}

    def _is_twice(self, goal: Goal, doc_id: str, other: str) -> bool:
        """Whether another document has the goal already, and as it was changed later."""
        document = self._storage.document(GOALS, other)
        if document is None or uid_of(document) != goal.uid:
            return False
        older = doc_id if goal.changed < self.goals[goal.uid].changed else other
        self.broken[older] = (
            f"Goal {older}: the goal ‘{fit(goal.title, 40)}’ is in the file twice; "
            "lastmile doctor --repair makes one of them."
        )
        return older == doc_id


def _shown(goal: Goal) -> tuple[object, ...]:
    """What of a goal is seen in what waits for it."""
    return goal.title, goal.deleted, not goal.sealed, not goal.let_go, _marker_ids(goal)


def _marker_ids(goal: Goal) -> set[str]:
    return {marker.id for marker in goal.markers}


def _roads(goal: Goal) -> set[str]:
    return {block.road for block in goal.roadblocks}
