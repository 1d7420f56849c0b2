"""Trello's boards, as `Print, export, and share` writes them as JSON.

A card is done where its due date is ticked, or in a list of done things. When that was is told by
the actions, of which Trello writes the last 1,000; the rest is as good as the last activity. The
first digits of an id are when it was made.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.items import Item, Left, Reading, Remark, Status
from lastmile_tui.exchange.json.boards import (
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
from lastmile_tui.exchange.json.values import day_and_time, instant, listed, rest, text
from lastmile_tui.exchange.keys import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "trello"

_OF_A_BOARD = frozenset(
    ("idOrganization", "prefs", "labelNames", "shortLink", "shortUrl", "cards", "dateLastView")
)

_USED = frozenset(
    (
        *("id", "name", "desc", "closed", "idBoard", "idList", "idMembers", "idLabels", "pos"),
        *("labels", "idChecklists", "dueComplete"),
        *("checklists", "state", "idChecklist", "isTemplate", "actions", "cards", "lists"),
        *("members", "descData", "nameData", "badges", "limits", "memberships", "checkItemStates"),
    )
)
"""What becomes a part of an item, and what Trello counts together; dates are kept as they were."""

_ID = re.compile(r"([0-9a-f]{8})[0-9a-f]{16}")


def recognises(file: GivenFile) -> float:
    """By the names of a board."""
    names = file.names
    if not {"name", "desc"} <= names or "title" in names:
        return 0.0
    return min(0.95, 0.4 + 0.2 * len(names & _OF_A_BOARD)) if names & _OF_A_BOARD else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All cards of the boards of a file."""
    found, unread = objects(file)
    items = BoardItems()
    for one in found:
        if isinstance(one, dict) and isinstance(one.get("cards"), list):
            items.add(_TrelloBoard(one, local.zone, unread).board())
        else:
            unread.append(Left(NO_BOARD, str(one)[:100]))
    return Reading(ORIGIN, tuple(items.items), tuple(items.skipped), tuple(unread))


