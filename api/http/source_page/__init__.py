"""The page that shows a document as it was read, with what was cited from it."""
