"""How fast counting goals come on, and how fast they would have to."""
