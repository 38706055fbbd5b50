"""From a document as read to a document in the library."""
