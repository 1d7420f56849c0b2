"""The first frame, before anything heavy is imported: only `sys`, `os` and what is built in."""
