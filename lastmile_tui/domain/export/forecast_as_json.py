"""A forecast and its record as JSON for scripts: what was promised, what held, what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lastmile_tui.domain.measures.track_record import TrackRecord


def record_json(record: TrackRecord) -> dict[str, Any]:
    """How many ranges are `known`, and of each promise how many held; none while they are few.

    `held` of `ranges` were right; the share of all lies from `low` to `high` in four of five cases.
    """
    return {
        "known": len(record.newest),
        "ranges": [
            {
                "promised": level.promised,
                "ranges": level.ranges,
                "held": level.right,
                "low": level.low,
                "high": level.high,
            }
            for level in record.levels
        ],
    }
