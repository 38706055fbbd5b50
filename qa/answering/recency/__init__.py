"""Which of several sources is the newest?"""
