"""How are measurements reported: as text, as JSON, and as a page with plots?"""
