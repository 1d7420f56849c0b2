"""Boards of cards, as Trello and Wekan have them: what of one is a road, and which card is done.

A board whose lists are steps of work, such as To Do and Done, is one road; of any other each list
is one. A card with a checklist is a road of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.exchange.items import Item, Left, Remark, Status
from lastmile_tui.exchange.json.values import day_and_time, number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

ARCHIVED = "archived there before it was done"
TEMPLATE = "a template there"
LINK = "a link to a card of another board"
NO_BOARD = "is no board"
NO_TITLE = "has no title"

_DONE = frozenset(
    (
        *("done", "complete", "completed", "finished", "closed", "shipped", "accomplished"),
        *("erledigt", "fertig", "abgeschlossen", "terminé", "fait", "fini", "hecho", "terminado"),
        *("listo", "fatto", "completato", "feito", "concluído", "gedaan", "klaar", "gotowe"),
        *("zrobione", "сделано", "готово", "完了", "完成", "已完成"),
    )
)
_WAITING = frozenset(("waiting", "waiting for", "blocked", "on hold", "wartet", "blockiert"))
_STEPS = frozenset(
    (
        *("to do", "todo", "doing", "in progress", "backlog", "next", "this week", "today"),
        *("ready", "review", "in review", "testing", "zu erledigen", "in arbeit", "à faire"),
        *("en cours", "por hacer", "en proceso", "da fare", "in corso", "a fazer", "te doen"),
    )
)
"""Names of lists that are a step of work, as tools propose them."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class CardList(Struct, frozen=True):
    """A list, or column, of a board."""

    key: str
    title: str
    archived: bool = False
    extra: dict[str, Any] = {}

    @property
    def done(self) -> bool:
        """Whether what is in it is done, by its name: `Done ✅`, `Done 2026`."""
        words = _words(self.title)
        return words in _DONE or words.startswith(("done ", "completed ", "finished "))

    @property
    def waiting(self) -> bool:
        """Whether what is in it waits for something, by its name."""
        return _words(self.title) in _WAITING

    @property
    def step(self) -> bool:
        """Whether it is a step of work rather than a theme."""
        return self.done or self.waiting or _words(self.title) in _STEPS


class Card(Struct, frozen=True):
    """A card as an item without parent, and what decides whether it is one.

    `moved` is when it came to where it lies, by which one in a list of done things was done.
    `last` is its last activity, `skipped` why it is none to bring in.
    """

    item: Item
    in_list: str
    parts: tuple[Item, ...] = ()
    archived: bool = False
    moved: datetime | None = None
    last: datetime | None = None
    skipped: str = ""


class CardBoard(Struct, frozen=True):
    """A board as an item, with its lists and cards in their order."""

    item: Item
    lists: tuple[CardList, ...]
    cards: tuple[Card, ...]


class BoardItems:
    """The items of boards, and what of them is left out."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.skipped: list[Left] = []

    def add(self, board: CardBoard) -> None:
        """All of a board."""
        steps = any(one.step for one in board.lists)
        lists = {one.key: one for one in board.lists}
        self.items.append(board.item)
        if not steps:
            self.items += [_as_group(one, board.item) for one in board.lists]
        for card in board.cards:
            self._card(card, lists.get(card.in_list), "" if steps else card.in_list, board.item)

    def _card(self, card: Card, among: CardList | None, parent: str, board: Item) -> None:
        done = card.item.status is Status.DONE or (among is not None and among.done)
        title = clean_line(card.item.title)
        if card.skipped:
            self.skipped.append(Left(card.skipped, title))
        elif not done and (card.archived or (among is not None and among.archived)):
            self.skipped.append(Left(ARCHIVED, title))
        else:
            item = card.item
            self.items.append(
                replace(
                    item,
                    parent=item.parent or (parent if among else "") or board.key,
                    status=Status.DONE if done else Status.OPEN,
                    finished=(item.finished or card.moved or card.last) if done else None,
                    waiting="" if among is not None and among.waiting else None,
                    extra=({"list": among.title} if among else {}) | item.extra,
                )
            )
            self.items += card.parts


def _as_group(one: CardList, board: Item) -> Item:
    extra = {"board": board.title} | one.extra
    return Item(one.key, one.title, parent=board.key, group=True, why=board.why, extra=extra)


def _words(title: str) -> str:
    return " ".join(_WORD.findall(title)).casefold()


def described(text: str, at: datetime | None, *, road: bool) -> dict[str, Any]:
    """The fields for a description: why of a card that is a road, a note of one that is not."""
    if not text.strip():
        return {}
    return {"why": text} if road else {"remarks": (Remark(text, at),)}


def dated(due: datetime | None, start: datetime | None, zone: tzinfo) -> dict[str, Any]:
    """The fields for when a card is due, and from when on it is shown."""
    day, at = day_and_time(due, zone)
    return {"due": day, "due_time": at, "hidden_until": day_and_time(start, zone)[0]}


def in_order(found: list[dict[str, Any]], name: str) -> Iterator[dict[str, Any]]:
    """What a tool has sorted by a number of that name; what has none comes last, as it stands."""

    def place(one: dict[str, Any]) -> tuple[bool, float]:
        value = number(one.get(name))
        return value is None, value or 0.0

    yield from sorted(found, key=place)
