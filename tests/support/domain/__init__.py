"""Goals, their histories, and what is read of them."""
