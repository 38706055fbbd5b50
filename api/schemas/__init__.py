"""The JSON of every request and reply."""
