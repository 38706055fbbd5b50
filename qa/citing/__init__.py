"""Citations of quotations: made, written for other programs, and verified."""
