"""Wekan's boards, as `Export board` writes them as JSON.

A card is done where it has an end, or in a list of done things; when it came there is told by the
activities. A card below another one is a part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.items import Item, Left, Reading, Remark, Status
from lastmile_tui.exchange.json.boards import (
    LINK,
    NO_BOARD,
    NO_TITLE,
    TEMPLATE,
    BoardItems,
    Card,
    CardBoard,
    CardList,
    dated,
    described,
    in_order,
)
from lastmile_tui.exchange.json.objects import objects
from lastmile_tui.exchange.json.values import instant, listed, rest, text
from lastmile_tui.exchange.keys import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "wekan"

_FORMAT = "wekan-board-"

_USED = frozenset(
    (
        *("_id", "_format", "title", "description", "archived", "archivedAt", "listId", "sort"),
        *("labelIds", "members", "assignees", "dateLastActivity", "modifiedAt"),
        *("dueComplete", "boardId", "cardId", "parentId", "labels"),
        *("isFinished", "finishedAt", "checklistId", "cards", "lists", "checklists", "comments"),
        *("checklistItems", "activities", "users", "items", "swimlaneId", "subtaskItems"),
    )
)
"""What becomes a part of an item, and what names others by ids; dates are kept as they were."""

_SKIPPED = {"template-card": TEMPLATE, "cardType-linkedCard": LINK, "cardType-linkedBoard": LINK}


def recognises(file: GivenFile) -> float:
    """By the name of its format."""
    return 0.98 if "_format" in file.names and _FORMAT in file.head else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All cards of the boards of a file."""
    found, unread = objects(file)
    items = BoardItems()
    for one in found:
        if isinstance(one, dict) and isinstance(one.get("cards"), list):
            items.add(_WekanBoard(one, local.zone, unread).board())
        else:
            unread.append(Left(NO_BOARD, str(one)[:100]))
    return Reading(ORIGIN, tuple(items.items), tuple(items.skipped), tuple(unread))


