"""Which goals are shown and found, and how a road is seen."""
