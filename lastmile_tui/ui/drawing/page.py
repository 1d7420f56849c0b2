"""One goal in words: its markers, what it takes to seal it, and its log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from lastmile_tui.domain.describe import entries
from lastmile_tui.domain.goal import Roadblock, measure
from lastmile_tui.domain.public import reached_at
from lastmile_tui.when import say_days, say_plain, say_short

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.domain.record import Record
    from lastmile_tui.ui.drawing.glyphs import Glyphs


def about(record: Record, today: date, glyphs: Glyphs) -> Content:
    """The left column: why, markers, seal list, next step."""
    goal = record.goal
    parts = [_block("Markers", _markers(record, today, glyphs))]
    if goal.why:
        parts.insert(0, _block("Why", [Content(goal.why)]))
    if goal.seal:
        parts.append(_block("To seal it", [_item(item.text, item.done) for item in goal.seal]))
    if goal.next_step:
        when = f"{say_short(goal.next_step.on, today)}: " if goal.next_step.on else ""
        parts.append(_block("Next step", [Content(f"{when}{goal.next_step.text}")]))
    if goal.roadblocks:
        parts.append(_block("In the way", [_block_words(item, today) for item in goal.roadblocks]))
    return Content("\n\n").join(parts)


def log(record: Record, today: date) -> Content:
    """The right column: the log, newest first, a heading a day."""
    lines: list[Content] = []
    last: date | None = None
    for entry in reversed(entries(record.log)):
        day = f"{say_plain(entry.day, today)}, {say_days(entry.day, today)}"
        if entry.day != last:
            lines.append(Content.from_markup("[$foreground 60%]$day[/]", day=day))
        last = entry.day
        lines.append(Content(f"  {entry.text}"))
    return _block("Log", lines)


def _markers(record: Record, today: date, glyphs: Glyphs) -> list[Content]:
    goal = record.goal
    reached_on = {marker: at.date() for marker, at in reached_at(record.log).items()}
    lines = []
    for index, (marker, end) in enumerate(zip(goal.markers, goal.ends, strict=True)):
        reached = end <= goal.position
        told = f"{glyphs.check if reached else ' '} {index + 1:>2}  {marker.title}"
        side = f"  {measure(end, goal.unit)}"
        if reached and marker.id in reached_on:
            side += f", {say_short(reached_on[marker.id], today)}"
        elif marker.due:
            side += f", due {say_short(marker.due, today)}"
        final = index >= goal.final_index
        style = "$text-success" if reached else ("b $text-warning" if final else "")
        lines.append(Content.assemble((told, style), (side, "$foreground 60%")))
    return lines


def _block_words(block: Roadblock, today: date) -> Content:
    on = f"on {block.who}" if block.who else ""
    since = f"since {say_short(block.since, today)}"
    return Content(" ".join(word for word in (block.kind, on, block.text, since) if word))


def _item(text: str, done: bool) -> Content:
    return Content(f"[{'x' if done else ' '}] {text}")


def _block(title: str, lines: Iterable[Content]) -> Content:
    return Content("\n").join([Content.from_markup("[b $primary]$title[/]", title=title), *lines])
