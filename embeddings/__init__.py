"""Text to unit vectors, and vectors to their neighbours. Knows no document."""
