"""Tables of comma-separated values: tasks of many tools, habits, what anybody counts."""
