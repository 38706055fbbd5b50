"""Feedback on answers: stored, counted, and exported as questions with answers."""
