"""The verb completions: what tab completes in a shell, and the goals that are kept for it."""
