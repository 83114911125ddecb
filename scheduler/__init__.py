"""Its clock: what has fallen due is gathered, and said."""

from scheduler import deliver, gather, loop, replies

__all__ = ["deliver", "gather", "loop", "replies"]
