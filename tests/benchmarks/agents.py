"""`lastmile mcp` against a server of the same SDK that answers as much and looks at nothing."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench import Row, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench import Bench

GOALS = 1_000
TARGET = 4.0

BARE = """
import sys, anyio
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.types import Tool

server = Server("bare")
kept = {}

@server.list_tools()
async def tools():
    schema = {"type": "object", "properties": {"answer": {"type": "object"}}}
    return [Tool(name="list", inputSchema=schema)]

@server.call_tool()
async def call(name, given):
    kept.update(given)
    return kept["answer"]

async def run():
    async with stdio_server() as (come, go):
        await server.run(come, go, server.create_initialization_options())

anyio.run(run)
"""


def run(bench: Bench) -> Iterator[Row]:
    yield from asyncio.run(_rows(bench))


async def _rows(bench: Bench) -> list[Row]:
    import mcp  # noqa: PLC0415 # an extra

    def started(*words: str) -> Any:
        parameters = mcp.StdioServerParameters(
            command=sys.executable, args=[*words], env={**bench.env}
        )
        return mcp.stdio_client(parameters)

    path = str(bench.copy(GOALS))
    async with (
        started("-m", "lastmile_tui", "--file", path, "mcp") as ours,
        started("-c", BARE) as theirs,
        mcp.ClientSession(*ours) as roads,
        mcp.ClientSession(*theirs) as bare,
    ):
        await roads.initialize()
        await bare.initialize()
        asked = partial(roads.call_tool, "list", {})
        start = perf_counter()
        answer = (await asked()).structuredContent
        first = perf_counter() - start
        start = perf_counter()
        await bare.call_tool("list", {"answer": answer})
        bare_first = perf_counter() - start
        taken: list[tuple[float, float]] = []
        for _ in bench.rounds(90):
            start = perf_counter()
            await asked()
            between = perf_counter()
            await bare.call_tool("list", {})
            taken.append((between - start, perf_counter() - between))
    mine, its = (min(pair[at] for pair in taken) for at in (0, 1))
    what = f"mcp list, {GOALS:,} goals / a bare tool of the SDK"
    return [
        Row(f"{what}, first answer", times(first), times(bare_first), first / bare_first),
        Row(what, times(mine), times(its), mine / its, TARGET),
    ]
