"""Which syllables of Vietnamese follow each other? Counts, and the best path through a lattice."""
