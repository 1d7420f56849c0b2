"""GitHub's milestones and issues, as `gh api` prints them, page behind page, or `gh issue list`.

A milestone is a road, its issues the markers; an issue with a list of boxes in its text is a road
of its own, as is one with sub-issues. An issue that was closed as not planned was cancelled.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.items import Item, Left, Reading, Remark, Status
from lastmile_tui.exchange.json.objects import objects
from lastmile_tui.exchange.json.values import instant, listed, rest, text
from lastmile_tui.exchange.keys import fingerprint, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "github"

NO_ISSUE = "is no issue and no milestone"
UNMERGED = "a pull request that was not merged"

_USED = frozenset(
    (
        *("id", "node_id", "title", "state", "body", "labels", "assignees", "assignee"),
        *("milestone", "description"),
        *("open_issues", "closed_issues", "openIssues", "closedIssues", "user", "author"),
        *("reactions", "performed_via_github_app", "locked", "creator", "closed_by", "closedBy"),
    )
)
"""What becomes a part of an item, what is counted, and who; urls, numbers, dates are kept."""

_ISSUE = frozenset(("number", "title", "state"))
_NAMES = frozenset(("html_url", "node_id", "labels_url", "closedAt", "createdAt", "url"))
_BOX = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX])\][ \t]+(\S.*)$", re.MULTILINE)
_FENCED = re.compile(r"^[ ]{0,3}(```|~~~).*?(?:^[ ]{0,3}\1|\Z)", re.MULTILINE | re.DOTALL)


def recognises(file: GivenFile) -> float:
    """By the names of the first issue or milestone."""
    names = file.names
    if not {"title"} <= names or "uuid" in names:
        return 0.0
    if names >= _ISSUE and names & _NAMES:
        return 0.95
    return 0.7 if {"number", "state"} <= names else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All issues and milestones, each once, as it stands last."""
    found, unread = objects(file)
    return _Issues(local.zone, unread).reading(found)


class _Issues:
    """The issues of a file, made items, and the milestones that they name."""

    def __init__(self, zone: tzinfo, unread: list[Left]) -> None:
        self._zone, self._unread = zone, unread
        self._skipped: list[Left] = []
        self._milestones: dict[str, Item] = {}
        self._keys: dict[str, str] = {}
        self._issues: dict[str, tuple[Item, ...]] = {}

    def reading(self, found: list[Any]) -> Reading:
        whole = [one for one in found if self._is_one(one)]
        for one in whole:
            if not _is_milestone(one):
                self._keys[text(one.get("url"))] = _key("issue", one)
        for one in whole:
            if _is_milestone(one):
                self._milestone(one, whole=True)
            else:
                self._issue(one)
        items = [item for issue in self._issues.values() for item in issue]
        return Reading(
            ORIGIN,
            (*self._milestones.values(), *items),
            tuple(self._skipped),
            tuple(self._unread),
        )

    def _is_one(self, one: Any) -> bool:
        if isinstance(one, dict) and text(one.get("title")).strip() and "state" in one:
            return True
        what = text(one.get("message")) if isinstance(one, dict) else ""
        self._unread.append(Left(NO_ISSUE, what or str(one)[:100]))
        return False

    def _milestone(self, one: dict[str, Any], *, whole: bool = False) -> str:
        """The key of a milestone; one that issues name is kept unless it was there by itself."""
        key = _key("milestone", one)
        if whole or key not in self._milestones:
            title = text(one.get("title"))
            due = self._moment(one, title, "due_on", "dueOn")
            closed = _closed(one)
            self._milestones[key] = Item(
                key,
                title,
                group=True,
                status=Status.DONE if closed else Status.OPEN,
                created=self._moment(one, title, "created_at", "createdAt"),
                finished=self._moment(one, title, "closed_at", "closedAt") if closed else None,
                due=due.date() if due else None,  # GitHub has days here, as midnight in the west
                why=text(one.get("description")),
                extra=rest(one, _USED),
            )
        return key

    def _issue(self, one: dict[str, Any]) -> None:
        title, key = text(one.get("title")), _key("issue", one)
        closed = _closed(one)
        if "pull_request" in one and closed and not _merged(one):
            self._issues.pop(key, None)
            self._skipped.append(Left(UNMERGED, title))
            return
        milestone = one.get("milestone")
        parent = self._keys.get(text(one.get("parent_issue_url")), "")
        if not parent and isinstance(milestone, dict) and text(milestone.get("title")).strip():
            parent = self._milestone(milestone)
        reason = text(one.get("state_reason") or one.get("stateReason")).casefold()
        dropped = closed and reason in ("not_planned", "duplicate")
        created = self._moment(one, title, "created_at", "createdAt")
        body = text(one.get("body"))
        ended = self._moment(one, title, "closed_at", "closedAt") if closed else None
        parts = (*_parts(body, key, ended or instant(one.get("updated_at", one.get("updatedAt")))),)
        about: dict[str, Any] = {}
        if body.strip():
            road = parts or not parent
            about = {"why": body} if road else {"remarks": (Remark(body, created),)}
        item = Item(
            key,
            title,
            parent=parent,
            status=(Status.CANCELLED if dropped else Status.DONE) if closed else Status.OPEN,
            created=created,
            finished=ended,
            tags=tuple(_labels(one.get("labels"))),
            people=tuple(text(who.get("login")) for who in listed(one.get("assignees"))),
            extra=rest(one, _USED),
            **about,
        )
        self._issues[key] = (item, *parts)

    def _moment(self, one: dict[str, Any], title: str, *names: str) -> datetime | None:
        name = next((name for name in names if one.get(name)), "")
        at = instant(one[name]) if name else None
        if name and at is None:
            reason = f"has a date that is none, {name}: {one[name]!s:.40}"
            self._unread.append(Left(reason, title))
        return at


def _is_milestone(one: dict[str, Any]) -> bool:
    """Whether it is a milestone by itself: it counts issues, or says by when they are due."""
    return bool(_OF_A_MILESTONE & one.keys())


_OF_A_MILESTONE = frozenset(("open_issues", "closed_issues", "due_on", "dueOn", "closedIssues"))


def _key(kind: str, one: dict[str, Any]) -> str:
    """The id that REST and GraphQL share, else the address, else number and title."""
    name = text(one.get("node_id")) or text(one.get("id"))
    if not name:
        name = text(one.get("html_url")) or text(one.get("url"))
    return f"{kind}/{name or fingerprint(text(one.get('number')), text(one.get('title')))}"


def _closed(one: dict[str, Any]) -> bool:
    return text(one.get("state")).casefold() in ("closed", "merged")


def _merged(one: dict[str, Any]) -> bool:
    pull = one.get("pull_request")
    return isinstance(pull, dict) and ("merged_at" not in pull or bool(pull["merged_at"]))


def _labels(found: Any) -> Iterator[str]:
    """The names of labels, which old pages have as texts."""
    for one in found if isinstance(found, list) else ():
        if name := text(one.get("name") if isinstance(one, dict) else one):
            yield name


def _parts(body: str, key: str, ticked: datetime | None) -> Iterator[Item]:
    """The boxes in a text as items, the ticked ones at the latest when the text was changed."""
    if "[" not in body:
        return
    boxes = _BOX.findall(_FENCED.sub("", body.replace("\r\n", "\n")))
    keys = numbered(f"box/{fingerprint(key, title)}" for _, title in boxes)
    for name, (mark, title) in zip(keys, boxes, strict=True):
        if mark == " ":
            yield Item(name, title, parent=key)
        else:
            yield Item(name, title, parent=key, status=Status.DONE, finished=ticked)
