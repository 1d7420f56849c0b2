"""Goals as agents are given them: facts on one side, on the other what people wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

USER_DATA: Final = "user_data"
"""The key below which all texts stand that a person wrote, or that quote one."""

_FACTS: Final = (
    *("id", "state", "position", "distance", "to_go", "due", "parked_until", "sealed"),
    *("at_stake", "forecast", "created", "touched"),
)

_TEXTS: Final = (
    *("title", "why", "unit", "tags", "people", "final_from", "markers", "seal", "roadblocks"),
    *("turn", "next_step", "let_go"),
)

_BRIEF_FACTS: Final = ("id", "state", "to_go", "due")
_BRIEF_TEXTS: Final = ("title", "unit", "tags", "next_step")


def whole(goal: dict[str, Any], log: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A goal as `goal_json` has it, with the newest entries of its log."""
    return _parted(goal, _FACTS, _TEXTS, {"log": [*log]})


def brief(goal: dict[str, Any]) -> dict[str, Any]:
    """What a list says of a goal."""
    return _parted(goal, _BRIEF_FACTS, _BRIEF_TEXTS, {})


def _parted(
    goal: dict[str, Any], facts: Sequence[str], texts: Sequence[str], more: dict[str, Any]
) -> dict[str, Any]:
    attention = goal["attention"]
    reasons = attention["reasons"]
    return {
        **{name: goal[name] for name in facts},
        "attention": {
            "level": attention["level"],
            "kinds": [reason["kind"] for reason in reasons],
        },
        USER_DATA: {
            **{name: goal[name] for name in texts},
            "reasons": [reason["text"] for reason in reasons],
            **more,
        },
    }
