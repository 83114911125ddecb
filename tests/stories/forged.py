"""How does someone come to send a form that holds what no form of ours does?"""

import copy
from collections.abc import Iterator
from typing import Any

from bot import forms, messages
from bot.blocks import option
from bot.facts import Candidate, Reason, Tag
from bot.forms.inputs import UNREADABLE
from bot.messages import teams
from bot.messages.claims import NO_DISPUTE
from bot.offering import rounds
from handlers import adding, consents, contacts, favours, levers, offer_forms, representations, touch_forms
from handlers.jobs import NO_CLIENT, NO_JOB
from handlers.submissions import NO_SUBMISSION
from handlers.touches import NO_CANDIDATE
from practice import payloads
from practice.api_views import push_for
from practice.elements import ANSWERS, elements
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Block, View
from tests.messages.samples import drawn, found
from tests.stories.house import House

# Each page of a touch, with its number.
TOUCHES = {"touch": 1, "touch of someone new": 1, "edited touch": 1, "more of a touch": 2}
# Forms that are drawn nowhere among the samples.
LIKELY = forms.adding.Likely(found("x"), (Reason.NAME,))
OTHERS = {
    "who was touched": forms.adding.who(forms.adding.WHO_TOUCHED, 2, "x", [LIKELY]),
    "export": forms.exports.choose(Tag(1, "x")),
    "erase": forms.erasing.confirm(Candidate(1, "x"), ""),
}
EVERY = {name: view for name, view in drawn("x").items() if "submit" in view} | OTHERS
# Pages of the form of an offer.
OFFERED = tuple(name for name, view in EVERY.items() if view["callback_id"] == forms.offers.OFFER)
# Forms in which an offer is decided.
DECIDED = (
    *("accept", "accept what ran out", "changed terms"),
    *("why they decline", "why they decline, no rival", "why it was lost"),
    *("they go elsewhere", "they refuse a rival", "ours is taken back", "a rival’s is taken back"),
)
# What is said to a form, filled in well, of what is no more: a sentence, or at which field.
GONE = {
    **dict.fromkeys(TOUCHES, touch_forms.TOO_OLD),
    "who": adding.TOO_OLD,
    "who was touched": touch_forms.TOO_OLD,
    "contacts": NO_CANDIDATE,
    "no contacts": NO_CANDIDATE,
    "contacts to take away": contacts.TOO_OLD,
    "move": NO_SUBMISSION,
    "put forward": NO_CANDIDATE,
    "find": {"Candidate": NO_CANDIDATE},
    "tags": NO_CANDIDATE,
    "do not contact": NO_CANDIDATE,
    "name": NO_CANDIDATE,
    "favour": NO_CANDIDATE,
    "what came of a favour": favours.GONE,
    "round": {"Everyone tagged": messages.rounds.nobody_tagged([])},
    "round to come": messages.rounds.OVER,
    "terms to come": messages.terms.OVER,
    "cover changed": messages.covers.GONE,
    "hand over, sure": messages.handovers.OVER,
    "new job": {"Client": NO_CLIENT},
    "described job": {"Client": NO_CLIENT},
    "put forward for a job": {"Candidate": NO_CANDIDATE},
    "close a job": NO_JOB,
    "renamed client": {"Name": NO_CLIENT},
    "contact at a client": NO_CLIENT,
    "wait": teams.old_button(),
    "wait on the card": NO_CANDIDATE,
    "ask": teams.old_button(),
    "keep": NO_CANDIDATE,
    "same person": {"The other record": messages.merging.NOT_THERE},
    "same person, proposed": {"The other record": "That is the same record. Choose the other one of them."},
    "which two": {"The other record": "That is the same record. Choose the other one of them."},
    "merge": messages.merging.NOT_THERE,
    "bare merge": messages.merging.NOT_THERE,
    "export": messages.exports.NOBODY,
    "erase": NO_CANDIDATE,
    "unmerge": messages.merging.NO_MERGE,
    "consent": consents.TOO_OLD,
    "a colleague’s right": consents.TOO_OLD,
    "a colleague’s right, lifted": consents.TOO_OLD,
    "right": NO_CANDIDATE,
    "first right": NO_CANDIDATE,
    "end of a right": representations.NO_RIGHT,
    "release": NO_CANDIDATE,
    "give up": NO_CANDIDATE,
    "hand over to a colleague": NO_CANDIDATE,
    "assign": NO_CANDIDATE,
    "ask to own": NO_CANDIDATE,
    "more time": NO_CANDIDATE,
    "refuse": messages.approvals.GONE,
    "claim": NO_CANDIDATE,
    "answer a claim": NO_DISPUTE,
    "answer a claim late": NO_DISPUTE,
    "ask one of them": NO_DISPUTE,
    "reply to a question": messages.claims.NO_QUESTION,
    "rule, keep": NO_DISPUTE,
    "rule, transfer": NO_DISPUTE,
    "rule, share": NO_DISPUTE,
    **dict.fromkeys(OFFERED, offer_forms.TOO_OLD),
    **dict.fromkeys(("deadline", "deadline of another"), messages.deadlines.GONE),
    **dict.fromkeys(DECIDED, rounds.NO_OFFER),
    "placement": NO_SUBMISSION,
    "rate": {"Is worth": "Type one number, like 1.17."},
    "rate to be sure of": messages.rates.OVER,
    "new band": {"For the job, or all jobs of the client": UNREADABLE},
    "band changed": messages.bands.GONE,
    "levers": levers.GONE,
    "no levers": levers.GONE,
    "changed by a manager": messages.approvals.GONE,
    "columns": teams.old_button(),
    "more columns": teams.old_button(),
}
# These are about nothing that could be gone.
ABOUT_NOTHING = {"new candidate", "new client", "a file", "settings", "cover", "hand over", "terms"}
# Which may be left empty, but for another answer: they agreed, and how; no other job, so one of these.
ELSE_NEEDED = {"how", "theirs"}
Answers = dict[str, Any]


