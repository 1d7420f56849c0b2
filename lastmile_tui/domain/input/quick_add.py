r"""Quick add: one line becomes a plan for a goal.

    Sell the Volvo: listed > test drives > price agreed >> papers signed  due fri #car @buyer

`:` ends the title where markers follow, ` > ` separates markers, ` >> ` starts the final stretch,
`*3` behind a marker gives it three miles, `by fri` its own day and `by -2w` one two weeks before
the due date, `! words` adds a seal item,
`target 42 km` at the end of a part makes a counting goal whose markers may say where they stand
(`half 21`), `82 kg to 75 kg` one between two values, `Run: 100 km by 31 dec` one with its due
date; `by fri` behind a title alone is `due fri`. A backslash writes a sign itself (`\#`).
What cannot be read stays in the text and is told in `Plan.remarks`.
Lines of other tools are read as well: see `grammar.other_tools`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.changes.edit import MARKERS_LIMIT
from lastmile_tui.domain.changes.seal import SEAL_LIMIT
from lastmile_tui.domain.changes.start import UNNAMED, Plan, Stage
from lastmile_tui.domain.input.counts import doubts, lay_out
from lastmile_tui.domain.input.grammar.colons import BREAKS, find_colon, opens_item
from lastmile_tui.domain.input.grammar.dues import AHEAD, note_behind, open_due
from lastmile_tui.domain.input.grammar.escapes import literal, mark_escapes
from lastmile_tui.domain.input.grammar.line import LineReader, no_date, quote, text_of
from lastmile_tui.domain.input.grammar.markers import BY, read_marker, stray_length
from lastmile_tui.domain.input.grammar.names import is_named, read_name
from lastmile_tui.domain.input.grammar.offsets import before_due
from lastmile_tui.domain.input.grammar.other_tools import read_other_tools
from lastmile_tui.domain.input.targets.dated import missed_day, opened
from lastmile_tui.domain.input.targets.target import read_target, read_way
from lastmile_tui.domain.model.goal import A_MILE
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.text import TAGS_LIMIT, TITLE_LIMIT, clean_line, fit
from lastmile_tui.errors import QuickAddError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lastmile_tui.domain.input.grammar.markers import DateReader
    from lastmile_tui.domain.input.grammar.other_marks import Findings


LINE_LIMIT = 20 * TITLE_LIMIT
"""Characters one line may have: a title and a road of long marker titles."""


def read_line(
    line: str,
    read_date: DateReader,
    notation: Notation = Notation.POINT,
    *,
    counted_from: date | None = None,
) -> Plan:
    """Read a line; QuickAddError when it makes no goal, or one that is too long.

    `counted_from` is the day from which `by -2w` counts back, in place of the line's own due date.
    """
    if len(line) > LINE_LIMIT:
        raise QuickAddError(f"The line is too long; {LINE_LIMIT:,} characters are the most.")
    reading = LineReader(read_date, notation, counted_from)
    words = [mark_escapes(word) for word in clean_line(line, LINE_LIMIT).split()]
    today = read_date(("today",))
    words, found = read_other_tools(words, today.when.day if today and today.when else None)
    _add_findings(found, reading)
    words = _split_title(open_due(words, read_date), reading)
    _sort_words(open_due(words, read_date), reading)  # `due:fri:` is one without its colon
    title, *titles = (text_of(segment) for segment in reading.segments)
    if not title:
        raise QuickAddError("Give the goal a title, such as: Sell the Volvo: listed > signed")
    _note_stray_length(title, reading)
    if not titles:
        _note_commas(title, reading)
        reading.remark(missed_day(title, reading.read_date))
    title = literal(title)
    stages = _stages(titles, reading)
    note_behind(stages, reading)
    seal = tuple(literal(text) for text in map(text_of, reading.seal) if text)
    if len(seal) < len(reading.seal):
        reading.remark("Nothing follows ‘!’, so it adds nothing to the seal list.")
    if len(seal) > SEAL_LIMIT:
        raise QuickAddError(f"A seal list holds {SEAL_LIMIT} items at most; leave some out.")
    for text in (title, *(stage.title for stage in stages), *seal):
        if len(text) > TITLE_LIMIT:
            raise QuickAddError(
                f"{quote(text)} is too long; {TITLE_LIMIT} characters are the most."
            )
    return Plan(
        title=title,
        stages=stages,
        unit=reading.target.unit if reading.target else "",
        due=reading.due.day if reading.due else None,
        due_time=reading.due.time if reading.due else None,
        tags=tuple(reading.tags),
        people=tuple(reading.people),
        seal=seal,
        done=reading.done,
        remarks=tuple(reading.remarks),
        way=reading.target.way if reading.target else None,
    )


def _add_findings(found: Findings, reading: LineReader) -> None:
    """Take in what another tool's way of writing says, before the words of quick add."""
    reading.due, reading.done = found.due, found.is_done
    for sentence in found.remarks:
        reading.remark(sentence)
    if found.due and (match := reading.read_date((found.due.day.isoformat(),))) and match.remark:
        reading.remark(match.remark)
    for name in found.tags:
        if not _name(f"#{name}", reading):
            reading.segments[0].append(name)


