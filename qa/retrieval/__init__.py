"""Which sentences could answer? The seam to search engines, and the one that comes with the program (`local`)."""
