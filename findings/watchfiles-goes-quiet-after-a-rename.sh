#!/usr/bin/env bash
# watchfiles 1.3.0, told to watch one file on Linux, reports the first time that a new version is renamed over
# it, as it calls it deleted, and nothing after that: neither further renames nor writes to the file. Told to
# watch its folder, it reports each.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'watchfiles==1.3.0'
"$folder/venv/bin/python" - "$folder" <<'EOF_PYTHON'
import asyncio
import os
import sys
from importlib.metadata import version
from pathlib import Path

import watchfiles

print("watchfiles", version("watchfiles"))


async def reports(watched: Path, file: Path) -> list[int]:
    """How many reports came after each of three renames and one write."""
    file.write_text("0")
    seen, counts = [], []

    async def watch() -> None:
        async for changes in watchfiles.awatch(watched):
            seen.extend(changes)

    task = asyncio.create_task(watch())
    await asyncio.sleep(1)
    for number in range(4):
        if number < 3:
            new = Path(sys.argv[1], "new")
            new.write_text(str(number))
            os.replace(new, file)
        else:
            file.write_text("written in place")
        await asyncio.sleep(2.5)
        counts.append(len([path for _, path in seen if path == str(file)]))
        seen.clear()
    task.cancel()
    return counts


folder = Path(sys.argv[1], "data")
folder.mkdir()
alone = asyncio.run(reports(folder / "a.json", folder / "a.json"))
whole = asyncio.run(reports(folder, folder / "b.json"))
print("reports after each change, the file watched:", alone, "its folder watched:", whole)
assert alone[0] > 0 and not any(alone[1:])
assert all(whole)
EOF_PYTHON
