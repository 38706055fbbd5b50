"""What do people, programs and attackers repeat without end?"""

# A fragment of every sort that the patterns distinguish.
FRAGMENTS = (
    " ", " -", "\t", "\n", "\r\n", "\u00a0", ",", ", ", ";–", "-", ".", ". ", "…", "!", ":", "1", "1.", "1/", "1.234",
    "a", "a ", "a.", "a. ", "A", "A. ", "A ", "đ", "Hà Nội ", "và ", '"', "“", "“a” ", "(", "()", "(a", "[", "![](",
    "Điều 1. ", "#", "# ", "#a ", "##", "=", "== a ", "|", "| ", "<", "<p>", "> ", "&", "_", "*", "/", "\\", "'",
    "e\u0301", "AB (", "-A1", "\u200d", "字",
)  # fmt: skip
