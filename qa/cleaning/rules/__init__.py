"""What does a line say of itself? A rule for each kind of line that is not body text."""
