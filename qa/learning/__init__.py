"""Learning to rank, and how confident to be, from questions with known answers; nothing here is needed to answer."""
