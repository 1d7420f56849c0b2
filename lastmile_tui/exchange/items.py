"""What a file of another tool holds, before any of it is a goal: the same values for each format.

A reader of a format makes items and says what it could not read; what becomes of them is decided
in `roads`, the same way for every format.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.domain.model.value.way import Way  # noqa: TC001 # msgspec resolves the annotations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastmile_tui.exchange.past import Standing

Moment = date | datetime
"""When something happened: an aware instant, or a local day where the file tells no time."""


class Status(StrEnum):
    """How a tool has an item."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Remark(Struct, frozen=True, gc=False):
    """A text that hangs on an item, and when it was written, where the file says so."""

    text: str
    at: Moment | None = None


class Datapoint(Struct, frozen=True, gc=False):
    """What was done of something that is counted: `value` is what is added to the total."""

    at: Moment
    value: float
    text: str = ""


class Item(Struct, frozen=True, gc=False):
    """A task, or what groups tasks: a project, a list, a heading (`group`).

    `key` names it in its file for good: the tool's own id, or where there is none a fingerprint
    (`keys`). `parent` is the key of what it is a part of. `hidden_until` is a day on which the tool
    shows it again. `waiting` is what or who it waits for, empty where that is not said, None where
    it does not wait. `unit` and `target` are of what is counted. `extra` is what has no place in a
    goal, as JSON can hold it, by the names of the format. Texts are as the file has them: they are
    cleaned when they become a goal.
    """

    key: str
    title: str
    line: int = 0
    parent: str = ""
    group: bool = False
    status: Status = Status.OPEN
    created: Moment | None = None
    finished: Moment | None = None
    due: date | None = None
    due_time: time | None = None
    hidden_until: date | None = None
    waiting: str | None = None
    why: str = ""
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    seal: tuple[str, ...] = ()
    unit: str = ""
    target: float = 0.0
    amounts: tuple[Datapoint, ...] = ()
    miles: float = 1.0
    final: bool = False
    """Whether the final stretch begins with it."""
    extra: Mapping[str, Any] = {}
    stands: Standing | None = None
    """How it stands beside its road, where an export of ours says so."""
    whole: Any = None
    """A goal of our own JSON (`own_goal`), which comes with all that it had."""
    way: Way | None = None
    """Which value what is counted begins with, and whether it falls."""


class Left(Struct, frozen=True):
    """Something of a file that is not brought in, and why; `line` 0 where there are no lines."""

    reason: str
    what: str = ""
    line: int = 0


class Reading(Struct, frozen=True):
    """All that a reader found in a file of the format `origin`, in the order of the file.

    `skipped` was left out on purpose, `unread` could not be read. `remarks` say how the file was
    understood, such as which of its columns is what.
    """

    origin: str
    items: tuple[Item, ...] = ()
    skipped: tuple[Left, ...] = ()
    unread: tuple[Left, ...] = ()
    remarks: tuple[str, ...] = ()
