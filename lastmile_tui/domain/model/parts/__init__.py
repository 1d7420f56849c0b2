"""Parts of a goal that know nothing of it."""
