#!/usr/bin/env bash
# The official Python SDK of the Model Context Protocol, mcp 2.3.0, reads the texts for parameters that may be
# left out (`str | None`) as JSON first: the text `null` reaches the tool as None, and a title such as `[]` or
# `{"a": 1}` is refused as no text. A parameter of the plain type `str` gets each of them as it was sent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'mcp==2.3.0'
"$folder/venv/bin/python" - 2> /dev/null <<'EOF_PYTHON'
import asyncio
from importlib.metadata import version

from mcp import Client
from mcp.server.mcpserver import MCPServer

server = MCPServer("notes")


@server.tool()
def must(text: str) -> str:
    return repr(text)


@server.tool()
def may(text: str | None = None) -> str:
    return repr(text)


async def answers() -> dict[tuple[str, str], str]:
    found = {}
    async with Client(server) as client:
        for text in ("a note", "12", "null", "[]", '{"a": 1}'):
            for tool in ("must", "may"):
                answer = await client.call_tool(tool, {"text": text})
                found[tool, text] = "refused" if answer.is_error else answer.content[0].text
    return found


print("mcp", version("mcp"))
found = asyncio.run(answers())
for (tool, text), answer in found.items():
    print(f"{tool}({text!r}): {answer}")
assert all(found["must", text] == repr(text) for _, text in found)
assert found["may", "a note"] == "'a note'" and found["may", "12"] == "'12'"
assert found["may", "null"] == "None"
assert found["may", "[]"] == found["may", '{"a": 1}'] == "refused"
EOF_PYTHON
