"""What follows when somebody offers a candidate something, and when they decide?"""
