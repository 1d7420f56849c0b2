"""GitHub: milestones and issues, as `gh api` and `gh issue list --json` print them.

A milestone is a road, its issues the markers; an issue with parts is one too. Both lists may be
imported one after the other: a milestone is known in both by its repository and number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.items import Item, Left, Reading, Remark, Status
from lastmile_tui.exchange.json.boards import Instants
from lastmile_tui.exchange.json.objects import objects
from lastmile_tui.exchange.json.values import day, listed, number, text

if TYPE_CHECKING:
    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "github"

PULL_REQUEST = "a pull request"
NO_ISSUE = "is neither a milestone nor an issue"

_PLACE = re.compile(r"([\w.-]+/[\w.-]+)/(?:issues|milestones?|pull)/(\d+)/?(?:$|[?#])")
_GIVEN_UP = ("not_planned", "duplicate")


def recognises(file: GivenFile) -> float:
    """By the names of the first issue or milestone."""
    names = file.names
    if not {"number", "title"} <= names:
        return 0.0
    marks = {
        *("node_id", "html_url", "repository_url", "closed_issues", "labels_url", "milestone"),
        *("createdAt", "closedAt", "assignees", "due_on", "state", "labels", "closed_at"),
    }
    return min(0.95, 0.3 * len(marks & names))


def read(file: GivenFile, local: Local) -> Reading:
    """All milestones, and all issues but pull requests; both may stand in one file."""
    found, unread = objects(file)
    return _Tracker(local, file.name).reading(found, unread)


class _Tracker:
    def __init__(self, local: Local, name: str) -> None:
        self._local, self._name, self._moments = local, name, Instants()
        self._milestones: dict[str, Item] = {}
        self._issues: dict[str, Item] = {}
        self._skipped: list[Left] = []

    def reading(self, found: list[Any], unread: list[Left]) -> Reading:
        for one in found:
            title = text(one.get("title")) if isinstance(one, dict) else ""
            if not title or "number" not in one:
                unread.append(Left(NO_ISSUE, title or str(one)[:100]))
            elif "closed_issues" in one or "due_on" in one or "dueOn" in one:
                milestone = self._milestone(one)
                self._milestones[milestone.key] = milestone
            elif one.get("pull_request") or "/pull/" in text(one.get("url")):
                self._skipped.append(Left(PULL_REQUEST, title))
            else:
                issue = self._issue(one)
                self._issues[issue.key] = issue
        items = (*self._milestones.values(), *self._in_order())
        return Reading(ORIGIN, items, tuple(self._skipped), (*unread, *self._moments.unread))

    def _in_order(self) -> list[Item]:
        """The issues from the first on: lists begin with the newest."""
        return sorted(
            self._issues.values(), key=lambda issue: number(issue.extra.get("number")) or 0
        )

    def _milestone(self, one: dict[str, Any]) -> Item:
        title, due = text(one.get("title")), one.get("due_on") or one.get("dueOn")
        when = day(due) if due else None
        if due and when is None:
            reason = f"has a date that is none, due_on: {due!s:.40}"
            self._moments.unread.append(Left(reason, title))
        closed = text(one.get("state")).casefold() == "closed"
        return Item(
            key=_key(one, "milestone"),
            title=title,
            group=True,
            status=Status.DONE if closed else Status.OPEN,
            created=self._at(one, "created_at", "createdAt"),
            finished=self._at(one, "closed_at", "closedAt") if closed else None,
            due=when,
            why=text(one.get("description")),
            extra=_rest(one, {"title", "description"}),
        )

    def _issue(self, one: dict[str, Any]) -> Item:
        milestone = one.get("milestone")
        parent = ""
        if isinstance(milestone, dict) and text(milestone.get("title")):
            whole = self._milestone(
                milestone | {"repository": one.get("html_url") or one.get("url")}
            )
            self._milestones.setdefault(whole.key, whole)
            parent = whole.key
        if above := _PLACE.search(text(one.get("parent_issue_url"))):
            parent = f"issue {above[1]} {above[2]}"
        reason = text(one.get("state_reason") or one.get("stateReason")).casefold()
        closed = text(one.get("state")).casefold() == "closed"
        ended = Status.CANCELLED if reason in _GIVEN_UP else Status.DONE
        created = self._at(one, "created_at", "createdAt")
        body = text(one.get("body"))
        return Item(
            key=_key(one, "issue"),
            title=text(one.get("title")),
            parent=parent,
            status=ended if closed else Status.OPEN,
            created=created,
            finished=self._at(one, "closed_at", "closedAt") if closed else None,
            tags=tuple(_names(one.get("labels"), "name")),
            people=tuple(_names(one.get("assignees"), "login")),
            remarks=(Remark(body, created),) if body else (),
            extra=_rest(one, {"title", "body", "milestone", "labels", "assignees"}),
        )

    def _at(self, one: dict[str, Any], *names: str) -> Any:
        """The instant of the first of some names that is there."""
        name = next((name for name in names if one.get(name)), names[0])
        return self._moments.read(one, name, text(one.get("title")))


def _key(one: dict[str, Any], kind: str) -> str:
    """The repository and the number, by whichever address says them."""
    place = text(one.get("number"))
    for name in ("html_url", "url", "repository"):
        if found := _PLACE.search(text(one.get(name))):
            return f"{kind} {found[1]} {place}"
    return f"{kind} {place}"


def _names(value: Any, name: str) -> list[str]:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return [*value]
    return [found for one in listed(value) if (found := text(one.get(name)))]


def _rest(one: dict[str, Any], used: set[str]) -> dict[str, Any]:
    """All else but addresses that follow from the number, and counts of reactions."""
    return {
        name: value
        for name, value in one.items()
        if name not in used
        and value not in (None, "", [], {})
        and name not in ("reactions", "repository", "user", "creator", "url")
        and not (name.endswith("_url") and name != "html_url")
    }
