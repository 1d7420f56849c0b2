"""`lastmile review --plain`: the review line by line."""
