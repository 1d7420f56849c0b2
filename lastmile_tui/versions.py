"""One line for reports of faults: the version, how it was installed, and what it runs on.

It is read from the names of folders, without importing anything that would have to be waited for.
"""

import sys
from contextlib import suppress
from pathlib import Path

from lastmile_tui import __version__

_NAME = "lastmile-tui"
_PACKAGE = "lastmile_tui"
_TOOLS = {"pipx_metadata.json": "pipx", "uv-receipt.toml": "uv tool"}
"""The files by which a tool knows an environment that it made for one program."""

_INSTALLERS = {"pip": "pip", "uv": "uv pip", "": "a package of the system"}


def say_versions() -> str:
    """The line: `lastmile 0.1.0 (pipx), Python 3.13.1, Textual 8.2.8, linux`."""
    textual = version_of("textual")
    parts = (
        f"lastmile {__version__} ({installation(sys.path, sys.prefix)})",
        f"Python {sys.version.split()[0]}",
        f"Textual {textual}" if textual else "without Textual",
        sys.platform,
    )
    return ", ".join(parts)


def version_of(package: str) -> str:
    """The version of a package that is installed; empty without one."""
    folder = _described(package, sys.path)
    return folder.stem.split("-")[1] if folder else ""


def installation(path: list[str], prefix: str) -> str:
    """How lastmile came here, as far as its folders tell."""
    folder = _described(_PACKAGE, path)
    if folder is None:
        return "not installed"
    name = _read(folder / "INSTALLER").strip()
    how = _INSTALLERS.get(name, name)
    if folder.is_relative_to("/nix/store"):
        how = "nix"
    for file, tool in _TOOLS.items():
        if Path(prefix, file).exists():
            how = tool
    editable = '"editable":true' in "".join(_read(folder / "direct_url.json").split())
    return f"{how}, editable" if editable else how


def say_extra(extra: str, path: list[str], prefix: str, python: str) -> str:
    """What brings the packages of an extra to where lastmile is installed."""
    import re  # noqa: PLC0415 # when something is missing only
    from shlex import quote  # noqa: PLC0415 # as above

    folder = _described(_PACKAGE, path)
    needs = rf"(?m)^Requires-Dist: ([^;\n]+?) *; extra == ['\"]{extra}['\"]$"
    names = re.findall(needs, _read(folder / "METADATA")) if folder else []
    if not names:
        return f"in a clone of lastmile, pip install '.[{extra}]' brings that."
    packages = " ".join(map(quote, names))
    how = installation(path, prefix).partition(",")[0]
    ways = {
        "pip": f"{quote(python)} -m pip install {packages}",
        "uv pip": f"uv pip install --python {quote(python)} {packages}",
        "uv tool": " ".join(map(quote, ["uv", "tool", "install", *_by_uv_tool(extra, prefix)])),
        "pipx": f"pipx inject {_NAME} {packages}",
    }
    if how in ways:
        return f"{ways[how]} brings that."
    return f"install {packages} as lastmile was, by {how}."


def _by_uv_tool(extra: str, prefix: str) -> list[str]:
    """What uv is to install anew, with all its receipt tells: an upgrade keeps nothing else."""
    import tomllib  # noqa: PLC0415 # when something is missing only

    try:
        listed = tomllib.loads(_read(Path(prefix, "uv-receipt.toml")))["tool"]["requirements"]
    except (ValueError, LookupError):
        listed = []
    words: list[str] = []
    for one in listed or [{"name": _NAME}]:
        is_own = one["name"] == _NAME
        extras = [*one.get("extras", ())]
        extras += [extra] if is_own and extra not in extras else []
        listed_extras = f"[{','.join(extras)}]" if extras else ""
        is_editable = "editable" in one
        if path := one.get("directory") or one.get("path") or one.get("editable"):
            source = f"{path}{listed_extras}"
        elif "git" in one or "url" in one:
            address, _, revision = one.get("git", "").partition("?rev=")
            at = f"git+{address}{'@' if revision else ''}{revision}" if address else one["url"]
            source = f"{one['name']}{listed_extras} @ {at}"
        else:
            source = f"{one['name']}{listed_extras}{one.get('specifier', '')}"
        if is_own:
            words = [*(["--editable"] if is_editable else []), source, *words]
        else:
            words += ["--with-editable" if is_editable else "--with", source]
    return words


def _described(package: str, path: list[str]) -> Path | None:
    """The folder that describes a package that is installed; None without one."""
    for place in path:
        with suppress(OSError):
            for folder in Path(place).glob(f"{package}-*-info"):
                return folder
    return None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
