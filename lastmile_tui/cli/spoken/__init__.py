"""Goals, lineups and figures as lines that make sense when they are heard one by one."""
