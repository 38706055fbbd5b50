"""Learning from questions with known answers what ranks and what to trust; nothing here is needed to answer."""
