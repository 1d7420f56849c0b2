"""Roads that cross: one waits for another, or follows it as its next lap."""
