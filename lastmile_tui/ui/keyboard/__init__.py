"""What a terminal sends: bytes, cut into keys and answers, and what they mean to the app."""
