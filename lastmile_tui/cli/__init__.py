"""The command line: one module a group of verbs."""

import sys


def _import_lean() -> None:
    """Import msgspec without typing_extensions, which it looks for and does not need here.

    That brings inspect, ast and tokenize along: 8 of the 78 ms of `lastmile list`.
    """
    if "typing_extensions" not in sys.modules:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment] # "not installed"
        try:
            import msgspec  # noqa: F401, PLC0415 # see above
        finally:
            del sys.modules["typing_extensions"]


_import_lean()
