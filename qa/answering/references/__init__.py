"""What stands at a place of a law?"""
