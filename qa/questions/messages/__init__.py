"""What does a message ask, among its greetings, thanks and stories?"""
