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
            "id": _of(_TEXT, "any verb takes it, or a start of it that no other goal has"),
            "title": _TEXT,
            "why": _of(_maybe(_TEXT), "why it matters"),
            "state": _one_of(map(spelled, State)),
            "position": _of(_NUMBER, "how far it was driven, from the start of the road"),
            "distance": _of(_LENGTH, "how long the road is"),
            "value": _of(_maybe(_NUMBER), "now, of a goal that goes from and to one"),
            "from": _of(_maybe(_NUMBER), "the value it began with"),
            "to": _of(_maybe(_NUMBER), "the value it ends with"),
            "rank": _of(_maybe(_TEXT), "its place in the order of one's own"),
            "to_go": _of(_NUMBER, "what is left to drive, in its unit"),
            "miles_to_go": _of(_NUMBER, "to_go") | {"deprecated": True},
            "unit": _of(_maybe(_TEXT), "such as km; null for miles"),
            "due": _maybe(_DUE),
            "parked_until": _of(_maybe(_DATE), "null once that day has come"),
            "sealed": _of(_maybe(_DATE), "the day of its seal"),
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
            "final_from": _of(
                _maybe(_TEXT),
                "the id of the marker from which the user lets the final stretch begin",
            ),
            "markers": _list(_marker()) | {"minItems": 1},
            "seal": _list(
                _object(
                    {
                        "id": _TEXT,
                        "text": _of(_TEXT, "what must be true"),
                        "done": _TRUTH,
                        "evidence": _of(_maybe(_TEXT), "a link or a sentence"),
                    }
                )
            ),
            "roadblocks": _list(
                _object(
                    {
                        "kind": _one_of(spelled(kind.name) for kind in KINDS),
                        "who": _of(_maybe(_TEXT), "whom it waits for"),
                        "text": _maybe(_TEXT),
                        "since": _DATE,
                        "road": _of(_maybe(_TEXT), "the id of the road that comes first"),
                    }
                )
            ),
            "lap": _maybe(_lap()),
            "again": _maybe(_again()),
            "turn": _maybe(_object({"whose": _one_of(("mine", "theirs")), "since": _DATE})),
            "next_step": _maybe(
                _object({"text": _TEXT, "on": _of(_maybe(_DATE), "the day it is planned for")})
            ),
            "attention": _attention(),
            "at_stake": _maybe(_at_stake()),
            "forecast": _maybe(_forecast()),
            "created": _INSTANT,
            "touched": _of(_INSTANT, "the last change, in UTC"),
        }
    )
    shown["properties"]["log"] = _list(
        _object(
            {
                "id": _TEXT,
                "at": _INSTANT,
                "day": _of(_DATE, "on which it was done"),
                "kind": _TEXT,
                "text": _TEXT,
            }
        )
    ) | {"description": "of an export only, oldest entry first"}
    return shown


def _marker() -> dict[str, Any]:
    return _object(
        {
            "id": _TEXT,
            "title": _TEXT,
            "miles": _of(_LENGTH, "its length, in miles or the goal's unit"),
            "at": _of(_NUMBER, "where it stands, from the start of the road"),
            "due": _maybe(_DATE),
            "reached": _of(
                _maybe(_INSTANT), "when it was reached last, in UTC; null while it is ahead"
            ),
            "final": _of(_TRUTH, "whether it is in the final stretch"),
        }
    )


def _lap() -> dict[str, Any]:
    took = {
        "days": _of(_maybe(_COUNT), "from its start to its seal"),
        "last_mile": _of(_maybe(_COUNT), "days of its final stretch"),
    }
    return _object(
        {
            "number": _of(_COUNT, "1 is the road that was sealed first"),
            "follows": _of(_TEXT, "the id of the lap before"),
            "begins": _of(_maybe(_DATE), "the day it comes back, if it waits"),
            "last_lap": _object(took),
        }
    )


def _again() -> dict[str, Any]:
    return _object(
        {
            "every": _of(_COUNT, "so many of the unit from lap to lap"),
            "unit": _of(_TEXT, "day, week, month or year"),
            "since": _of(_maybe(_DATE), "the day that laps are counted from"),
        }
    )


def _attention() -> dict[str, Any]:
    reason = _object({"kind": _one_of(map(spelled, ReasonKind)), "text": _TEXT})
    level = {"type": "integer", "minimum": 0, "maximum": 3}
    return _object({"level": _of(level, "0 is nothing"), "reasons": _list(reason)})


def _at_stake() -> dict[str, Any]:
    return _object(
        {
            "days": _of(_COUNT, "on the road"),
            "driven": _of(_NUMBER, "so far, in its unit"),
            "entries": _of(_COUNT, "of its log"),
        }
    )


def _forecast() -> dict[str, Any]:
    days = _maybe(_DATE) | {"description": "null for more than ten years ahead"}
    names = {"from": "4 of 5", "to": "4 of 5", "likely_from": "1 of 2", "likely_to": "1 of 2"}
    return _object(
        {name: days | {"title": f"holds in {cases} cases"} for name, cases in names.items()}
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties]}


def _of(kind: dict[str, Any], words: str) -> dict[str, Any]:
    return kind | {"description": words}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(words: Any) -> dict[str, Any]:
    return {"enum": [*words]}


def _maybe(kind: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [kind, {"type": "null"}]}
