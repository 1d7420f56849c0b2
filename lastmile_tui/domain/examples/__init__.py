"""Templates, the first steps and the demo roads."""
