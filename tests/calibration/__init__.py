"""Simulated people, whose goals are replayed to see whether forecasts and alarms hold."""
