"""How is each kind of file read? A module for each."""
