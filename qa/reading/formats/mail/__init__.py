"""How are e-mails, and web pages that a browser saved as one, read?"""
