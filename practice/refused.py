"""How does Slack say no?"""

from typing import Any


class Refused(Exception):
    """Slack's no to a call: its error code, and whatever else stands in the answer beside it."""

    def __init__(self, code: str, *messages: str, **more: Any):
        super().__init__(code, *messages)
        self.code, self.messages, self.more = code, list(messages), more

    def answer(self) -> dict[str, Any]:
        """The body Slack answers with."""
        body: dict[str, Any] = {"ok": False, "error": self.code, **self.more}
        if self.messages:
            body |= {"errors": self.messages, "response_metadata": {"messages": self.messages}}
        return body
