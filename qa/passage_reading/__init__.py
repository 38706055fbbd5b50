"""Which sentence answers, and with which words, by a model that reads question and passages together?"""
