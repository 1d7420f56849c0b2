"""What the past of a goal and of its person says, each kind of evidence for itself."""
