"""From what was typed to a question as it is read: accents, spellings, abbreviations, follow-ups."""
