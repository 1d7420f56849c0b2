"""Measures lastmile against what it is built on: `python tests/benchmarks` prints a table.

Each ratio comes from one run in which both sides took turns, so that a busy machine slows both.
`--quick` takes fewer rounds and sizes, and names choose single benchmarks. The files stand on the
disk in /var/tmp, or in the folder that `--folder` names, and are removed afterwards.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from time import perf_counter

import agents
import cli
import durable
import exchange
import first_frame
import horizon
import imports
import keys
import large
import measures
import memory
import merges
import settings
import shells
import startup
import syncs
import tabs
from bench import Bench, Row, table

BENCHMARKS = {
    "startup": startup.run,
    "first frame": first_frame.run,
    "keys": keys.run,
    "horizon": horizon.run,
    "durable": durable.run,
    "measures": measures.run,
    "memory": memory.run,
    "cli": cli.run,
    "shells": shells.run,
    "tabs": tabs.run,
    "agents": agents.run,
    "settings": settings.run,
    "large": large.run,
    "exchange": exchange.run,
    "imports": imports.run,
    "merges": merges.run,
    "syncs": syncs.run,
}

ON_DISK = Path("/var/tmp")  # noqa: S108 - a folder of our own is made in it
"""Unlike /tmp it is on a disk everywhere."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(BENCHMARKS)}")
    parser.add_argument("--quick", action="store_true", help="about a minute instead of five")
    parser.add_argument("--folder", default=ON_DISK if ON_DISK.is_dir() else gettempdir())
    args = parser.parse_args()
    if unknown := set(args.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(unknown)}")
    rows: list[Row] = []
    begun = perf_counter()
    with TemporaryDirectory(prefix="lastmile-benchmarks-", dir=args.folder) as folder:
        bench = Bench(Path(folder), quick=args.quick)
        for name in args.names or BENCHMARKS:
            print(f"{name} …", file=sys.stderr, flush=True)  # noqa: T201 # for who waits
            rows += BENCHMARKS[name](bench)
    taken = f"{perf_counter() - begun:.0f} s, Python {sys.version.split()[0]}, {sys.platform}"
    sys.stdout.write(f"{table(rows)}\n\n{taken}\n")


if __name__ == "__main__":
    main()