def puts(there: House, seat: Seat, form: Block, **metadata: str) -> View:
    """Puts a form in front of someone, in place of what is there, as an older version might have opened it."""
    there.slack.workspace.close(seat.person_id)
    return push_for(there.slack.workspace, seat.person_id, {**copy.deepcopy(form), **metadata})


def inputs(form: View | Block) -> Iterator[tuple[Block, Block]]:
    """The inputs of a form: each block with its element."""
    blocks = form.blocks if isinstance(form, View) else form["blocks"]
    yield from ((block, element) for block, element in elements(blocks) if block["type"] == "input")


def allows_anything(form: View) -> None:
    """Makes a form that Slack sends whatever is in it, as a hand-written request would be."""
    for block, element in inputs(form):
        block["optional"] = True
        if "max_length" in element:
            element["max_length"] = 20_000
        if element["type"] == "number_input":
            element["type"] = "plain_text_input"


def filled(form: View, given: str = "999") -> None:
    """Answers whatever is still empty with the first choice there is, a few letters, or the id `given`."""
    for block, element in inputs(form):
        key, held = ANSWERS[element["type"]][0], _held(form, block, element)
        if not held[key] and (not block.get("optional") or block["block_id"] in ELSE_NEEDED):
            held[key] = _first(element, given)


def holds(form: View, name: str, value: Any) -> None:
    """Has a field hold a value that was never offered there."""
    for block, element in inputs(form):
        if block["block_id"] == name:
            _held(form, block, element)[ANSWERS[element["type"]][0]] = _as_chosen(element, value)


async def answered(seat: Seat) -> str | dict[str, str]:
    """What comes of sending the form on top: errors at fields, else what the next window says, if there is one."""
    errors = await seat.submits()
    return errors or (plain(seat.modal).removeprefix("Not done\n").removesuffix("\nClose") if seat.modal else "")


async def offers(there: House, seat: Seat, view: View, action_id: str, typed: str) -> list[Block]:
    """What someone is offered who types into an input, wherever they found it."""
    workspace = there.slack.workspace
    place = payloads.standing_in(workspace, view, {})
    about = {"action_id": action_id, "block_id": "other", "value": typed}
    asked = payloads.interaction(workspace, "block_suggestion", seat.person, **place, **about)
    offered: list[Block] = (await there.slack.gateway.deliver("interactive", asked)).body["options"]
    return offered


def _held(form: View, block: Block, element: Block) -> Answers:
    return form.values[block["block_id"]][element["action_id"]]


def _first(element: Block, given: str) -> Any:
    grouped = [one for group in element.get("option_groups", []) for one in group["options"]]
    firsts = {
        "plain_text_input": "Zoe",
        "users_select": "U0TOM",
        "multi_users_select": ["U0TOM"],
        "external_select": option("x", given),
        "file_input": [{"id": "F1", "name": "people.csv", "size": 12}],
        "datepicker": "2026-11-30",
    }
    choices = [*element.get("options", []), *grouped]
    return choices[0] if choices else firsts.get(element["type"], [option("x", given)])


def _as_chosen(element: Block, value: Any) -> Any:
    key, _, nothing = ANSWERS[element["type"]]
    if not value or key not in ("selected_option", "selected_options"):
        return value or nothing
    return option("x", value) if key == "selected_option" else [option("x", value)]
