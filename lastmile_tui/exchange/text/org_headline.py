"""A heading of Org as it is written: as it was brought in, but for what is otherwise here."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.exchange.sources import Source, seen_due
from lastmile_tui.exchange.text.org import ORIGIN
from lastmile_tui.exchange.text.org_body import CLOSED
from lastmile_tui.exchange.text.org_outline import PLANNED, PRIORITY, TAGS
from lastmile_tui.exchange.text.org_times import moved, timestamp, written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

NEVER = Source(ORIGIN, "", "", {}, {})
"""The source of what was not brought in."""

_NO_SPACE = "\u200b"
"""What the manual of Org has one write to keep a sign from meaning anything; it is cleaned away."""

_STAMP = re.compile(r"([<\[])(?=\d{4}-\d{2}-\d{2}[ \t\]>])")
_COOKIE = re.compile(r"\[(?=(?:\d*/\d*|\d*%)\])")
_LINK = re.compile(r"\[(?=\[)")
_PART = re.compile(r" \(\d+\)$")
_UNTAGGED = re.compile(r"[^\w@#%]")


class OrgDates(Struct, frozen=True):
    """How something stands here, open, done or cancelled, and its days."""

    now: str
    due: date | None = None
    at: time | None = None
    until: date | None = None
    ended: datetime | date | None = None


def planning(source: Source, plan: OrgDates, zone: tzinfo) -> list[str]:
    """The planning line: as it was, but for what was changed."""
    raw = str(source.kept.get("planning", ""))
    found: dict[str, str] = dict(PLANNED.findall(raw))
    had = dict(found)
    group = source.seen and not source.kept.get("todo")
    if not source.seen or plan.now != source.seen.get("status", "open"):
        found.pop("CLOSED", None)
        if plan.ended and not (group and plan.now == "done"):
            found["CLOSED"] = stamp(plan.ended, zone)
    if plan.due != seen_due(source.seen):
        old = found.pop("DEADLINE", "")
        if plan.due and timestamp(old):
            found["DEADLINE"] = moved(old, plan.due)
        elif plan.due:
            found["DEADLINE"] = written(plan.due, plan.at, active=True)
    if plan.until:
        found["SCHEDULED"] = written(plan.until, active=True)
    if found == had:
        return [raw] if raw else []
    order = [name for name in ("CLOSED", "DEADLINE", "SCHEDULED") if name in found]
    return [" ".join(f"{name}: {found[name]}" for name in order)] if order else []


def stamp(at: datetime | date, zone: tzinfo) -> str:
    """An instant, or a day, as a note of when something happened."""
    if not isinstance(at, datetime):
        return written(at, active=False)
    here = at.astimezone(zone)
    return written(here.date(), here.time(), active=False)


def title_of(source: Source, title: str, todo: str, due: date | None) -> str:
    """The title as it stood there, with its counts and links, where it is the same here."""
    had = source.kept.get("title")
    same = source.seen.get("title") in (title, _PART.sub("", title))
    if had and same and due == seen_due(source.seen):
        return str(had)
    return guarded(title, todo)


def heading(level: int, todo: str, title: str, source: Source, tags: Iterable[str]) -> str:
    priority = str(source.kept.get("priority", ""))
    parts = ["*" * level, todo, f"[#{priority}]" if priority else "", title]
    names = dict.fromkeys(_UNTAGGED.sub("_", name) for name in tags)
    parts.append(f":{':'.join(names)}:" if names else "")
    return " ".join(part for part in parts if part)


def guarded(title: str, todo: str = "") -> str:
    """A title in which nothing means anything to Org."""
    text = _STAMP.sub(rf"\1{_NO_SPACE}", title)
    text = _LINK.sub(f"[{_NO_SPACE}", _COOKIE.sub(f"[{_NO_SPACE}", text))
    if TAGS.search(text) or CLOSED.search(text):
        text += _NO_SPACE
    first = text.split(" ", 1)[0]
    if PRIORITY.match(text) or first == "COMMENT" or (first.isupper() and not todo):
        text = _NO_SPACE + text
    return text


def texts(value: Any, *, empty: bool = False) -> list[str]:
    found = value if isinstance(value, list) else []
    return [one for one in found if isinstance(one, str) and (one or empty)]
