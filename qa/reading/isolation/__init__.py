"""How is a file read without danger to the program? In a process of its own."""
