"""The verb remind."""
