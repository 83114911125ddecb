"""How is the rate between two currencies said, and what is asked of a strange one?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.blocks import Message, Sentence, actions, bold, button, line, person, sentence, whole
from bot.facts import Rate
from bot.messages import offer_buttons
from bot.phrases import dated
from bot.policy import Policy

TITLE = "Rate"
OVER = "This rate was entered already, or was begun more than ten days ago. Enter it anew."


def equation(rate: Decimal, of: str, to: str) -> str:
    """Say a rate: `1 GBP = 1.17 EUR`."""
    shown = f"{rate:f}"
    return f"1 {of} = {shown.rstrip('0').rstrip('.') if '.' in shown else shown} {to}"


def shown(rate: Rate, today: date, policy: Policy) -> Sentence:
    """Say which rate was reckoned by, of which day and by whom; an old one is said to be old."""
    old = (today - rate.on).days > policy.rate_days
    late = sentence(f" That is more than {policy.rate_days} days ago: enter a newer one." if old else "")
    return [f"{equation(rate.rate, rate.of, rate.to)} on {dated(rate.on)}, entered by ", person(rate.by), ".", *late]


def saved(rate: Rate, candidate: int) -> Message:
    """Confirm a rate, with the way back to what is compared by it."""
    said = bold(equation(rate.rate, rate.of, rate.to))
    head: Sentence = ["Saved: ", said, f", for {dated(rate.on)}. It holds both ways."]
    again = button("Side by side", offer_buttons.COMPARE, candidate, style="primary")
    return Message(whole(head), [line(*head), actions(again)])


def far_off(rate: Decimal, of: str, to: str, last: Rate) -> Message:
    """Ask whether a rate is meant that is a thousand times off the last one."""
    asked: Sentence = ["You typed ", bold(equation(rate, of, to)), "."]
    before: Sentence = [
        f"The last one was {equation(last.rate, last.of, last.to)}, on {dated(last.on)}, by ",
        person(last.by),
        ".",
    ]
    advice = sentence("If a point has slipped, close this and enter it anew.")
    return Message(whole(asked, before, advice), [line(*asked), line(*before), line(*advice)])
