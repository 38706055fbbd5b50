"""The library of documents: what is kept, in one database, under one commit."""
