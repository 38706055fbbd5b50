"""From a document as read to a document that is kept."""
