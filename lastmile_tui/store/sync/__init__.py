"""Several devices by way of git: calls the git binary, and speaks to nobody itself."""