class _WekanBoard:
    """A board, made items."""

    def __init__(self, found: dict[str, Any], zone: tzinfo, unread: list[Left]) -> None:
        self._found, self._zone, self._unread = found, zone, unread
        self._labels = {
            text(one.get("_id")): text(one.get("name")) or text(one.get("color"))
            for one in listed(found.get("labels"))
        }
        self._users = {
            text(one.get("_id")): text(one.get("username")) for one in listed(found.get("users"))
        }
        self._lanes = {
            text(one.get("_id")): text(one.get("title")) for one in listed(found.get("swimlanes"))
        }
        self._cards = {text(one.get("_id")) for one in listed(found.get("cards"))}
        self._above = {text(one.get("parentId")) for one in listed(found.get("cards"))}
        self._checklists = _by(found.get("checklists"), "cardId")
        self._entries = _by(found.get("checklistItems"), "checklistId")
        self._comments = _by(found.get("comments"), "cardId")
        self._lists = tuple(
            CardList(
                f"list/{text(one.get('_id')) or fingerprint(text(one.get('title')))}",
                text(one.get("title")),
                bool(one.get("archived")),
                rest(one, _USED),
            )
            for one in in_order(listed(found.get("lists")), "sort")
        )
        self._moved: dict[str, datetime] = {}
        self._ticked: dict[str, datetime] = {}
        done = {one.key for one in self._lists if one.done}
        for one in listed(found.get("activities")):
            at, kind = _instant(one.get("createdAt")), one.get("activityType")
            if at is None:
                continue
            if kind in ("moveCard", "createCard") and f"list/{text(one.get('listId'))}" in done:
                _later(self._moved, text(one.get("cardId")), at)
            elif kind == "checkedItem":
                _later(self._ticked, text(one.get("checklistItemId")), at)

    def board(self) -> CardBoard:
        """The board, its lists, and its cards in the order of their lists."""
        found = self._found
        title = text(found.get("title"))
        item = Item(
            f"board/{text(found.get('_id')) or fingerprint(title)}",
            title,
            group=True,
            created=_instant(found.get("createdAt")),
            why=text(found.get("description")),
            extra=rest(found, _USED),
        )
        place = {one.key: number for number, one in enumerate(self._lists)}
        cards = [*filter(None, map(self._card, in_order(listed(found.get("cards")), "sort")))]
        cards.sort(key=lambda card: place.get(card.in_list, len(place)))
        return CardBoard(item, self._lists, tuple(cards))

    def _card(self, found: dict[str, Any]) -> Card | None:
        title, name = text(found.get("title")), text(found.get("_id"))
        skipped = _SKIPPED.get(text(found.get("type")), "")
        if not title.strip() and not skipped:
            self._unread.append(Left(NO_TITLE, name))
            return None
        key = f"card/{name or fingerprint(title)}"
        parts = (*self._parts(name, key),)
        created = self._moment(found, "createdAt", title)
        due, start = self._moment(found, "dueAt", title), self._moment(found, "startAt", title)
        ended = self._moment(found, "endAt", title)
        above = text(found.get("parentId"))
        road = bool(parts) or name in self._above
        fields = described(text(found.get("description")), created, road=road)
        fields["remarks"] = (*fields.get("remarks", ()), *self._remarks(name))
        lane = self._lanes.get(text(found.get("swimlaneId")), "")
        return Card(
            Item(
                key,
                title,
                parent=f"card/{above}" if above in self._cards and above != name else "",
                status=Status.DONE if ended or found.get("dueComplete") else Status.OPEN,
                created=created,
                finished=ended,
                tags=self._named(self._labels, found, "labelIds"),
                people=self._named(self._users, found, "members", "assignees"),
                extra=({"swimlane": lane} if lane else {}) | rest(found, _USED),
                **dated(due, start, self._zone),
                **fields,
            ),
            f"list/{text(found.get('listId'))}",
            parts,
            archived=bool(found.get("archived")),
            moved=self._moved.get(name) or _instant(found.get("archivedAt")),
            last=_instant(found.get("dateLastActivity")),
            skipped=skipped,
        )

    def _parts(self, name: str, key: str) -> Iterator[Item]:
        """The entries of the checklists of a card."""
        for checklist in in_order(self._checklists.get(name, []), "sort"):
            entries = self._entries.get(text(checklist.get("_id")), [])
            for one in in_order(entries or listed(checklist.get("items")), "sort"):
                title, part = text(one.get("title")), text(one.get("_id"))
                if not title.strip():
                    continue
                done = bool(one.get("isFinished"))
                when = self._ticked.get(part) or _instant(one.get("modifiedAt"))
                yield Item(
                    f"item/{part or fingerprint(key, title)}",
                    title,
                    parent=key,
                    status=Status.DONE if done else Status.OPEN,
                    created=_instant(one.get("createdAt")),
                    finished=when or _instant(checklist.get("finishedAt")) if done else None,
                    extra={"checklist": text(checklist.get("title"))} | rest(one, _USED),
                )

    def _remarks(self, name: str) -> Iterator[Remark]:
        for one in reversed(self._comments.get(name, [])):
            if words := text(one.get("text")):
                yield Remark(words, _instant(one.get("createdAt")))

    @staticmethod
    def _named(names: dict[str, str], found: dict[str, Any], *fields: str) -> tuple[str, ...]:
        """What ids of a card name; each once."""
        lists = [found.get(field) for field in fields]
        ids = [text(one) for each in lists if isinstance(each, list) for one in each]
        return tuple(dict.fromkeys(names[one] for one in ids if names.get(one)))

    def _moment(self, found: dict[str, Any], name: str, title: str) -> datetime | None:
        value = found.get(name)
        at = _instant(value) if value else None
        if value and at is None:
            self._unread.append(Left(f"has a date that is none, {name}: {value!s:.40}", title))
        return at


def _by(found: Any, name: str) -> dict[str, list[dict[str, Any]]]:
    """Objects by what one of their names says."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in listed(found):
        groups.setdefault(text(one.get(name)), []).append(one)
    return groups


def _instant(value: Any) -> datetime | None:
    """An instant, also as the database has it: `{"$date": …}`."""
    return instant(value.get("$date") if isinstance(value, dict) else value)


def _later(found: dict[str, datetime], name: str, at: datetime) -> None:
    """Keep the later one of two instants."""
    found[name] = max(at, found.get(name, at))
