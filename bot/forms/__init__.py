"""What people fill in, one module for each feature: a form is drawn and read back in one file.

inputs    the few inputs they are made of, and how an answer is read
notices   what is said in a small window
"""

from bot.forms import (
    adding,
    candidates,
    clients,
    contacts,
    erasing,
    exports,
    favours,
    imports,
    inputs,
    jobs,
    merging,
    notices,
    people,
    retention,
    rounds,
    tags,
    touches,
    updates,
)

__all__ = [
    "adding",
    "candidates",
    "clients",
    "contacts",
    "erasing",
    "exports",
    "favours",
    "imports",
    "inputs",
    "jobs",
    "merging",
    "notices",
    "people",
    "retention",
    "rounds",
    "tags",
    "touches",
    "updates",
]
