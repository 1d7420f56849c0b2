"""What reads what nobody can trust, as functions of bytes."""
