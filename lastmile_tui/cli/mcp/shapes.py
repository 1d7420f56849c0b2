"""Goals as agents are given them: facts on one side, on the other what people wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

USER_DATA: Final = "user_data"
"""The key below which all texts stand that a person wrote, or that quote one."""

FACTS: Final = frozenset(
    (
        *("id", "state", "position", "distance", "to_go", "due", "parked_until", "sealed"),
        *("at_stake", "forecast", "created", "touched"),
    )
)
"""What of a goal is no text of a person; all else is taken for one."""

_ELSEWHERE: Final = frozenset(("attention", "miles_to_go"))
"""What is given in another way, and the former name of a fact."""

_BRIEF: Final = frozenset(("id", "state", "to_go", "due", "title", "unit", "tags", "next_step"))


def whole(goal: dict[str, Any], log: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A goal as `goal_json` has it, with the newest entries of its log."""
    return _parted(goal, goal.keys() - _ELSEWHERE, {"log": [*log]})


def brief(goal: dict[str, Any]) -> dict[str, Any]:
    """What a list says of a goal."""
    return _parted(goal, _BRIEF, {})


def _parted(goal: dict[str, Any], names: Container[str], more: dict[str, Any]) -> dict[str, Any]:
    attention = goal["attention"]
    reasons = attention["reasons"]
    chosen = {name: value for name, value in goal.items() if name in names}
    return {
        **{name: value for name, value in chosen.items() if name in FACTS},
        "attention": {
            "level": attention["level"],
            "kinds": [reason["kind"] for reason in reasons],
        },
        USER_DATA: {
            **{name: value for name, value in chosen.items() if name not in FACTS},
            "reasons": [reason["text"] for reason in reasons],
            **more,
        },
    }
