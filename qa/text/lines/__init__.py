"""What kind of line is this: a question, an item of a list, or one that leads into a list?"""
