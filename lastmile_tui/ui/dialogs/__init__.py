"""Questions, choices and lists over a screen."""
