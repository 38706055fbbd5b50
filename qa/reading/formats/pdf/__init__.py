"""How is a PDF read?

A PDF has the positions of letters and no lines, columns or paragraphs. Words with their places (`words`) become lines
(`page_lines`), running heads are left out (`running_lines`), the others come in reading order (`columns`) and become
paragraphs (`paragraphs`).
"""
