"""What git gives of a commit, as bytes: the file, and what else is there. Pure."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = "lastmile.json"

BESIDE: Final = {
    ".gitattributes": f"{FILE} -text\n".encode(),
    ".gitignore": f"*\n!{FILE}\n!.gitattributes\n!.gitignore\n".encode(),
}
"""What else is on the branch: line ends stay, and nothing else is added by mistake."""


class Version(Struct, frozen=True):
    """The file at a commit; `others` names what else is there that is not ours."""

    commit: str
    data: bytes = b""
    entries: tuple[tuple[str, str, str], ...] = ()
    """Mode, id and name of each thing beside the file."""
    there: bool = False
    """Whether the commit has the file at all."""

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(name for _, _, name in self.entries if name not in BESIDE)


def read_batch(out: IO[bytes]) -> Iterator[bytes | None]:
    """What `git cat-file --batch` wrote into a file; None for what is missing."""
    while head := out.readline().rstrip(b"\n"):
        if head.endswith((b" missing", b" ambiguous")):
            yield None
        else:
            yield out.read(int(head.rpartition(b" ")[2]))
            out.read(1)


def read_tree(tree: bytes, width: int) -> list[tuple[str, str, str]]:
    """Mode, id and name of what a tree has; `width` is the bytes of an id."""
    found = []
    at = 0
    while at < len(tree):
        end = tree.index(b"\0", at)
        mode, _, name = tree[at:end].partition(b" ")
        oid = tree[end + 1 : end + 1 + width].hex()
        found.append((mode.decode(), oid, name.decode(errors="surrogateescape")))
        at = end + 1 + width
    return found
