"""An import as it is answered to scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.export.as_json import VERSION
from lastmile_tui.domain.model.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.exchange.items import Left
    from lastmile_tui.exchange.plan import ImportPlan


def import_json(
    plans: Iterable[tuple[str, ImportPlan]], today: date, *, done: bool
) -> dict[str, Any]:
    """The plan of all files, by their names, and whether it was carried out."""
    files = [_file_json(name, plan, today) for name, plan in plans]
    return {"version": VERSION, "done": done, "files": files}


def _file_json(name: str, plan: ImportPlan, today: date) -> dict[str, Any]:
    return {
        "file": clean_line(name),
        "format": plan.origin,
        "roads": [
            {
                "uid": step.goal.uid,
                "title": step.goal.title,
                "result": step.fate.value,
                "state": step.goal.state(today).value.replace(" ", "-"),
                "markers": len(step.goal.markers),
                "changes": list(step.news),
                "stays": list(step.stays),
            }
            for step in plan.steps
        ],
        "remarks": [clean_line(remark) for remark in plan.remarks],
        "skipped": [_left_json(one) for one in plan.skipped],
        "unread": [_left_json(one) for one in plan.unread],
    }


def _left_json(one: Left) -> dict[str, Any]:
    return {"line": one.line or None, "what": clean_line(one.what), "reason": one.reason}
