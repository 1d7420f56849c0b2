"""Boards of cards: the board is a road, its cards the markers; a card with a check list is a road.

In which list a card stands says whether it is done or waits, by the names that people give lists.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.exchange.items import Item, Left, Remark, Status
from lastmile_tui.exchange.json.values import day_and_time, instant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

_AROUND = re.compile(r"^\W+|\W+$")
"""Signs and emoji around the name of a list."""

_DONE = frozenset(
    [
        "done",
        "completed",
        "complete",
        "finished",
        "closed",
        "shipped",
        "erledigt",
        "fertig",
        "abgeschlossen",
        "hecho",
        "terminado",
        "completado",
        "fait",
        "terminé",
        "fini",
        "fatto",
        "finito",
        "concluído",
        "feito",
        "klaar",
        "gereed",
        "gedaan",
        "готово",
        "сделано",
        "完了",
        "完成",
        "已完成",
    ]
)
_WAITING = frozenset(
    [
        "waiting",
        "waiting for",
        "waiting on",
        "blocked",
        "on hold",
        "warten",
        "wartet",
        "blockiert",
        "en attente",
        "bloqué",
        "en espera",
        "esperando",
        "bloqueado",
        "in attesa",
        "wachten",
        "ожидание",
    ]
)

_FIRST_ID, _LAST_ID = 946_684_800, 4_102_444_800
"""Seconds of the years that ids may tell: 2000 to 2100."""


class Card(Struct, frozen=True):
    """A card with what is common to boards; `ended` is when it was done, as far as it is known."""

    key: str
    title: str
    board: str
    column: str = ""
    text: str = ""
    done: bool = False
    archived: bool = False
    created: datetime | None = None
    ended: datetime | None = None
    due: datetime | None = None
    start: datetime | None = None
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    checks: tuple[Item, ...] = ()
    extra: dict[str, Any] = {}


def card_items(card: Card, zone: tzinfo) -> Iterator[Item]:
    """A card as an item, and what is on its check lists below it."""
    column = " ".join(_AROUND.sub("", card.column.casefold()).split())
    done = card.done or column in _DONE
    status = Status.DONE if done else Status.CANCELLED if card.archived else Status.OPEN
    due, at = day_and_time(card.due, zone)
    described = Remark(card.text, card.created) if card.text and not card.checks else None
    yield Item(
        key=card.key,
        title=card.title,
        parent=card.board,
        status=status,
        created=card.created,
        finished=card.ended if done or card.archived else None,
        due=due,
        due_time=at,
        hidden_until=day_and_time(card.start, zone)[0],
        waiting="" if column in _WAITING else None,
        why=card.text if card.checks else "",
        tags=card.tags,
        people=card.people,
        remarks=(described, *card.remarks) if described else card.remarks,
        extra=({"list": card.column} if card.column else {}) | card.extra,
    )
    yield from card.checks


def made_on(name: Any) -> datetime | None:
    """When an id of 24 hexadecimal digits was made, which its first eight say."""
    try:
        seconds = int(name[:8], 16) if len(name) == len("0" * 24) else 0
    except (ValueError, TypeError):
        return None
    return datetime.fromtimestamp(seconds, UTC) if _FIRST_ID < seconds < _LAST_ID else None


class Instants:
    """Reads instants, and notes those that are none."""

    def __init__(self) -> None:
        self.unread: list[Left] = []

    def read(self, owner: dict[str, Any], name: str, title: str) -> datetime | None:
        """The instant of a name; None where there is none, or it cannot be read."""
        value = owner.get(name)
        if value in (None, "", 0):
            return None
        found = instant(value)
        if found is None:
            reason = f"has a date that is none, {name}: {value!s:.40}"
            self.unread.append(Left(reason, title))
        return found


_DATES = frozenset(
    ("due", "start", "dueAt", "startAt", "endAt", "createdAt", "created", "doneOn", "dueWithTime")
)


def rest(owner: dict[str, Any], *used: str) -> dict[str, Any]:
    """What is left of an object, with dates that are none; nothing of what is empty."""
    return {
        name: value
        for name, value in owner.items()
        if value not in (None, "", [], {}, False)
        and (name not in used or (name in _DATES and instant(value) is None))
    }
