"""What the words of a line mean to quick add; `quick_add` puts it together."""
