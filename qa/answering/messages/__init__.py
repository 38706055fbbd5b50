"""How is a message answered that may ask several questions?"""
