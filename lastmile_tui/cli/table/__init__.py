"""What the tables of verbs are made of: a verb, the options that many share, and the examples."""
