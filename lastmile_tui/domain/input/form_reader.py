"""Reading a form back: what each line says, and which part of the goal it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import FURTHEST
from lastmile_tui.domain.changes.edit import MARKERS_LIMIT, MILES_LIMIT
from lastmile_tui.domain.changes.seal import SEAL_LIMIT
from lastmile_tui.domain.input.amounts import read_measure
from lastmile_tui.domain.input.form import (
    DAY,
    ENDLESS,
    EVIDENCE,
    FIELD,
    HEADING,
    Form,
    form_of,
    like_syntax,
    own_place,
    peeled,
    place_of,
    place_tail,
)
from lastmile_tui.domain.input.form_fields import (
    Dates,
    has_room,
    quote,
    read_again,
    read_names,
    read_text,
)
from lastmile_tui.domain.input.grammar.markers import MarkerText, read_marker
from lastmile_tui.domain.input.grammar.offsets import before_due
from lastmile_tui.domain.input.numbers import read_number
from lastmile_tui.domain.input.pairs import paired
from lastmile_tui.domain.model.goal import (
    A_MILE,
    Goal,
    Marker,
    NextStep,
    SealItem,
    amount,
    measure,
)
from lastmile_tui.domain.model.numbers import Notation, rounded
from lastmile_tui.domain.model.text import NOTE_LIMIT, clean_line, clean_note, fit
from lastmile_tui.domain.model.value.way import Way
from lastmile_tui.errors import FormError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, time

    from lastmile_tui.domain.input.grammar.markers import DateReader

_STRETCH = re.compile(r"-{2,}\s*final stretch\s*-*", re.IGNORECASE)
_ITEM = re.compile(r"[-*+]\s+(?:\[(?P<box>[ xX]?)\](?:\s+|$))?(?P<text>.*)")
_LIKE_ISO = re.compile(r"\s*[0-9]{4}-")
_FIELDS = frozenset({"due", "tags", "people", "turn", "next", "again"})


def read_form(
    text: str, goal: Goal, read_date: DateReader, notation: Notation = Notation.POINT
) -> Form:
    """What a form says that was written from this goal; FormError names a line that says nothing.

    A part is known by its text, or else by its place between others that are, so that a new title
    changes the part and makes no other one. `read_date` reads the dates that are not ISO 8601.
    """
    reading = _FormReader(goal, read_date, notation)
    last = 1
    for number, line in _lines(text):
        reading.take(number, line)
        last = number if line.strip() else last
    return reading.form(last)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers as editors count them, without the comments."""
    opened = 0
    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        bare = clean_line(line, ENDLESS)
        if bare.startswith("<!--"):
            if opened:
                break
            opened = number
        if not opened:
            yield number, line
        elif "-->" in bare:
            if bare.index("-->") + len("-->") < len(bare):
                raise FormError(opened, "put what follows the end of this comment on a new line.")
            opened = 0
    if opened:
        raise FormError(opened, "this comment never ends; close it with -->.")


