"""Vietnamese text: keys for matching, sentence borders, accents."""
