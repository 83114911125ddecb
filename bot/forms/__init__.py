"""What people fill in, one module for each feature: a form is drawn and read back in one file.

inputs    the few inputs they are made of, and how an answer is read
notices   what is said in a small window
"""

from bot.forms import candidates, inputs, notices, people, touches, updates

__all__ = ["candidates", "inputs", "notices", "people", "touches", "updates"]
