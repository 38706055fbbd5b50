"""The web: an application of routes, what guards it, and the server that runs it."""
