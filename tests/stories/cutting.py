"""How is a transaction cut off in the middle, as by the end of the process?"""

import itertools

from sqlalchemy import event


class CutOffError(Exception):
    """Stands for the end of the process in the middle of a transaction."""


def cut_off(db, deed, statements):
    """Do something until so many statements are done, and no further."""
    left = itertools.count(statements, -1)

    def counts(*_):
        if next(left) <= 0:
            raise CutOffError

    event.listen(db, "before_cursor_execute", counts)
    try:
        deed(db)
        raise CutOffError
    finally:
        event.remove(db, "before_cursor_execute", counts)
