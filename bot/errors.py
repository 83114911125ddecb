"""What can be refused, and in which words?"""


class Refused(Exception):
    """A reason a person can read: what happened, then what to do next.

    `field` names the input of a form that the reason belongs to, where there is one; it is the field's name in
    the form's own reader (`"candidate"`, `"how"`, …), never a block id.
    """

    def __init__(self, reason: str, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class Misconfigured(Exception):
    """What an operator has to mend before the bot can run: the variable or file, and the fix."""
