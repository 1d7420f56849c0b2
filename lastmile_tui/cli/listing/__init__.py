"""The list of roads: its rows and columns, its colours, and which due dates are asked for."""
