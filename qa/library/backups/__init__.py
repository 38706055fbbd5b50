"""How is a whole library kept in one file, and had back from it?"""
