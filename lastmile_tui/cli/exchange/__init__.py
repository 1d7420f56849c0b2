"""The verb import: goals from the files of other tools."""
