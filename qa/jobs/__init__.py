"""Work that was accepted and outlives the process: its tables, its store, and who does it."""
