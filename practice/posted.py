"""What does a delivery look like on each of the two wires?"""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class Form:
    """The body of a post, and what kind of content it is."""

    content_type: str
    body: bytes


def form_of(kind: str, payload: dict[str, Any]) -> Form:
    """Commands as a form, interactions as JSON in a form, events as JSON."""
    if kind == "events_api":
        return Form("application/json", json.dumps(payload).encode())
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return Form("application/x-www-form-urlencoded", urlencode(fields).encode())


def wrapped(kind: str, payload: dict[str, Any], envelope: str, retry: int) -> dict[str, Any]:
    """The envelope in which a payload travels over a socket."""
    around = {
        "envelope_id": envelope,
        "payload": payload,
        "type": kind,
        "accepts_response_payload": kind != "events_api",
    }
    if kind == "events_api":
        around |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
    return around


def signed(form: Form, secret: str, age: int = 0) -> dict[str, str]:
    """The headers of a post, with a signature made `age` seconds ago.

    Slack signs with real time, and the bot checks against it, whatever clock was lent to the workspace.
    """
    moment = str(int(time.clock_gettime(time.CLOCK_REALTIME)) - age)
    digest = hmac.new(secret.encode(), f"v0:{moment}:".encode() + form.body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": form.content_type,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": f"v0={digest}",
    }
