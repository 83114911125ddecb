"""What the bot says, one module for each feature: facts in, a `Message` or blocks of one out."""

from bot.messages import candidates, people, teams, touches, updates

__all__ = ["candidates", "people", "teams", "touches", "updates"]
