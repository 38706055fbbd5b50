"""How are web pages read: saved by a browser, or written by Word?"""