class _TrelloBoard:
    """A board, made items."""

    def __init__(self, found: dict[str, Any], zone: tzinfo, unread: list[Left]) -> None:
        self._found, self._zone, self._unread = found, zone, unread
        self._members = {
            text(one.get("id")): text(one.get("username")) or text(one.get("fullName"))
            for one in listed(found.get("members"))
        }
        self._checklists: dict[str, list[dict[str, Any]]] = {}
        for one in listed(found.get("checklists")):
            self._checklists.setdefault(text(one.get("idCard")), []).append(one)
        self._lists = tuple(
            CardList(
                f"list/{text(one.get('id')) or fingerprint(text(one.get('name')))}",
                text(one.get("name")),
                bool(one.get("closed")),
                rest(one, _USED),
            )
            for one in in_order(listed(found.get("lists")), "pos")
        )
        self._done = {one.key for one in self._lists if one.done}
        self._moved: dict[str, datetime] = {}
        self._ended: dict[str, datetime] = {}
        self._archived: dict[str, datetime] = {}
        self._ticked: dict[str, datetime] = {}
        self._comments: dict[str, list[Remark]] = {}
        for action in reversed(listed(found.get("actions"))):  # the latest stand first
            self._action(action)

    def board(self) -> CardBoard:
        """The board, its lists, and its cards in the order of their lists."""
        found = self._found
        title = text(found.get("name"))
        key = f"board/{text(found.get('id')) or fingerprint(title)}"
        item = Item(
            key,
            title,
            group=True,
            created=_made(found.get("id")),
            why=text(found.get("desc")),
            extra=rest(found, _USED | {"checklists"}),
        )
        place = {one.key: number for number, one in enumerate(self._lists)}
        cards = [*filter(None, map(self._card, in_order(listed(found.get("cards")), "pos")))]
        cards.sort(key=lambda card: place.get(card.in_list, len(place)))
        return CardBoard(item, self._lists, tuple(cards))

    def _action(self, action: dict[str, Any]) -> None:
        """What an action says of when a card or an entry of a checklist was done."""
        data, at = action.get("data"), instant(action.get("date"))
        if not isinstance(data, dict) or at is None:
            return
        card, kind = _id(data.get("card")), action.get("type")
        if kind == "commentCard" and text(data.get("text")):
            self._comments.setdefault(card, []).append(Remark(text(data["text"]), at))
        elif kind == "updateCheckItemStateOnCard":
            self._ticked[_id(data.get("checkItem"))] = at
        elif kind == "updateCard":
            old = data.get("old")
            old = old if isinstance(old, dict) else {}
            if "dueComplete" in old:
                self._ended[card] = at
            if "closed" in old:
                self._archived[card] = at
            if f"list/{_id(data.get('listAfter'))}" in self._done:
                self._moved[card] = at
        elif kind == "createCard" and f"list/{_id(data.get('list'))}" in self._done:
            self._moved.setdefault(card, at)

    def _card(self, found: dict[str, Any]) -> Card | None:
        title, name = text(found.get("name")), text(found.get("id"))
        if not title.strip():
            self._unread.append(Left(NO_TITLE, name))
            return None
        key = f"card/{name or fingerprint(title)}"
        parts = (*self._parts(name, key, found),)
        made = _made(name)
        due, start = self._moment(found, "due", title), self._moment(found, "start", title)
        done = bool(found.get("dueComplete"))
        fields = described(text(found.get("desc")), made, road=bool(parts))
        fields["remarks"] = (*fields.get("remarks", ()), *self._comments.get(name, ()))
        members = found.get("idMembers")
        return Card(
            Item(
                key,
                title,
                status=Status.DONE if done else Status.OPEN,
                created=made,
                finished=instant(found.get("dateCompleted")) or self._ended.get(name),
                tags=tuple(
                    text(one.get("name")) or text(one.get("color"))
                    for one in listed(found.get("labels"))
                ),
                people=tuple(
                    self._members.get(text(one), "")
                    for one in (members if isinstance(members, list) else ())
                ),
                extra=rest(found, _USED),
                **dated(due, start, self._zone),
                **fields,
            ),
            f"list/{text(found.get('idList'))}",
            parts,
            archived=bool(found.get("closed")),
            moved=self._moved.get(name) or self._archived.get(name),
            last=instant(found.get("dateLastActivity")),
            skipped=TEMPLATE if found.get("isTemplate") else "",
        )

    def _parts(self, name: str, key: str, card: dict[str, Any]) -> Iterator[Item]:
        """The entries of the checklists of a card."""
        checklists = self._checklists.get(name) or listed(card.get("checklists"))
        for checklist in in_order(checklists, "pos"):
            for one in in_order(listed(checklist.get("checkItems")), "pos"):
                title, part = text(one.get("name")), text(one.get("id"))
                if not title.strip():
                    continue
                done = one.get("state") == "complete"
                due = self._moment(one, "due", title)
                member = self._members.get(text(one.get("idMember")), "")
                yield Item(
                    f"item/{part or fingerprint(key, title)}",
                    title,
                    parent=key,
                    status=Status.DONE if done else Status.OPEN,
                    created=_made(part),
                    finished=self._ticked.get(part) if done else None,
                    due=day_and_time(due, self._zone)[0],
                    people=(member,) if member else (),
                    extra={"checklist": text(checklist.get("name"))} | rest(one, _USED),
                )

    def _moment(self, found: dict[str, Any], name: str, title: str) -> datetime | None:
        value = found.get(name)
        at = instant(value) if value else None
        if value and at is None:
            self._unread.append(Left(f"has a date that is none, {name}: {value!s:.40}", title))
        return at


def _id(found: Any) -> str:
    return text(found.get("id")) if isinstance(found, dict) else ""


def _made(name: Any) -> datetime | None:
    """When an id was made, by its first digits."""
    found = _ID.fullmatch(text(name))
    return datetime.fromtimestamp(int(found[1], 16), UTC) if found else None
