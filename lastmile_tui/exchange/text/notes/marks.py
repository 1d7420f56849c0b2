"""What stands in the line of a task beside its text: dates, ids, tags, as Markdown tools write it.

The signs of Obsidian Tasks and what other tools write in their place are read wherever they stand,
also `[due:: 2026-12-01]` of Dataview, `@{2026-12-01}` of its boards and `(@2026-12-01 14:00)`.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from msgspec import Struct

_SIGNS = {
    "📅": "due", "📆": "due", "🗓": "due", "⏳": "scheduled", "⌛": "scheduled", "🛫": "start",
    "➕": "created", "✅": "completion", "❌": "cancelled",
}  # fmt: skip
_PRIORITIES = "🔺⏫🔼🔽⏬"
_WORDS = {"🔁": "repeat", "🏁": "onCompletion", "🆔": "id", "⛔": "dependsOn"}
_DATES = frozenset(_SIGNS.values())
_KNOWN = _DATES | {"priority", *(name.casefold() for name in _WORDS.values())}
_NAMES = {"deadline": "due", "done": "completion", "completed": "completion"}

_HARD = re.compile(
    r"\\[!-/:-@\[-`{-~]|(?<!`)(`{1,4})(?!`)[^`]{1,500}(?<!`)\1(?!`)|[\U00100000-\U0010fffd]"
)
"""What is text whatever it looks like: an escaped sign, code, and our own places for them."""

_PLACE = re.compile(r"[\U00100000-\U0010fffd]")
_FIRST_PLACE, _PLACES = 0x100000, 0xFFFE

_DAY = r"(?:\[\[)?(\d{1,9}(?:[-./]\d{1,9}){1,3})(?:\]\])?"
_TIME = r"(?:[ T]+(\d{1,2}:\d{2})(?::\d{2})?)?"
_DATED = re.compile(rf"([{''.join(_SIGNS)}])\ufe0f?[ \t]*{_DAY}(?:(?<=\d){_TIME})?(?![\w-])")
_NO_DATE = re.compile(r"(?<=\S)[ \t]+[📅📆🗓⏳⌛🛫➕]\ufe0f?[ \t]*[^\s📅📆🗓⏳⌛🛫➕]+")
_FIELD = re.compile(
    r"[\[(][ \t]*([^\W\d][\w -]{0,40})::([ \t]*)((?:\[\[[^\[\]]*\]\]|[^\[\]()]){0,500})[\])]"
)
_WHOLE_FIELD = re.compile(r"([^\W\d][\w -]{0,40})::(?:[ \t]+(.*))?$")
_WORD = re.compile(
    "🔁\ufe0f?[ \t]*([A-Za-z0-9, !]+)|🏁\ufe0f?[ \t]*([A-Za-z]+)|🆔\ufe0f?[ \t]*([\\w-]+)"
    "|⛔\ufe0f?[ \t]*([\\w-]+(?:[ \t]*,[ \t]*[\\w-]+)*)"
)
_PRIORITY = re.compile(f"([{_PRIORITIES}])\ufe0f?")
_AT = re.compile(rf"(?<!\S)@\{{?{_DAY}\}}?{_TIME}(?!\S)|\(@{_DAY}{_TIME}\)")
_CLOCK = re.compile(r"(?<!\S)@@\{(\d{1,2}:\d{2})\}")
_PLAIN = re.compile(r"(?<!\S)due:[ \t]*(\d{4}-\d{1,2}-\d{1,2})(?!\S)")
_BLOCK_ID = re.compile(r"(?:^|\s)\^([A-Za-z0-9-]+)$")
_COMMENT = re.compile(r"<!--(.{0,400}?)-->|%%(.{0,400}?)%%")
_TAG = re.compile(r"""#(?=\S*[^\s\d])([^\s!@#$%^&*(),.?":{}|<>\[\]`';]+)""")
_WIDE_TAG = re.compile(r"(?<!\S)#\[\[([^\[\]]+)\]\]")
_INNER_TAG = re.compile(rf"(?<!\S){_TAG.pattern}")
_WIKI = re.compile(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LINK = re.compile(
    r"!?\[([^\[\]]{1,500})\]\(((?:[^()\s]|\([^()\s]*\)){1,2000})(?:[ \t]+\"[^\"]*\")?\)"
)
_WRAPPED = re.compile(r"(\*\*|__|~~|==)(?=\S)((?:(?!\1).)+)(?<=\S)\1")

FILTER = "task"
"""The tag that Obsidian Tasks may ask for in each line, so that it is a task at all."""


class Marks(Struct):
    """The text of a line, and what else it says; `wrong` are dates that are none, as they stand.

    `dates` are days by the names of Dataview, `extra` what has no place in an item.
    """

    text: str
    dates: dict[str, date]
    extra: dict[str, Any]
    tags: list[str]
    wrong: list[str]
    due_time: time | None = None
    id: str = ""
    block: str = ""


def read_marks(raw: str) -> Marks:
    """What the text of a heading or an entry says."""
    return _MarkedLine(raw).marks()


def read_field(raw: str) -> Marks:
    """What a line below an entry says of it: the fields in it, or the one that it is."""
    found = _WHOLE_FIELD.match(raw)
    return read_marks(f"[{found[1]}:: {found[2] or ''}]" if found else raw)


class _MarkedLine:
    """A line, from which one thing after the other is taken."""

    def __init__(self, raw: str) -> None:
        self._hard: list[str] = []
        self._found = Marks("", {}, {}, [], [])
        self._raw = raw
        self._text = _HARD.sub(self._put_away, raw) if "\\" in raw or "`" in raw else raw

    def marks(self) -> Marks:
        """All that the line says."""
        self._take_fields()
        found = self._found
        self._text = " ".join(self._text.split())
        if not self._text.isascii():
            found.wrong += [self._back(one[0]) for one in _NO_DATE.finditer(self._text)]
        if "^" in self._text and (block := _BLOCK_ID.search(self._text)):
            found.block = block[1]
            self._text = self._text[: block.start()]
        if "#" in self._text:
            self._tags()
        shown = _LINK.sub(r"\1", _WIKI.sub(_shown, self._text)) if "[" in self._text else self._text
        if whole := _WRAPPED.fullmatch(shown):
            shown = whole[2]
        if shown != self._text:
            found.extra["text"] = self._back(self._text, bare=False)
        found.text = self._back(shown)
        return found

    def _take_fields(self) -> None:
        """Take dates and other fields out of the text."""
        if "-->" in self._text or "%%" in self._text:
            self._text = _COMMENT.sub(self._comment, self._text)
        if "::" in self._text:
            self._text = _FIELD.sub(self._field, self._text)
        if "#[[" in self._text:
            self._found.tags += _WIDE_TAG.findall(self._text)
            self._text = _WIDE_TAG.sub("", self._text)
        if not self._text.isascii():
            self._text = _WORD.sub(self._word, self._text)  # before dates, at which a rule ends
            self._text = _DATED.sub(self._dated, self._text)
            self._text = _PRIORITY.sub(self._priority, self._text)
        if "@" in self._text:
            self._text = _CLOCK.sub(self._clock, _AT.sub(self._at, self._text))
        if "due:" in self._text:
            self._text = _PLAIN.sub(self._due, self._text)

    def _put_away(self, match: re.Match[str]) -> str:
        if len(self._hard) == _PLACES:
            return match[0]
        self._hard.append(match[0])
        return chr(_FIRST_PLACE + len(self._hard) - 1)

    def _back(self, text: str, *, bare: bool = True) -> str:
        """The text with what was put away, an escaped sign without its backslash."""
        if text.isascii():
            return text

        def one(match: re.Match[str]) -> str:
            place = ord(match[0]) - _FIRST_PLACE
            raw = self._hard[place] if place < len(self._hard) else match[0]
            return raw[1:] if bare and raw[0] == "\\" else raw

        return _PLACE.sub(one, text)

    def _comment(self, match: re.Match[str]) -> str:
        self._found.extra["comment"] = self._back((match[1] or match[2] or "").strip(), bare=False)
        return ""

    def _field(self, match: re.Match[str]) -> str:
        name, value = match[1].strip(), self._back(match[3]).strip()
        name = _NAMES.get(name.casefold(), name)
        known = name.casefold()
        if value and not match[2] and known not in _KNOWN:
            return match[0]  # such as (std::vector)
        if known in _DATES:
            return "" if self._take(known, value, match[0]) else match[0]
        if known == "id":
            self._found.id = value
        if known == "tags":
            self._found.tags += [word.strip("#,") for word in value.split() if word.strip("#,")]
        self._found.extra[name] = value
        return ""

    def _dated(self, match: re.Match[str]) -> str:
        name = _SIGNS[match[1]]
        clock = match[3] or ""
        if name in self._found.dates:
            return match[0]
        self._take(name, f"{match[2]} {clock}".strip(), match[0].strip())
        return "" if name == "due" else f" {clock}"

    def _take(self, name: str, value: str, raw: str) -> bool:
        """Take a date, of the due one also its time; what is none is kept as it stands."""
        day, _, clock = value.strip("[] ").replace("T", " ").partition(" ")
        if name in self._found.dates:
            return False
        found = read_day(day)
        if found is None:
            self._found.extra[name] = value
            self._found.wrong.append(self._back(raw))
            return True
        self._found.dates[name] = found
        if clock and name == "due":
            self._found.due_time = read_time(clock)
            if self._found.due_time is None:
                self._found.extra["due"] = value
                self._found.wrong.append(self._back(raw))
        return True

    def _word(self, match: re.Match[str]) -> str:
        name = _WORDS[match[0][0]]
        value = next(filter(None, match.groups())).strip()
        if name == "id":
            self._found.id = value
        self._found.extra[name] = value
        return " "

    def _priority(self, match: re.Match[str]) -> str:
        if "priority" in self._found.extra:
            return match[0]
        self._found.extra["priority"] = match[1]
        return ""

    def _at(self, match: re.Match[str]) -> str:
        day, clock = match[1] or match[3], match[2] or match[4] or ""
        return "" if self._take("due", f"{day} {clock}".strip(), match[0]) else match[0]

    def _clock(self, match: re.Match[str]) -> str:
        if self._found.due_time is None and (found := read_time(match[1])):
            self._found.due_time = found
            return ""
        return match[0]

    def _due(self, match: re.Match[str]) -> str:
        return "" if self._take("due", match[1], match[0]) else match[0]

    def _tags(self) -> None:
        """Take the tags: those at both ends leave the text, others are words of it as well."""
        found = self._found
        found.tags += _INNER_TAG.findall(self._text)
        words = self._text.split()
        start, end = 0, len(words)
        while end > start and _TAG.fullmatch(words[end - 1]):
            end -= 1
        while start < end and _TAG.fullmatch(words[start]):
            start += 1
        self._text = " ".join(words[start:end] or words)
        if FILTER in found.tags:
            found.tags = [tag for tag in found.tags if tag != FILTER]
            found.extra["filter"] = f"#{FILTER}"


def _shown(match: re.Match[str]) -> str:
    """A link to a note as it is shown."""
    return match[2] or match[1].strip() or match[0]


def read_day(text: str) -> date | None:
    """A day of the form 2026-12-01; None for anything else."""
    try:
        return date.fromisoformat(text) if len(text) == _LENGTH and text[4] == "-" else None
    except ValueError:
        return None


_LENGTH = len("2026-12-01")


def read_time(text: str) -> time | None:
    """A time of the form 9:30 or 14:00; None for anything else."""
    hour, _, minute = text.strip().partition(":")
    try:
        return time(int(hour), int(minute[:2]))
    except ValueError:
        return None
