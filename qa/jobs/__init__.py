"""Accepted work that survives the process: the queue and the thread that processes it."""
