"""A Wekan board, as its menu exports it to JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Item, Reading, Remark, Status
from lastmile_tui.exchange.json.boards import Card, Instants, card_items, rest
from lastmile_tui.exchange.json.objects import whole
from lastmile_tui.exchange.json.values import instant, listed, number, text, texts

if TYPE_CHECKING:
    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "wekan"

_BESIDE = (
    *("cards", "lists", "swimlanes", "checklists", "checklistItems", "comments", "activities"),
    *("users", "labels", "attachments", "rules", "triggers", "actions", "members", "subtaskItems"),
)
_USED = (
    *(
        "_id",
        "title",
        "description",
        "archived",
        "listId",
        "createdAt",
        "dueAt",
        "startAt",
        "endAt",
    ),
    *("labelIds", "members", "assignees", "boardId", "dateLastActivity"),
)


def recognises(file: GivenFile) -> float:
    """By the name of the format, which boards have, or by what only they have."""
    if "_format" in file.names and "wekan-board" in file.head:
        return 0.98
    return 0.8 if {"swimlanes", "cards", "title"} <= file.names else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All cards of the board."""
    board = whole(file)
    if not isinstance(board, dict) or not isinstance(board.get("cards"), list):
        raise ImportFileError(f"{file.name} is no board; export one from its menu, as JSON.")
    return _WekanBoard(board, local).reading()


class _WekanBoard:
    def __init__(self, board: dict[str, Any], local: Local) -> None:
        self._board, self._local, self._moments = board, local, Instants()
        self._columns = {text(one.get("_id")): one for one in listed(board.get("lists"))}
        self._lanes = {
            text(one.get("_id")): text(one.get("title")) for one in listed(board.get("swimlanes"))
        }
        self._labels = {
            text(one.get("_id")): text(one.get("name")) or text(one.get("color"))
            for one in listed(board.get("labels"))
        }
        self._people = {
            text(one.get("_id")): text(one.get("username")) for one in listed(board.get("users"))
        }
        lists = listed(board.get("checklists"))
        order = {text(one.get("_id")): place for place, one in enumerate(lists)}
        checks = listed(board.get("checklistItems")) + [
            part | {"cardId": one.get("cardId")}
            for one in lists
            for part in listed(one.get("items"))
        ]
        checks.sort(key=lambda one: (order.get(text(one.get("checklistId")), 0), _sort(one)))
        self._checks: dict[str, list[dict[str, Any]]] = {}
        for one in checks:
            self._checks.setdefault(text(one.get("cardId")), []).append(one)
        self._comments: dict[str, list[Remark]] = {}
        for one in listed(board.get("comments")):
            if words := text(one.get("text")):
                remark = Remark(words, instant(one.get("createdAt")))
                self._comments.setdefault(text(one.get("cardId")), []).append(remark)

        self._ticked: dict[str, Any] = {}
        self._moved: dict[str, Any] = {}
        activities = [
            (instant(one.get("createdAt")), one) for one in listed(board.get("activities"))
        ]
        known = [(at, one) for at, one in activities if at]
        for at, one in sorted(known, key=lambda pair: pair[0]):
            if one.get("activityType") == "checkedItem":
                self._ticked[text(one.get("checklistItemId"))] = at
            elif one.get("activityType") == "moveCard":
                self._moved[text(one.get("cardId"))] = at

    def reading(self) -> Reading:
        board = self._board
        key = text(board.get("_id")) or f"board {text(board.get('title'))}"
        why, extra = (
            text(board.get("description")),
            rest(board, *_BESIDE, "_id", "title", "description"),
        )
        items = [Item(key, text(board.get("title")), group=True, why=why, extra=extra)]
        for card in sorted(listed(board["cards"]), key=self._place):
            items += card_items(self._card(card, key), self._local.zone)
        return Reading(ORIGIN, tuple(items), unread=tuple(self._moments.unread))

    def _place(self, card: dict[str, Any]) -> tuple[float, float]:
        return _sort(self._columns.get(text(card.get("listId")), {})), _sort(card)

    def _card(self, card: dict[str, Any], board: str) -> Card:
        name, title = text(card.get("_id")), text(card.get("title"))
        column = self._columns.get(text(card.get("listId")), {})
        moment = self._moments.read
        ended = moment(card, "endAt", title)
        people = dict.fromkeys(texts(card.get("members")) + texts(card.get("assignees")))
        lane = self._lanes.get(text(card.get("swimlaneId")), "")
        extra = rest(card, *_USED)
        return Card(
            key=name,
            title=title,
            board=text(card.get("parentId")) or board,
            column=text(column.get("title")),
            text=text(card.get("description")),
            done=ended is not None or bool(card.get("dueComplete")),
            archived=bool(card.get("archived") or column.get("archived")),
            created=moment(card, "createdAt", title),
            ended=ended or self._moved.get(name) or moment(card, "dateLastActivity", title),
            due=moment(card, "dueAt", title),
            start=moment(card, "startAt", title),
            tags=tuple(filter(None, map(self._labels.get, texts(card.get("labelIds"))))),
            people=tuple(filter(None, map(self._people.get, people))),
            remarks=tuple(self._comments.get(name, ())),
            checks=tuple(self._check(one, name) for one in self._checks.get(name, ())),
            extra=extra | {"swimlane": lane} if lane else extra,
        )

    def _check(self, item: dict[str, Any], card: str) -> Item:
        title, name = text(item.get("title")), text(item.get("_id"))
        done = bool(item.get("isFinished"))
        return Item(
            key=name or f"{card} {title}",
            title=title,
            parent=card,
            status=Status.DONE if done else Status.OPEN,
            created=instant(item.get("createdAt")),
            finished=self._ticked.get(name) if done else None,
        )


def _sort(owner: dict[str, Any]) -> float:
    return number(owner.get("sort")) or 0
