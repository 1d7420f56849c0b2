"""What `lastmile export markdown` writes, read back: a chapter a goal, with its log.

What the format does not hold comes back as it is for a new goal, such as where the vehicle stands
between two markers. A chapter names the goal by the id that it has here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.model.value.way import way_between
from lastmile_tui.exchange.items import Datapoint, Item, Left, Reading, Remark, Status
from lastmile_tui.exchange.keys import fingerprint, numbered
from lastmile_tui.exchange.past import Standing, ToldBlock, read_blocks
from lastmile_tui.exchange.text.notes.marks import read_day, read_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.domain.model.value.way import Way
    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "markdown"

_TOP = re.compile(r"\s*# Roads on \d{4}-\d{2}-\d{2}\n")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"\\$", re.MULTILINE)
_WAY = re.compile(r"(-?[\d.,]+) (.+), from (-?[\d.,]+) to (-?[\d.,]+)")
_PLACE = re.compile(r"([\d.,]+) of ([\d.,\\]+) (.+)")
_BOX = re.compile(r"(?:\d{1,9}[.)]|[-*+])[ \t]+\[([ xX-])\](?:[ \t]+(.*))?$")
_AT = re.compile(
    r"(.*)[ \t]\(at (-?[\d.,\\]+) .*?((?:, (?:reached|due) [\d-]+)*(?:, final stretch)?)\)$"
)
_ENTRY = re.compile(r"- (\d{4}-\d{2}-\d{2}): (.*)$")
_DRIVEN = re.compile(r"(?:moved to|back at) (-?[\d.,]+) ")
_REACHED = re.compile(r"reached ‘(.*?)’(?::|$)")
_ID = re.compile(r"<!-- lastmile ([0-9a-z-]{1,64}) -->$")
_ROAD = re.compile(r" <!-- road ([0-9a-z-]{1,64}) -->$")
_TURN = re.compile(r"(mine|theirs), since (\d{4}-\d{2}-\d{2})$")
_STEP = re.compile(r"(.*?)(?:, (\d{4}-\d{2}-\d{2}))?$")
_LET_GO = re.compile(r"let go (\d{4}-\d{2}-\d{2})(?:: (.*?))?(?: · parked until [\d-]+)?$")

UNKNOWN = "this line is no part of a chapter"


def recognises(file: GivenFile) -> bool:
    """Whether a file begins as an export does."""
    return _TOP.match(file.head.lstrip("\ufeff")) is not None


def read(file: GivenFile, local: Local) -> Reading:
    """A group for each chapter, or a counted item, and its markers."""
    chapters: list[_Chapter] = []
    for number, line in enumerate(file.lines, 1):
        if line.startswith("## "):
            chapters.append(_Chapter(line[3:], number, local.notation))
        elif chapters:
            chapters[-1].take(line, number)
    keys = numbered(chapter.id or fingerprint("chapter", chapter.title) for chapter in chapters)
    items: list[Item] = []
    unread: list[Left] = []
    for chapter, key in zip(chapters, keys, strict=True):
        items += chapter.items(key)
        unread += chapter.unread
    return Reading(ORIGIN, tuple(items), (), tuple(unread))


class _Chapter:
    """The lines of one goal, section by section."""

    def __init__(self, title: str, line: int, notation: Notation) -> None:
        self.title, self.id = _plain(title), ""
        self.unread: list[Left] = []
        self._line, self._notation = line, notation
        self._section = ""
        self._facts = ""
        self._why: list[str] = []
        self._extra: dict[str, Any] = {}
        self._tags: list[str] = []
        self._people: list[str] = []
        self._blocks: list[ToldBlock] = []
        self._turn: tuple[str, date] | None = None
        self._step: tuple[str, date | None] | None = None
        self._reason = ""
        self._markers: list[tuple[str, int, bool, str, str]] = []
        self._seal: list[tuple[str, bool, str]] = []
        self._log: list[tuple[date, list[str]]] = []
        self._way: Way | None = None

    def take(self, line: str, number: int) -> None:
        """Take a line in, where it stands."""
        if line.startswith("### "):
            self._section = line[4:].strip().casefold()
        elif self._section == "log":
            self._take_entry(line, number)
        elif self._section and line.strip():
            self._take_box(line.strip(), number)
        elif self._section:
            return
        elif not self._facts and (found := _ID.match(line)):
            self.id = found[1]
        elif line.strip() and not self._facts:
            self._facts = line.strip()
        elif line.startswith("- "):
            self._take_point(line[2:])
        elif self._why or line.strip():
            self._why.append(line)

    def _take_point(self, text: str) -> None:
        name, _, value = text.partition(": ")
        if name in ("Tags", "People"):
            (self._tags if name == "Tags" else self._people).extend(map(_plain, value.split(", ")))
        elif name == "Roadblock" and (blocks := [*_blocks(value)]):
            self._blocks += blocks
        elif (
            name == "Turn" and (turn := _TURN.match(_plain(value))) and (since := read_day(turn[2]))
        ):
            self._turn = turn[1], since
        elif name == "Next step" and (step := _STEP.match(_plain(value))):
            self._step = step[1], read_day(step[2] or "")
        elif name != "Why now":
            self._extra.setdefault(name.casefold(), []).append(_plain(value))

    def _take_box(self, line: str, number: int) -> None:
        box = _BOX.match(line)
        if box is None:
            if line.startswith("- ") and self._section.startswith("seal") and self._seal:
                text, done, _ = self._seal[-1]
                self._seal[-1] = text, done, _plain(line[2:].removeprefix("Evidence: "))
            else:
                self.unread.append(Left(UNKNOWN, line, number))
            return
        done, text = box[1] in "xX", box[2] or ""
        if self._section.startswith("seal"):
            self._seal.append((_plain(text), done, ""))
            return
        at = _AT.match(text)
        title, place, more = (at[1], at[2], at[3]) if at else (text, "", "")
        self._markers.append((_plain(title), number, done, place, more))

    def _take_entry(self, line: str, number: int) -> None:
        if found := _ENTRY.match(line):
            day = read_day(found[1])
            if day is None:
                self.unread.append(Left("this is no date", found[1], number))
            else:
                self._log.append((day, [found[2]]))
        elif self._log:
            self._log[-1][1].append(line.removeprefix("  "))

    def items(self, key: str) -> Iterator[Item]:
        """The goal, and below it its markers."""
        facts = self._read_facts()
        self._way = facts.get("way")
        stages = [*self._stages(key)]
        unit, distance, position = facts.pop("place", ("mi", 0.0, 0.0))
        counted = unit not in ("mi", "mile", "miles")
        log = [(day, _plain("\n".join(lines).strip())) for day, lines in self._log]
        if not counted and position != sum(
            one.miles for one in stages if one.status is Status.DONE
        ):
            self._extra["position"] = position
        created = min([log[0][0], *(one.since for one in self._blocks)]) if log else None
        yield Item(
            key=key,
            title=self.title,
            line=self._line,
            created=created,
            why=_plain("\n".join(self._why).strip()),
            tags=tuple(self._tags),
            people=tuple(self._people),
            remarks=tuple(
                Remark(text.removeprefix("note: "), day)
                for day, text in log
                if text.startswith("note: ")
            ),
            seal=tuple(text for text, *_ in self._seal),
            unit=unit if counted else "",
            target=distance if counted else 0.0,
            amounts=tuple(self._amounts(log, stages, position)) if counted else (),
            extra=self._extra,
            stands=self._stands(log),
            **facts,
        )
        yield from stages

    def _stands(self, log: list[tuple[date, str]]) -> Standing:
        """How the goal stands beside its road."""
        step = None
        if self._step:
            text, on = self._step
            step = (
                text,
                on,
                next((day for day, words in log if words == f"next step: {text}"), None),
            )
        ticked = {clean_line(text): proof for text, done, proof in self._seal if done}
        return Standing(ticked, tuple(self._blocks), self._turn, step, self._reason)

    def _read_facts(self) -> dict[str, Any]:
        """What the line below the title says."""
        found: dict[str, Any] = {}
        state, _, rest = self._facts.partition(" · ")
        for fact in rest.split(" · "):
            name, _, value = fact.rpartition(" ")
            if place := _PLACE.fullmatch(fact):
                here, whole = self._number(place[1]), self._number(place[2])
                found.setdefault("place", (_plain(place[3]), whole, here))
            elif way := _WAY.fullmatch(fact):
                now, start, end = (self._number(way[at]) for at in (1, 3, 4))
                found["way"] = goes = way_between(start, end)
                found.setdefault("place", (_plain(way[2]), abs(end - start), goes.place(now)))
            elif name == "due":
                day, _, clock = value.partition("T")
                found["due"] = read_day(day)
                found["due_time"] = read_time(clock) if clock else None
                if found["due"] is None:
                    self.unread.append(Left("this is no date", fact, self._line))
            elif name == "sealed":
                found |= {"status": Status.DONE, "finished": read_day(value)}
            elif name == "parked until":
                found["hidden_until"] = read_day(value)
        if state == "let go" and (ended := _LET_GO.search(self._facts)):
            found |= {"status": Status.CANCELLED, "finished": read_day(ended[1])}
            self._reason = _plain(ended[2] or "")
        return found

    def _stages(self, key: str) -> Iterator[Item]:
        """The markers, each as long as it is from the one before it."""
        names = numbered(fingerprint(key, title) for title, *_ in self._markers)
        before, final = 0.0, False
        for name, (title, line, done, place, more) in zip(names, self._markers, strict=True):
            at = self._place(place) if place else before + 1
            days = dict(_facts(more))
            for word in days.keys() & {"due", "reached"}:
                if read_day(days[word]) is None:
                    self.unread.append(Left("this is no date", days[word], line))
            yield Item(
                key=name,
                title=title,
                line=line,
                parent=key,
                status=Status.DONE if done else Status.OPEN,
                finished=read_day(days.get("reached", "")) if done else None,
                due=read_day(days.get("due", "")),
                miles=at - before if at > before else 1.0,
                final="final stretch" in more and not final,
            )
            before, final = max(at, before), final or "final stretch" in more

    def _amounts(
        self, log: list[tuple[date, str]], stages: list[Item], position: float
    ) -> Iterator[Datapoint]:
        """What was counted, as the log says it; what it does not say came on its last day."""
        ends: dict[str, float] = {}
        place = end = 0.0
        for stage in stages:
            end += stage.miles
            ends[stage.title] = end
        day = None
        for on, text in log:
            if driven := _DRIVEN.match(text):
                to = self._place(driven[1])
            elif reached := _REACHED.match(text):
                to = ends.get(reached[1], place)
            elif text.startswith("back at "):
                to = ends.get(text.removeprefix("back at ").strip("‘’"), 0.0)
            else:
                continue
            day = on
            if to != place:
                yield Datapoint(on, to - place)
            place = to
        if place != position and (day := day or (log[-1][0] if log else None)):
            yield Datapoint(day, position - place)

    def _place(self, text: str) -> float:
        """The place of a figure on the road."""
        number = self._number(text)
        return self._way.place(number) if self._way else number

    def _number(self, text: str) -> float:
        """A number as it is written in the user's way; 0 where it is none."""
        if self._notation is Notation.COMMA:
            text = text.translate(_SWAPPED)
        try:
            return float(text.replace(",", "").replace("\\", ""))
        except ValueError:
            return 0.0


_SWAPPED = str.maketrans(",.", ".,")


def _facts(text: str) -> Iterator[tuple[str, str]]:
    for fact in text.split(", "):
        name, _, value = fact.strip().partition(" ")
        yield name, value


def _blocks(text: str) -> Iterator[ToldBlock]:
    """The roadblocks of a line, with the road that it names behind them."""
    found = _ROAD.search(text)
    for block in read_blocks(_plain(text[: found.start()] if found else text)):
        yield replace(block, road=found[1]) if found else block


def _plain(text: str) -> str:
    """A text without what was put before its signs."""
    return _ESCAPED.sub(r"\1", _BREAK.sub("", text))
