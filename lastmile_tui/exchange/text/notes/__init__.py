"""Formats that are notes: Markdown and its kin, a file or a folder of them."""
