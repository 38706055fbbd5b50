"""What people said of answers: its tables, its store, and the questions that become of it."""
