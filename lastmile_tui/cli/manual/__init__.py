"""The command line as a page of man and of docs: made of the parser's own tables."""
