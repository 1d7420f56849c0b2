"""The parts that read what nobody can trust, each as a function of bytes that must not fail."""

from __future__ import annotations

from pathlib import Path

import fuzz_files
import fuzz_words

TARGETS = {
    "loader": fuzz_files.loader,
    "journal": fuzz_files.journal_target,
    "quick_add": fuzz_words.quick_add,
    "dates": fuzz_words.dates_target,
    "form": fuzz_words.form,
}

CORPUS = Path(__file__).with_name("corpus")


def seeds(target: str) -> list[bytes]:
    """The inputs that are kept for a target: seeds, and what once failed."""
    return [path.read_bytes() for path in sorted((CORPUS / target).iterdir())]