class _FormReader:
    """What has been read of a form so far."""

    def __init__(self, goal: Goal, read_date: DateReader, notation: Notation) -> None:
        self.goal, self.notation = goal, notation
        self.old = form_of(goal)
        self.dates = Dates(read_date)
        self.section = ""
        self.seen: set[str] = set()
        self.title = ""
        self.why: list[tuple[int, str]] = []
        self.due: tuple[date | None, time | None] = (None, None)
        self.tags: tuple[str, ...] = ()
        self.people: tuple[str, ...] = ()
        self.turn = ""
        self.next_step: NextStep | None = None
        self.again = ""
        self.way = goal.way
        self.place = 0.0
        self.markers: list[tuple[int, str | None, Marker]] = []
        self.final: tuple[int, int] | None = None
        self.seal: list[SealItem] = []

    def take(self, number: int, raw: str) -> None:
        """Read one line."""
        line = clean_line(raw, ENDLESS)
        if heading := HEADING.fullmatch(line):
            self._heading(number, heading[1], heading[2] or "")
        elif self.section == "title":
            self._above(number, line, raw)
        elif self.section == "markers" and _STRETCH.fullmatch(line):
            self._once(number, "final stretch")
            self.final = number, len(self.markers)
        elif self.section and (item := _ITEM.fullmatch(line)):
            take = self._marker if self.section == "markers" else self._item
            take(number, item["box"], item["text"])
        elif line:
            hint = "write a list like ‘- [ ] draft’" if self.section else "begin with ‘# ’ and that"
            where = "is not an item of this list" if self.section else "stands above the title"
            raise FormError(number, f"{quote(line)} {where}; {hint}.")

    def _once(self, number: int, name: str) -> None:
        if name in self.seen:
            raise FormError(number, f"‘{name}’ stands above already; keep one of them.")
        self.seen.add(name)

    def _heading(self, number: int, marks: str, text: str) -> None:
        if marks == "#":
            self._once(number, "title")
            self.title = read_text(number, text, [self.old.title])
            self.section = "title"
        elif marks == "##" and text.casefold() in ("markers", "seal list"):
            if not self.title:
                raise FormError(number, "the title is missing above; write ‘# ’ and the title.")
            self.section = text.casefold()
            self._once(number, self.section)
        else:
            known = "‘## Markers’ and ‘## Seal list’"
            raise FormError(number, f"{quote(text)} is not a part of a goal; there are {known}.")

    def _above(self, number: int, line: str, raw: str) -> None:
        """Read a line between the title and the markers: a field, or one of the why before it."""
        if field := FIELD.match(line):
            if field["unknown"] == "from" and self.way:
                self._once(number, "from")
                self.way = self._start(number, field["value"])
                return
            if field["unknown"]:
                known = "due, tags, people, turn, next or again"
                hint = f"write {known}, or \\ in front of a text"
                raise FormError(number, f"{quote(field[0])} is not a field; {hint}.")
            name = field["name"].casefold()
            self._once(number, name)
            self._field(number, name, field["value"])
        elif not self.seen.isdisjoint(_FIELDS):
            if line:
                hint = "the text that says why stands above the fields"
                raise FormError(number, f"{quote(line)} is not a field; {hint}.")
        else:
            escaped = line.startswith("\\") and like_syntax(line)
            self.why.append((number, raw.replace("\\", "", 1) if escaped else raw))

    def _start(self, number: int, value: str) -> Way:
        """The way from the value that a line says."""
        read = read_measure(value, self.goal.unit, self.notation)
        if self.way is None or read is None or abs(read.value) > FURTHEST:
            like = f"from: {place_of(self.old.start or 0.0, self.goal.unit, self.notation)}"
            raise FormError(number, f"{quote(value)} is no value; write it like ‘{like}’.")
        return Way(read.value, self.way.down)

    def _field(self, number: int, name: str, value: str) -> None:
        match name:
            case "due" if value:
                self.due = self.dates.read(number, value, f"due: {value}")
            case "tags":
                self.tags = read_names(number, value, "#", self.old.tags)
            case "people":
                self.people = read_names(number, value, "@", self.old.people)
            case "turn" if value:
                self.turn = value.casefold()
                if value == self.old.turn:
                    self.turn = value
                elif self.turn not in ("mine", "theirs"):
                    raise FormError(number, f"{quote(value)} is not a turn; write mine or theirs.")
            case "next" if value:
                self.next_step = self._step(number, value)
            case "again" if value:
                self.again = read_again(number, value, self.old.again)

    def _step(self, number: int, value: str) -> NextStep:
        text, tail = peeled(value, DAY)
        on: date | None = None
        if tail and (self.dates.find(tail["due"]) or _LIKE_ISO.match(tail["due"])):
            on = self.dates.day(number, tail["due"], tail[0])
        elif tail:
            text = value
        existing = [self.old.next_step.text] if self.old.next_step else []
        return NextStep(read_text(number, text, existing), on)

    def _marker(self, number: int, box: str | None, text: str) -> None:
        has_room(number, len(self.markers), max(MARKERS_LIMIT, len(self.old.markers)), "markers")
        dates, place = before_due(self.dates.match, self.due[0]), place_tail(self.goal.unit)
        read = read_marker(text, dates, self.notation, place=place)
        if read.trouble:
            raise FormError(number, read.trouble)
        title = read_text(number, read.title, [marker.title for marker in self.old.markers])
        miles = self._miles(number, title, read)
        self.markers.append((number, box, Marker("", title, miles, read.due)))

    def _miles(self, number: int, title: str, read: MarkerText) -> float:
        """How long a marker is: what it says, or what its place is beyond the one before."""
        unit = self.goal.unit
        if not unit:
            length = A_MILE if read.miles is None else read.miles
        elif read.miles is not None:
            length = read.miles
        else:
            length = rounded(self._place(number, title, read.place) - self.place)
        if not 0 < length <= MILES_LIMIT:
            beyond = f"{quote(title)} is {measure(length, unit)} beyond what stands above it"
            most = f"more than 0 and at most {amount(MILES_LIMIT)} is possible"
            raise FormError(number, f"{beyond}; {most}.")
        self.place = rounded(self.place + length)
        return length

    def _place(self, number: int, title: str, written: str | None) -> float:
        """Where a marker of a counting goal stands, as it is written or as its title says."""
        unit, notation = self.goal.unit, self.notation
        read = None if written is None else read_number(written, notation)
        place = read.value if read else own_place(title, unit, notation)
        if place is None:
            ahead = self.way.value(self.place + self.goal.step) if self.way else self.place + 10
            like = f"{fit(title, 30)}: {place_of(ahead, unit, notation)}"
            raise FormError(number, f"say where the marker stands; write it like ‘{like}’.")
        return self.way.place(place) if self.way else place

    def _item(self, number: int, box: str | None, text: str) -> None:
        old = self.old.seal
        has_room(number, len(self.seal), max(SEAL_LIMIT, len(old)), "items in the seal list")
        evidence = ""
        start = next((one.start() for one in EVIDENCE.finditer(text) if one[0][0] == "("), None)
        if start is not None:
            if not text.endswith(")"):
                raise FormError(number, "the evidence has no end; close it with a bracket.")
            evidence = text[start + len("(evidence:") : -1].strip()
            text = text[:start].rstrip()
        text = EVIDENCE.sub(lambda escaped: escaped[0][1:], text)
        text = read_text(number, text, [one.text for one in old])
        if evidence:
            evidence = read_text(number, evidence, [one.evidence for one in old])
        self.seal.append(SealItem("", text, (box or " ") in "xX", evidence))

    def form(self, last: int) -> Form:
        """Everything together; `last` is the number of the last line that says anything."""
        if not self.title:
            raise FormError(last, "the title is missing; write ‘# ’ and the title.")
        if not self.markers:
            raise FormError(last, "a road needs an end; write a marker below ‘## Markers’.")
        if self.old.seal and "seal list" not in self.seen:
            raise FormError(last, "‘## Seal list’ is missing; keep it, also above an empty list.")
        if self.final and self.final[1] == len(self.markers):
            raise FormError(self.final[0], "no marker follows; the final stretch begins with one.")
        old = self.old.seal
        items = paired([one.text for one in old], [one.text for one in self.seal])
        return Form(
            title=self.title,
            markers=self._identified(),
            why=self._reason(),
            due=self.due[0],
            due_time=self.due[1],
            tags=self.tags,
            people=self.people,
            turn=self.turn,
            next_step=self.next_step,
            again=self.again,
            final=self.final[1] if self.final else None,
            start=self.way.start if self.way else None,
            seal=tuple(
                item if at is None else replace(item, id=old[at].id)
                for item, at in zip(self.seal, items, strict=True)
            ),
        )

    def _reason(self) -> str:
        why = clean_note("\n".join(line for _, line in self.why), ENDLESS)
        if len(why) > NOTE_LIMIT and why != self.old.why:
            first = next(number for number, line in self.why if line.strip())
            raise FormError(first, f"this text is longer than {NOTE_LIMIT:,} characters.")
        return why

    def _identified(self) -> tuple[Marker, ...]:
        """The markers with their ids; FormError when a box is not as it was written."""
        old, reached = self.old.markers, self.goal.reached
        pairs = paired([one.title for one in old], [one.title for *_, one in self.markers])
        behind = [index for index, at in enumerate(pairs) if at is not None and at < reached]
        markers: list[Marker] = []
        for index, ((number, box, marker), at) in enumerate(zip(self.markers, pairs, strict=True)):
            ticked = (box or " ") in "xX"
            wanted = ticked and index < max(behind, default=0) if at is None else at < reached
            if box is not None and ticked != wanted:
                mark = "[x]" if wanted else "[ ]"
                hint = f"make it {mark} again, and drive with space on the road"
                raise FormError(number, f"the box of {quote(marker.title)} only shows; {hint}.")
            markers.append(marker if at is None else replace(marker, id=old[at].id))
        return tuple(markers)
