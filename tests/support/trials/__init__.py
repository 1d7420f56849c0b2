"""What the trials with real synchronisers share: machines, their writers, and who carries files."""
