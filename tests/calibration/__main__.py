"""Replays the lives of simulated people: `python tests/calibration` prints tables by kind.

They say how often forecasts held and alarms were right. `--quick` takes fewer goals, `--kind`
chooses kinds by the beginning of their names. `--move SURE 0.6 0.7 0.8` prints
instead what alarms are worth with a threshold of `domain/measures` at each of these values.
"""

from __future__ import annotations

import argparse
import sys
from ast import literal_eval
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from calibration.kinds import NAMES
from calibration.tables import result_of, say
from calibration.thresholds import say_moved

GOALS, QUICK = 200, 25


def main() -> None:
    parser = argparse.ArgumentParser(prog="calibration", description=__doc__)
    parser.add_argument("--goals", type=int, metavar="N", help=f"of each kind, {GOALS} unless said")
    parser.add_argument("--kind", nargs="+", default=[], metavar="K", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} goals of each kind")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes, 1 unless said")
    parser.add_argument(
        "--first",
        type=int,
        default=0,
        metavar="N",
        help="the number of the first person: others than those that were tuned by",
    )
    parser.add_argument("--move", nargs="+", metavar=("NAME", "VALUE"), help="move a threshold")
    args = parser.parse_args()
    kinds = [name for name in NAMES if not args.kind or name.startswith(tuple(args.kind))]
    if not kinds:
        parser.error(f"there is no such kind; there are: {', '.join(NAMES)}")
    goals = args.goals or (QUICK if args.quick else GOALS)
    if args.move:
        name, *values = args.move
        sys.stdout.write(say_moved(name, [literal_eval(value) for value in values], kinds, goals))
        return
    begun = perf_counter()
    work = partial(result_of, goals=goals, first=args.first)
    if args.jobs > 1:
        with ProcessPoolExecutor(args.jobs) as pool:
            results = list(pool.map(work, kinds))
    else:
        results = [work(kind) for kind in kinds]
    taken = perf_counter() - begun
    count = sum(2 * each.known.evenings + each.alarms.evenings for each in results)
    sys.stdout.write(
        f"{say(results)}\n\n{goals} goals of each of {len(kinds)} kinds; "
        f"{count / taken:,.0f} evaluations a second, {taken:.0f} s\n"
    )


if __name__ == "__main__":
    main()
