"""What a goal shows in the file, made without folding its log."""
