"""Other versions of the data file: what is asked of them, and what is done about them."""
