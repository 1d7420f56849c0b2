"""Lines and components of iCalendar, as RFC 5545 has them, taken apart and put together.

A reader of our own: icalendar needs three seconds for 10,000 tasks, and ends at the first broken
line. Lines are unfolded as bytes, since some tools fold within a character.
"""

from __future__ import annotations

import quopri
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastmile_tui.exchange.files import GivenFile

NO_LINE = "is no line of iCalendar"
CUT = "is cut off"
NO_END = "has no end, so that tasks may be missing"

WHOLE = ("VTODO", "VEVENT", "VJOURNAL")
"""Components that never stand in one another: one that begins ends the one that was left open."""

_LINE = re.compile(
    r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+(?:=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)?)*)'
    r":(.*)",
    re.DOTALL,
)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_COMMA = re.compile(r"(?:[^,\\]|\\.)+", re.DOTALL)

_OCTETS = 75
"""Bytes of a line without what ends it."""


class Property(NamedTuple):
    """A property: its name in capitals, its parameters as they stand, and its raw value."""

    name: str
    parameters: str
    value: str

    @property
    def kept(self) -> str:
        """All that stands behind the name."""
        return f"{self.parameters}:{self.value}"

    def parameter(self, name: str) -> str:
        """The value of a parameter; empty without it."""
        for found in _PARAMETER.finditer(self.parameters) if self.parameters else ():
            if found[1].upper() == name:
                return found[2].strip('"')
        return ""

    @property
    def text(self) -> str:
        """The value as a text, also where an old file has it quoted printable."""
        value = self.value
        if self.parameter("ENCODING").upper() == "QUOTED-PRINTABLE":
            encoding = self.parameter("CHARSET") or "utf-8"
            try:
                value = quopri.decodestring(value.encode()).decode(encoding, errors="replace")
            except (LookupError, ValueError):
                return value
        return unescape(value)

    @property
    def texts(self) -> list[str]:
        """The texts that commas part."""
        return [unescape(one).strip() for one in _COMMA.findall(self.value)]


def property_of(name: str, kept: str) -> Property:
    """The line of which that is kept which stands behind its name."""
    found = _LINE.fullmatch(f"X{kept}")
    return Property(name, found[2], found[3]) if found else Property(name, "", kept)


class Component:
    """A component: its own lines, and those inside it."""

    def __init__(self, name: str, line: int, calendar: Component | None = None) -> None:
        self.name, self.line, self.calendar = name, line, calendar
        self.lines: list[Property] = []
        self._firsts: dict[str, Property] = {}
        self.inner: list[Component] = []

    @cached_property
    def raw(self) -> str:
        """The lines of all of it, also where the end of what is inside was missing."""
        texts: list[str] = []
        stack: list[Component | str] = [self]
        while stack:
            one = stack.pop()
            if isinstance(one, str):
                texts.append(one)
                continue
            texts.append(f"BEGIN:{one.name}")
            texts += [f"{line.name}{line.kept}" for line in one.lines]
            stack += [f"END:{one.name}", *reversed(one.inner)]
        return "\n".join(texts)

    def add(self, line: Property) -> None:
        self.lines.append(line)
        self._firsts.setdefault(line.name, line)

    def first(self, name: str) -> Property | None:
        """The first property of a name."""
        return self._firsts.get(name)

    def text(self, name: str) -> str:
        """The text of the first property of a name."""
        found = self.first(name)
        return found.text.strip() if found else ""


def parse(file: GivenFile) -> tuple[list[Component], list[Left]]:
    """The components at the top of calendars, in their order, and what cannot be read.

    ImportFileError where the file is no UTF-8 text.
    """
    calendars = _Calendars().read(_unfolded(file))
    return calendars.found, calendars.left


class _Calendars:
    """Puts lines into components."""

    def __init__(self) -> None:
        self.found: list[Component] = []
        self.left: list[Left] = []
        self._stack: list[Component] = []

    def read(self, lines: Iterable[tuple[int, str]]) -> _Calendars:
        stack = self._stack
        for number, text in lines:
            match = _LINE.fullmatch(text)
            if match is None:
                inside = stack and stack[-1].name not in ("VCALENDAR", "VEVENT")
                if inside or not stack:
                    self.left.append(Left(NO_LINE, text[:100], number))
                continue
            name = match[1].upper()
            if name == "BEGIN":
                self._begin(match[3].strip().upper(), number)
            elif name == "END":
                self._end(match[3].strip().upper())
            elif stack:
                stack[-1].add(Property(name, match[2], match[3]))
        cut = [one for one in stack if one.name == "VTODO"]
        self.left += [Left(CUT, one.text("SUMMARY"), one.line) for one in cut]
        if stack and not cut:
            self.left.append(Left(NO_END, f"BEGIN:{stack[0].name}", stack[0].line))
        return self

    def _begin(self, name: str, number: int) -> None:
        stack = self._stack
        if name in WHOLE and any(one.name in WHOLE for one in stack):
            while self._close().name not in WHOLE:
                pass
        if name == "VCALENDAR":
            stack.clear()
        top = stack[0] if stack and stack[0].name == "VCALENDAR" else None
        stack.append(Component(name, number, top))

    def _end(self, name: str) -> None:
        if any(one.name == name for one in self._stack):
            while self._close().name != name:
                pass

    def _close(self) -> Component:
        """End the innermost component."""
        component = self._stack.pop()
        outer = self._stack[-1] if self._stack else None
        if outer is not None and outer.name != "VCALENDAR":
            outer.inner.append(component)
        elif component.name != "VCALENDAR":
            self.found.append(component)
        return component


def _unfolded(file: GivenFile) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; what is folded is one, and empty lines are none."""
    data = file.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = file.text.encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    text = data.decode(errors="surrogateescape").replace("\r\n", "\n").replace("\r", "\n")
    parts: list[str] = []
    begun = 0
    soft = False
    for number, line in enumerate(text.split("\n"), 1):
        if parts and (soft or line[:1] in (" ", "\t")):
            parts.append(line if soft else line[1:])
        elif line and not line.isspace():
            if parts:
                yield begun, _whole(parts, begun, file.name)
            parts, begun = [line], number
        else:
            continue
        soft = line.endswith("=") and "QUOTED-PRINTABLE" in parts[0].upper()
        if soft:
            parts[-1] = parts[-1][:-1]
    if parts:
        yield begun, _whole(parts, begun, file.name)


def _whole(parts: list[str], number: int, name: str) -> str:
    """A line of its parts; a character that was folded within is one again."""
    text = parts[0] if len(parts) == 1 else "".join(parts)
    if text.isascii():
        return text
    try:
        return text.encode(errors="surrogateescape").decode()
    except UnicodeDecodeError as error:
        raise ImportFileError(
            f"{name} is no UTF-8 text (line {number}); save it as UTF-8 and import it again."
        ) from error


def unescape(value: str) -> str:
    """A TEXT without its escapes."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def escape(text: str) -> str:
    """A text as a TEXT."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def fold(line: str) -> str:
    """A line with what ends it, folded at 75 bytes and never within a character."""
    if len(line) * 4 <= _OCTETS or len(line.encode(errors="replace")) <= _OCTETS:
        return f"{line}\r\n"
    parts, start, size = [], 0, 0
    for index, char in enumerate(line):
        width = len(char.encode(errors="replace"))
        if size + width > _OCTETS:
            parts.append(line[start:index])
            start, size = index, 1
        size += width
    parts.append(line[start:])
    return "\r\n ".join(parts) + "\r\n"
