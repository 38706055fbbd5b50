"""Which commands back a library up, and restore it?"""
