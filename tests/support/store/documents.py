"""Documents as the store writes them."""

from __future__ import annotations

import msgspec


def document(store, uid):
    return msgspec.json.decode(store.storage.raw("goals")[store._held.ids[uid]])
