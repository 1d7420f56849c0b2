"""Goals for other programs: JSON, CSV, Markdown."""
