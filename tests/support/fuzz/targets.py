"""The parts that read what nobody can trust, each as a function of bytes that must not fail."""

from __future__ import annotations

from pathlib import Path

from support.fuzz import files, words

TARGETS = {
    "loader": files.loader,
    "journal": files.journal_target,
    "quick_add": words.quick_add,
    "dates": words.dates_target,
    "form": words.form,
}

CORPUS = Path(__file__).parents[2] / "fuzz" / "corpus"


def seeds(target: str) -> list[bytes]:
    """The inputs that are kept for a target: seeds, and what once failed."""
    return [path.read_bytes() for path in sorted((CORPUS / target).iterdir())]
