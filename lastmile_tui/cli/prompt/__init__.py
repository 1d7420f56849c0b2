"""The verbs prompt and init: one line for a prompt or a status bar, and who shows it."""
