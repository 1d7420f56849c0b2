"""What is measured of goals: courses, forecasts, attention."""
