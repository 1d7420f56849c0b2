"""lastmile: goals as roads, and a final stretch that is impossible to overlook."""

__version__ = "0.1.0"
