"""Which of the candidates answers best?"""
