"""How is what was measured told: as text, as JSON, and as a page with plots?"""
