"""How is the passage reader trained?"""
