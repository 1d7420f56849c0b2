"""The figures of the rear-view mirror."""
