"""Its clock: what has fallen due is gathered, and said."""

from scheduler import claims, deliver, gather, loop, replies

__all__ = ["claims", "deliver", "gather", "loop", "replies"]
