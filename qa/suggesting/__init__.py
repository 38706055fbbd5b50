"""Which questions are suggested, to start with and after an answer? Only questions that these documents answer."""