def _split_title(words: list[str], reading: LineReader) -> list[str]:
    """Turn the colon that ends the title into a break; a road without one breaks at its `>`."""

    def takes_all(rest: Sequence[str]) -> bool:
        trial = reading.fresh()
        trial.segments.append([])  # behind a title
        _sort_words(list(rest), trial)
        return not any(trial.segments)

    for line in opened(words, reading.read_date, reading.notation):
        index = find_colon(line, takes_all)
        if index is not None:
            break
    else:
        return line
    rest = line[index + 1 :]
    last = [line[index].rstrip(":")] if line[index].rstrip(":") else []
    return [*line[:index], *last, *([] if rest[:1] and rest[0] in BREAKS else [">"]), *rest]


def _sort_words(words: list[str], reading: LineReader) -> None:
    """Put each word where it belongs: a marker, the seal list, a tag, a date, the target."""
    into = reading.segments[0]
    index = 0
    while index < len(words):
        word, rest = words[index], words[index + 1 : index + 1 + AHEAD]
        index += 1
        if word in BREAKS:
            if word == ">>":
                _start_final(reading)
            into = []
            reading.segments.append(into)
        elif opens_item(word, rest):
            into = [word[1:]] if len(word) > 1 else []
            reading.seal.append(into)
        elif (taken := _take_in(word, rest, reading)) is not None:
            index += taken
        else:
            into.append(word)


def _take_in(word: str, rest: Sequence[str], reading: LineReader) -> int | None:
    """Take in what stands anywhere in a line; how many more words it took, None for plain text."""
    if reading.refused:
        reading.refused -= 1
        return None
    if word[0] in "#@":
        return 0 if _name(word, reading) else None
    if word[:4].casefold() == "due:" and word[4:]:
        reading.remark(no_date(word))
    match word.casefold():
        case "due":
            return _due(rest, reading)
        case "target":
            return _last_target(word, rest, reading)
        case _:
            return _way(word, rest, reading)


def _way(word: str, rest: Sequence[str], reading: LineReader) -> int | None:
    """Take in `82 kg to 75 kg` at the end of a title, or alone behind it."""
    title, *others = reading.segments
    if reading.seal or reading.target or (others != [[]] if others else False):
        return None
    alone = others == [[]] and not any(part in BREAKS for part in rest)
    found = read_way(word, rest, reading.notation, alone=alone)
    behind = list(rest[max(found.words - 1, 0) :])
    if found.target is None or (behind and not _ends_part(behind, reading)):
        return None
    for doubt in found.remarks:
        reading.remark(doubt)
    reading.target = found.target
    if not (title or others):  # it is all that the line says
        title += [word, *rest[: found.words - 1]]
    return found.words - 1


def _last_target(word: str, rest: Sequence[str], reading: LineReader) -> int | None:
    """Take in a target that ends its part of the line; `Target` at the start is a word."""
    if word[0] == "T" and reading.segments == [[]]:
        return None
    taken = _target(rest, reading.fresh())
    behind = list(rest[taken:]) if taken is not None else []
    if taken and behind and not _ends_part(behind, reading):
        words = " ".join((word, *rest[:taken]))
        reading.remark(f"{quote(words)} stays in the text, since more words follow it.")
        return None
    return _target(rest, reading)


def _ends_part(behind: Sequence[str], reading: LineReader) -> bool:
    """Whether no plain text comes next."""
    word, *rest = behind
    if word in BREAKS or opens_item(word, rest):
        return True
    return _take_in(word, rest, reading.fresh()) is not None


