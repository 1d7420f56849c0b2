"""The verbs that are typed most as they are typed most, and none: read without argparse.

What is given here is what the parser gives; a test compares them. All else is left to it.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from lastmile_tui.early.places import options_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    _Plain = tuple[str, Sequence[str], Mapping[str, Any]]

_LIST: dict[str, Any] = {
    **dict.fromkeys(("view", "due", "columns", "format")),
    **dict.fromkeys(("tree", "json", "jsonl"), False),
    "sort": "due",
    "color": "auto",
}
_DRIVE: dict[str, Any] = {"json": False, **dict.fromkeys(("on", "to", "by"))}

PLAIN: Mapping[str, _Plain] = {
    "add": ("verbs.goals", ("text",), {"json": False}),
    "advance": ("verbs.drive", ("goal",), _DRIVE | {"set": None, "id": None}),
    "back": ("verbs.drive", ("goal",), _DRIVE),
    "list": ("verbs.list", (), _LIST),
    "next": ("verbs.next", (), {"json": False}),
    "note": ("verbs.goals", ("goal", "text"), {"json": False, "on": None}),
    "show": ("verbs.show", ("goal",), {"json": False, "on": None, "color": "auto"}),
    "undo": ("verbs.drive", (), {"json": False}),
}
"""For each its module, the names of its words, and its options as they are where none is given."""

_APP: _Plain = ("verbs.app", (), {})


def read_plain(argv: Sequence[str]) -> Namespace | None:
    """The arguments of such a verb or of none, with the paths in front; None for all else."""
    at = next((at for at, word in enumerate(argv) if word in PLAIN), len(argv))
    places, words = options_of(argv[:at]), argv[at + 1 :]
    if places is None or any(word.startswith("-") for word in words):
        return None
    verb = argv[at] if at < len(argv) else None
    module, names, options = PLAIN[verb] if verb else _APP
    several = names[-1:] == ("text",)
    if len(words) < len(names) or (len(words) > len(names) and not several):
        return None
    given: dict[str, Any] = dict(zip(names, words, strict=False))
    if several:
        given["text"] = [*words[len(names) - 1 :]]
    if verb == "list":
        given["tag"] = []
    file, config = (path or None for path in places)
    everywhere = {"file": file, "config": config, "now": None, "linear": False}
    found = SimpleNamespace(verb=verb, module=module, **everywhere, **options, **given)
    return cast("Namespace", found)
