"""The rules: one for each kind of line that is not body text."""
