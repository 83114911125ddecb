"""What is decided, one module for each feature: facts, policy and now in, a decision out.

hours, holidays   when people are at work, and when they may be spoken to
quick             what someone meant who typed a touch on one line
"""

from bot.rules import candidates, holidays, hours, people, quick, touches, updates

__all__ = ["candidates", "holidays", "hours", "people", "quick", "touches", "updates"]
