"""The tables that hold the library."""
