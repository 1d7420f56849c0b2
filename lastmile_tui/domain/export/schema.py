"""The JSON schema of what `list --json` and `export json` print, in the draft of 2020-12.

Names are only added to it: whoever reads the JSON leaves out what is not known to him, so that
nothing forbids more of them.
"""

from __future__ import annotations

from typing import Any

from lastmile_tui.domain.changes.roadblocks import KINDS
from lastmile_tui.domain.changes.status import LET_GO_REASONS
from lastmile_tui.domain.export.as_json import VERSION, spelled
from lastmile_tui.domain.measures.reasons import ReasonKind
from lastmile_tui.domain.model.goal import State

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_DATE = {"type": "string", "format": "date"}
_INSTANT = {"type": "string", "format": "date-time", "description": "in UTC"}
_TEXT = {"type": "string"}
_NUMBER = {"type": "number"}
_LENGTH = {"type": "number", "exclusiveMinimum": 0}
_COUNT = {"type": "integer", "minimum": 0}
_TRUTH = {"type": "boolean"}
_DUE = {
    "description": "a date, or with a time of day of the user's clock",
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$",
}


def json_schema() -> dict[str, Any]:
    """The schema of a list of goals, with or without their logs."""
    return {
        "$schema": DRAFT,
        "title": "lastmile goals",
        "description": f"what lastmile list --json and lastmile export json print, {VERSION=}",
        **_object({"version": {"const": VERSION}, "goals": _list(_goal())}),
    }


def _goal() -> dict[str, Any]:
    shown = _object(
        {
            "id": _TEXT,
            "title": _TEXT,
            "why": _maybe(_TEXT),
            "state": _one_of(map(spelled, State)),
            "position": _NUMBER,
            "distance": _LENGTH,
            "value": _maybe(_NUMBER) | {"description": "now, of a goal that goes from and to one"},
            "from": _maybe(_NUMBER),
            "to": _maybe(_NUMBER),
            "rank": _maybe(_TEXT) | {"description": "its place in the order of one's own"},
            "to_go": _NUMBER,
            "miles_to_go": _NUMBER | {"deprecated": True, "description": "to_go"},
            "unit": _maybe(_TEXT),
            "due": _maybe(_DUE),
            "parked_until": _maybe(_DATE),
            "sealed": _maybe(_DATE),
            "let_go": _maybe(
                _object(
                    {
                        "on": _DATE,
                        "kind": _maybe(_one_of(map(spelled, LET_GO_REASONS))),
                        "reason": _maybe(_TEXT),
                    }
                )
            ),
            "tags": _list(_TEXT),
            "people": _list(_TEXT),
            "final_from": _maybe(_TEXT),
            "markers": _list(_marker()) | {"minItems": 1},
            "seal": _list(
                _object({"id": _TEXT, "text": _TEXT, "done": _TRUTH, "evidence": _maybe(_TEXT)})
            ),
            "roadblocks": _list(
                _object(
                    {
                        "kind": _one_of(spelled(kind.name) for kind in KINDS),
                        "who": _maybe(_TEXT),
                        "text": _maybe(_TEXT),
                        "since": _DATE,
                        "road": _maybe(_TEXT) | {"description": "the id of the road that is first"},
                    }
                )
            ),
            "lap": _maybe(_lap()),
            "again": _maybe(_object({"every": _COUNT, "unit": _TEXT, "since": _maybe(_DATE)})),
            "turn": _maybe(_object({"whose": _one_of(("mine", "theirs")), "since": _DATE})),
            "next_step": _maybe(_object({"text": _TEXT, "on": _maybe(_DATE)})),
            "attention": _attention(),
            "at_stake": _maybe(_object({"days": _COUNT, "driven": _NUMBER, "entries": _COUNT})),
            "forecast": _maybe(_forecast()),
            "created": _INSTANT,
            "touched": _INSTANT,
        }
    )
    shown["properties"]["log"] = _list(
        _object({"id": _TEXT, "at": _INSTANT, "day": _DATE, "kind": _TEXT, "text": _TEXT})
    ) | {"description": "of an export only, oldest entry first"}
    return shown


def _marker() -> dict[str, Any]:
    return _object(
        {
            "id": _TEXT,
            "title": _TEXT,
            "miles": _LENGTH | {"description": "its length, in miles or the goal's unit"},
            "at": _NUMBER | {"description": "where it stands, from the start of the road"},
            "due": _maybe(_DATE),
            "reached": _maybe(_INSTANT),
            "final": _TRUTH | {"description": "whether it is in the final stretch"},
        }
    )


def _lap() -> dict[str, Any]:
    took = _object({"days": _maybe(_COUNT), "last_mile": _maybe(_COUNT)})
    return _object({"number": _COUNT, "follows": _TEXT, "begins": _maybe(_DATE), "last_lap": took})


def _attention() -> dict[str, Any]:
    reason = _object({"kind": _one_of(map(spelled, ReasonKind)), "text": _TEXT})
    level = {"type": "integer", "minimum": 0, "maximum": 3}
    return _object({"level": level, "reasons": _list(reason)})


def _forecast() -> dict[str, Any]:
    days = _maybe(_DATE) | {"description": "null for more than ten years ahead"}
    names = {"from": "4 of 5", "to": "4 of 5", "likely_from": "1 of 2", "likely_to": "1 of 2"}
    return _object(
        {name: days | {"title": f"holds in {cases} cases"} for name, cases in names.items()}
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties]}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(words: Any) -> dict[str, Any]:
    return {"enum": [*words]}


def _maybe(kind: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [kind, {"type": "null"}]}
