"""Its clock: what has fallen due is gathered, and said."""

from scheduler import claims, deliver, erasing, gather, imports, loop, replies, retention, work

__all__ = ["claims", "deliver", "erasing", "gather", "imports", "loop", "replies", "retention", "work"]