def _start_final(reading: LineReader) -> None:
    if reading.final is None:
        reading.final = len(reading.segments) - 1
    else:
        reading.remark("The final stretch starts at the first ‘>>’; the next one is a ‘>’.")


def _name(word: str, reading: LineReader) -> bool:
    """Take in a tag or a person; what is meant as one and is none stays in the text."""
    if not is_named(word):
        return False
    names, what = (reading.tags, "tags") if word[0] == "#" else (reading.people, "people")
    name, why = read_name(word)
    if name and name not in names and len(names) >= TAGS_LIMIT:
        name, why = "", f"A goal holds {TAGS_LIMIT} {what}; {quote(word)} stays in the text."
    if not name:
        reading.remark(why)
        return False
    names[name] = None
    return True


def _due(rest: Sequence[str], reading: LineReader) -> int | None:
    found = reading.read_date(rest)
    if found is None:
        if rest and rest[0] not in BREAKS and rest[0][0] not in "#@!":
            reading.remark(no_date(f"due {rest[0]}"))
        elif rest and rest[0][0] == "@" and reading.read_date([rest[0][1:]]):
            day = f"{quote(rest[0])} is a person; write due {rest[0][1:]} for the day."
            reading.remark(day if is_named(rest[0]) else no_date(f"due {rest[0]}"))
        return None
    reading.remark(found.remark)
    if found.when is None:
        reading.refused = found.words
        return None
    if reading.due is not None:
        reading.remark("There are two due dates; the last one counts.")
    reading.due = found.when
    return found.words


def _target(rest: Sequence[str], reading: LineReader) -> int | None:
    found = read_target(rest, reading.notation)
    if found.target is not None and reading.target is not None:
        reading.remark("There are two targets; the last one counts.")
    for sentence in found.remarks:
        reading.remark(sentence)
    if found.target is None:
        return None
    reading.target = found.target
    return found.words


def _stages(titles: list[str], reading: LineReader) -> tuple[Stage, ...]:
    """The markers, in miles or at the amounts of a counting goal."""
    kept: list[Stage] = []
    final = False
    for index, text in enumerate(titles):
        final = final or reading.final == index
        if text:
            kept.append(_stage(text, reading, final=final))
            final = False
    if final:
        reading.remark("Nothing follows ‘>>’, so the final stretch is where it falls by itself.")
    if reading.target:
        shares = [(stage.title, stage.miles) for stage in kept]
        target = reading.target
        lengths, remarks = lay_out(
            shares, target.length, target.unit, target.notation, way=target.way
        )
        unsure = doubts(shares, target.length, target.unit, target.notation, way=target.way)
        for sentence in (*unsure, *remarks):
            reading.remark(sentence)
        more = [Stage("")] * (len(lengths) - len(kept))
        placed = zip([*kept, *more], lengths, strict=True)
        kept = [Stage(*place, stage.final, stage.due) for stage, place in placed]
    if len(kept) > MARKERS_LIMIT:
        raise QuickAddError(f"A road has {MARKERS_LIMIT} markers at most; leave some out.")
    return tuple(kept) or UNNAMED


def _stage(text: str, reading: LineReader, *, final: bool) -> Stage:
    """A marker with its length and its day; what is none of them stays in its title."""
    read = read_marker(text, _dates_of(reading), reading.notation, leads=BY)
    for doubt in read.doubts:
        reading.remark(doubt)
    if read.trouble:
        reading.remark(f"{read.trouble} It stays in the text.")
    miles = A_MILE if read.miles is None else read.miles
    return Stage(literal(read.title), miles, final, read.due)


def _note_commas(text: str, reading: LineReader) -> None:
    """Say how markers are written where they stand between commas, one with a length or a day."""
    title, colon, road = text.partition(": ")
    parts = road.split(", ")
    if not colon or len(parts) == 1:
        return
    read = [read_marker(part, _dates_of(reading), reading.notation, leads=BY) for part in parts]
    if any(one.miles is not None or one.due for one in read):
        like = f"{title}: {' > '.join(parts)}"
        reading.remark(f"All of it is the title; markers stand between ‘>’: {fit(like, 90)}")


def _dates_of(reading: LineReader) -> DateReader:
    """The reader of the days of markers."""
    return before_due(reading.read_date, reading.due_day)


def _note_stray_length(text: str, reading: LineReader) -> None:
    if stray := stray_length(text):
        reading.remark(f"{quote(stray)} gives no marker a length; it stays in the text.")
