"""The verb mcp: a server for agents, as long as who started it keeps its stdin open."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from lastmile_tui.errors import LastmileError, UsageError
from lastmile_tui.versions import say_extra

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context


def run_mcp(_: Context, args: Namespace) -> None:
    """Serve until stdin ends."""
    if find_spec("mcp") is None:
        brings = say_extra("mcp", sys.path, sys.prefix, sys.executable)
        raise LastmileError(f"lastmile mcp needs the package mcp: {brings}")
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError(
            "An agent starts lastmile mcp and speaks to it by stdin; docs/agents.md says how."
        )
    from lastmile_tui.cli.mcp.server import serve  # noqa: PLC0415 # 700 ms, for this verb only
    from lastmile_tui.cli.mcp.tools import AgentTools  # noqa: PLC0415

    serve(AgentTools(args), write=args.write)
