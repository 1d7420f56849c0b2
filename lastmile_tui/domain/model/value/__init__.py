"""Values that goals go from and to."""
