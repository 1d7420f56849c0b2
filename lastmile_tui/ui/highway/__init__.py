"""The Highway: all roads as lanes."""
