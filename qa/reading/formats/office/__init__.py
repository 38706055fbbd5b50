"""How are files of office programs other than Word and Excel read, and books?"""
