"""A Trello board, as its menu exports it to JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Item, Left, Reading, Remark, Status
from lastmile_tui.exchange.json.boards import Card, Instants, card_items, made_on, rest
from lastmile_tui.exchange.json.objects import whole
from lastmile_tui.exchange.json.values import day_and_time, instant, listed, number, text, texts

if TYPE_CHECKING:
    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "trello"

_BESIDE = ("cards", "lists", "checklists", "actions", "members", "labels", "memberships")
_USED = (
    *("id", "name", "desc", "closed", "due", "start", "dueComplete", "idList", "labels"),
    *("idLabels", "idChecklists", "checklists", "idBoard"),
)


def recognises(file: GivenFile) -> float:
    """By the names of a board."""
    names = file.names
    if "_format" in names or not {"id", "name"} <= names:
        return 0.0
    marks = {"idOrganization", "shortLink", "labelNames", "cards", "lists", "prefs", "shortUrl"}
    found = len(marks & names)
    return min(0.95, 0.25 * found) if found > 1 else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All cards of the board that are no templates."""
    board = whole(file)
    if not isinstance(board, dict) or not isinstance(board.get("cards"), list):
        raise ImportFileError(f"{file.name} is no board; export one from its menu, as JSON.")
    return _Board(board, local).reading()


class _Board:
    def __init__(self, board: dict[str, Any], local: Local) -> None:
        self._board, self._local, self._moments = board, local, Instants()
        self._columns = {text(one.get("id")): one for one in listed(board.get("lists"))}
        self._people = {
            text(one.get("id")): text(one.get("username")) or text(one.get("fullName"))
            for one in listed(board.get("members"))
        }
        self._labels = {text(one.get("id")): one for one in listed(board.get("labels"))}
        self._checks: dict[str, list[dict[str, Any]]] = {}
        for one in listed(board.get("checklists")):
            self._checks.setdefault(text(one.get("idCard")), []).append(one)
        self._comments: dict[str, list[Remark]] = {}
        self._moved: dict[str, Any] = {}
        self._ticked: dict[str, Any] = {}
        for action in reversed(listed(board.get("actions"))):  # the newest stands first
            self._take(action)

    def reading(self) -> Reading:
        board = self._board
        key = text(board.get("id")) or "board"
        extra = rest(board, *_BESIDE, "id", "name", "desc")
        items = [
            Item(key, text(board.get("name")), group=True, why=text(board.get("desc")), extra=extra)
        ]
        skipped = []
        cards = listed(board["cards"])
        for card in sorted(cards, key=lambda one: (self._place(one), number(one.get("pos")) or 0)):
            if card.get("isTemplate"):
                skipped.append(Left("a template of cards", text(card.get("name"))))
            else:
                items += card_items(self._card(card, key), self._local.zone)
        return Reading(ORIGIN, tuple(items), tuple(skipped), tuple(self._moments.unread))

    def _take(self, action: dict[str, Any]) -> None:
        """A comment, or how a card came into its list."""
        data = action.get("data")
        if not isinstance(data, dict) or not isinstance(card := data.get("card"), dict):
            return
        name = text(card.get("id"))
        if action.get("type") == "commentCard" and (words := text(data.get("text"))):
            remark = Remark(words, instant(action.get("date")))
            self._comments.setdefault(name, []).append(remark)
        elif action.get("type") == "updateCheckItemStateOnCard":
            self._ticked[_id(data.get("checkItem"))] = action.get("date")
        elif (
            "listAfter" in data
            or (card.get("dueComplete") or card.get("closed"))
            or (isinstance(old := data.get("old"), dict) and {"dueComplete", "closed"} & old.keys())
        ):
            self._moved[name] = action.get("date")

    def _place(self, card: dict[str, Any]) -> float:
        column = self._columns.get(text(card.get("idList")), {})
        return number(column.get("pos")) or 0

    def _card(self, card: dict[str, Any], board: str) -> Card:
        name, title = text(card.get("id")), text(card.get("name"))
        column = self._columns.get(text(card.get("idList")), {})
        moment = self._moments.read
        checks = self._checks.get(name) or listed(card.get("checklists"))
        labels = listed(card.get("labels")) or [
            self._labels[one] for one in texts(card.get("idLabels")) if one in self._labels
        ]
        return Card(
            key=name,
            title=title,
            board=board,
            column=text(column.get("name")),
            text=text(card.get("desc")),
            done=bool(card.get("dueComplete")),
            archived=bool(card.get("closed") or column.get("closed")),
            created=made_on(name),
            ended=moment(card, "dateCompleted", title)
            or instant(self._moved.get(name))
            or moment(card, "dateLastActivity", title),
            due=moment(card, "due", title),
            start=moment(card, "start", title),
            tags=tuple(filter(None, (text(one.get("name") or one.get("color")) for one in labels))),
            people=tuple(filter(None, map(self._people.get, texts(card.get("idMembers"))))),
            remarks=tuple(self._comments.get(name, ())),
            checks=tuple(self._check(item, name) for one in checks for item in _in_order(one)),
            extra=rest(card, *_USED),
        )

    def _check(self, item: dict[str, Any], card: str) -> Item:
        title = text(item.get("name"))
        due = self._moments.read(item, "due", title)
        done = item.get("state") == "complete"
        return Item(
            key=text(item.get("id")) or f"{card} {title}",
            title=title,
            parent=card,
            status=Status.DONE if done else Status.OPEN,
            created=made_on(item.get("id")),
            finished=instant(self._ticked.get(text(item.get("id")))) if done else None,
            due=day_and_time(due, self._local.zone)[0],
            people=tuple(filter(None, [self._people.get(text(item.get("idMember")))])),
            extra=rest(item, "id", "name", "state", "due", "idChecklist", "nameData"),
        )


def _id(owner: Any) -> str:
    return text(owner.get("id")) if isinstance(owner, dict) else ""


def _in_order(checklist: dict[str, Any]) -> list[dict[str, Any]]:
    return sorted(listed(checklist.get("checkItems")), key=lambda one: number(one.get("pos")) or 0)
