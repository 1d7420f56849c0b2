"""The verbs that edit one row of a road, as its page does: set and marker."""
