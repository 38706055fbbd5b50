"""What is read out of the library at once, in the form that its users need."""
