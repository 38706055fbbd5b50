"""From where to where does an answer go: a sentence, a whole list, the answer of a question and answer pair?"""
