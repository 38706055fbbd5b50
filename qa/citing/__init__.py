"""Where does a quotation stand, how is that said to other programs, and does it still stand there?"""
