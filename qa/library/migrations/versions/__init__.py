"""One script a version; each names the one before it."""
