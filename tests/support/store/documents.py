"""Documents as the store writes them."""

from __future__ import annotations

import msgspec


def raw_document(store, uid):
    """The JSON of a goal in the file."""
    found = (bytes(raw) for raw in store.storage.raw("goals").values())
    return next(raw for raw in found if msgspec.json.decode(raw)["uid"] == uid)


def document(store, uid):
    return msgspec.json.decode(raw_document(store, uid))
