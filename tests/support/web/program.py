"""`lastmile web` as it is started, in a process of its own."""

from __future__ import annotations

import asyncio
import sys
from urllib.parse import urlsplit

from support.web.server import PATIENCE

LASTMILE = (sys.executable, "-m", "lastmile_tui")


class Program:
    """The running program; its link lets a visitor in."""

    def __init__(self, path, *options, env=None):
        self._command = (*LASTMILE, f"--file={path}", "web", "--port=0", *options)
        self._env = env

    async def __aenter__(self):
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            env=self._env,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(PATIENCE):
            self.link = (await self._process.stdout.readline()).decode().strip()
        assert self.link, (await self._process.stderr.read()).decode()
        parts = urlsplit(self.link)
        self.port, self.query = parts.port, parts.query
        self.url = f"{parts.scheme}://{parts.netloc}/"
        return self

    async def __aexit__(self, *_):
        """End it as a person does, so that its apps are gone too."""
        if self._process.returncode is None:
            self._process.terminate()
        async with asyncio.timeout(PATIENCE):
            await self._process.communicate()

    @property
    def pid(self):
        return self._process.pid

    async def sentence(self):
        """The line below the link."""
        return (await self._process.stdout.readline()).decode().strip()

    async def end(self, number):
        """Send a signal; the exit code, and what was printed on stderr."""
        self._process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            _, err = await self._process.communicate()
        return self._process.returncode, err.decode()


async def run(*words, env=None):
    """A whole run of the command: the exit code, and what was printed on stderr."""
    process = await asyncio.create_subprocess_exec(
        *LASTMILE,
        *words,
        env=env,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(PATIENCE):
        _, err = await process.communicate()
    return process.returncode, err.decode().strip()
