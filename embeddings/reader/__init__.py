"""What reads a question and a passage together?"""
