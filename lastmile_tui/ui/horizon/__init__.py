"""The Horizon: all roads on one axis of time."""
