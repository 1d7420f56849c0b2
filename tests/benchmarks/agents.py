"""`lastmile mcp` against a server of the same SDK that answers as much and looks at nothing."""

from __future__ import annotations

import asyncio
import sys
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench import Row, ratio

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator

    from bench import Bench

GOALS = 1_000
TARGET = 4.0
ANSWER = 0.020
"""What an answer after the start may take."""

BARE = """
import json, sys, anyio
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.types import CallToolResult, ListToolsResult, Tool

kept = {}
schema = {"type": "object", "properties": {"answer": {"type": "object"}}}

async def tools(*_):
    return ListToolsResult(tools=[Tool(name="list", inputSchema=schema)])

async def call(name, given):
    kept.update(given)
    answer = kept["answer"]
    text = {"type": "text", "text": json.dumps(answer, indent=2)}
    return CallToolResult(content=[text], structuredContent=answer)

async def call_2(_, asked):
    return await call(asked.name, asked.arguments or {})

if hasattr(Server, "call_tool"):
    server = Server("bare")
    server.list_tools()(tools)
    server.call_tool()(call)
else:
    server = Server("bare", on_list_tools=tools, on_call_tool=call_2)

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
    first: list[tuple[float, float]] = []
    taken: list[tuple[float, float]] = []
    for _ in bench.rounds(6):  # the first one is also the first of the client, in this process
        async with (
            started("-m", "lastmile_tui", "--file", path, "mcp") as ours,
            started("-c", BARE) as theirs,
            mcp.ClientSession(*ours) as roads,
            mcp.ClientSession(*theirs) as bare,
        ):
            await roads.initialize()
            await bare.initialize()
            await roads.list_tools()  # as an agent does, before it can call one
            await bare.list_tools()
            mine, answer = await _timed(roads.call_tool("list", {}))
            whole = {"answer": answer.model_dump(by_alias=True)["structuredContent"]}
            first.append((mine, (await _timed(bare.call_tool("list", whole)))[0]))
            for _ in bench.rounds(15):
                mine, _ = await _timed(roads.call_tool("list", {}))
                its, _ = await _timed(bare.call_tool("list", {}))
                taken.append((mine, its))
    what = f"mcp list, {GOALS:,} goals"
    rows = []
    for pairs, which in ((first, ", first answer"), (taken, "")):
        mine, its = (min(pair[at] for pair in pairs) for at in (0, 1))
        rows += [
            ratio(f"{what} / a bare tool of the SDK{which}", mine, its, TARGET),
            ratio(f"{what} / 20 ms{which}", mine, ANSWER, 1.0),
        ]
    return rows


async def _timed(answer: Awaitable[Any]) -> tuple[float, Any]:
    """The seconds until an answer is there, and the answer."""
    start = perf_counter()
    found = await answer
    return perf_counter() - start, found
