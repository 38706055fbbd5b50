"""From candidates to an answer with its citation, or to an abstention."""
