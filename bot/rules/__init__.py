"""What is decided, one module for each feature: facts, policy and now in, a decision out.

hours, holidays   when people are at work, and when they may be spoken to
dates, quick      what someone meant who typed a day, or the line of a quick touch
"""

from bot.rules import candidates, dates, holidays, hours, people, quick, touches, updates

__all__ = ["candidates", "dates", "holidays", "hours", "people", "quick", "touches", "updates"]
