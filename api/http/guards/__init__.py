"""Which requests are let through to the routes?"""
