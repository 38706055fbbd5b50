"""Reading, keeping, searching and citing Vietnamese documents."""
