"""Fuzz one target: `python tests/fuzz TARGET --seconds 600`.

It needs atheris, which is no dependency of the project: `pip install atheris`, on Python 3.11 or
later. What fails is written to the corpus of the target; `-runs`, new executions and the edges
covered are printed by libFuzzer.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib import import_module
from pathlib import Path

LONGEST = 16_384
"""Bytes of an input."""

TARGETS = ("loader", "journal", "quick_add", "dates", "form")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python tests/fuzz", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--keep", help="a folder for inputs that reach something new")
    args = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))  # where the tests' `support` is
    try:
        import atheris  # noqa: PLC0415 # only for who fuzzes
    except ImportError:
        sys.exit("This needs atheris: pip install atheris")
    with atheris.instrument_imports(include=["lastmile_tui"]):
        targets = import_module("support.fuzz.targets")
    corpus = targets.CORPUS / args.target
    new = Path(args.keep or tempfile.mkdtemp(prefix=f"fuzz-{args.target}-"))
    new.mkdir(parents=True, exist_ok=True)
    print(f"New inputs are kept in {new}.", flush=True)  # noqa: T201 # for the terminal
    options = [
        f"-max_total_time={args.seconds}",
        f"-max_len={LONGEST}",
        "-timeout=20",
        "-print_final_stats=1",
        f"-dict={targets.CORPUS.with_name('words.dict')}",
        f"-artifact_prefix={corpus}/found-",
        str(new),
        str(corpus),
    ]
    atheris.Setup([sys.argv[0], *options], targets.TARGETS[args.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
