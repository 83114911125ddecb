"""Do the forms of a dispute read back what was typed, and refuse at its field what is missing?"""

from typing import Any

import pytest

from bot.errors import Refused
from bot.facts import Candidate, Ruling
from bot.forms import disputes
from practice import limits
from tests.messages.disputed import case, dispute, question, up

LONG = "a" * 1_501


def filled(view: dict[str, Any], **given: str | None) -> dict[str, Any]:
    """The form as it comes back."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            held = given.get(block["block_id"])
            chosen = {"selected_option": {"value": held} if held else None}
            typed = {"value": held}
            kind = block["element"]["type"]
            values[block["block_id"]] = {block["element"]["action_id"]: typed if kind == "plain_text_input" else chosen}
    return {**view, "state": {"values": values}}


CLAIM = disputes.claim(Candidate(1, "Ana Silva"), ["Rita owns Ana."], ["She hears it."])
RULE, KEEP = (disputes.rule(up(), "Ana Silva", ruling) for ruling in (Ruling.SHARE, Ruling.KEEP))
ASK = disputes.ask(case(up()), ["The clock waits."])
ANSWER = disputes.answer(dispute(), "Ana Silva", ["By Friday."])
REPLY = disputes.reply(question(), "Ana Silva")


@pytest.mark.parametrize("view", [CLAIM, RULE, KEEP, ASK, ANSWER, REPLY], ids=lambda view: view["callback_id"])
def test_no_form_asks_for_more_than_six_things(view):
    limits.view(view, "modal")
    assert len([block for block in view["blocks"] if block["type"] == "input"]) <= 6


@pytest.mark.parametrize(
    ("read", "view", "given", "means"),
    [
        (
            disputes.read_claim,
            CLAIM,
            {"reason": " She asked\n\n\n\nme ", "evidence": "mail", "job": "3"},
            disputes.Claim(1, "She asked\n\nme", "mail", 3),
        ),
        (disputes.read_claim, CLAIM, {"reason": "She asked"}, disputes.Claim(1, "She asked", "")),
        (
            disputes.read_rule,
            RULE,
            {"owner_share": "60", "claimant_share": "40", "reasons": "Both"},
            disputes.Rule(7, Ruling.SHARE, "Both", "60", "40"),
        ),
        (
            disputes.read_rule,
            RULE,
            {"owner_share": " 12.5 ", "claimant_share": "-1", "reasons": "Both"},
            disputes.Rule(7, Ruling.SHARE, "Both", "12.5", "-1"),
        ),
        (disputes.read_rule, KEEP, {"reasons": "Hers"}, disputes.Rule(7, Ruling.KEEP, "Hers")),
        (disputes.read_ask, ASK, {"of": "owner", "question": "When?"}, (7, True, "When?")),
        (disputes.read_ask, ASK, {"of": "claimant", "question": "When?"}, (7, False, "When?")),
        (disputes.read_answer, ANSWER, {"answer": "Mine"}, (7, "Mine")),
        (disputes.read_reply, REPLY, {"answer": "Today"}, (9, "Today")),
    ],
)
def test_a_form_reads_back_what_was_typed(read, view, given, means):
    assert read(filled(view, **given)) == means


@pytest.mark.parametrize(
    ("read", "view", "given", "field"),
    [
        (disputes.read_claim, CLAIM, {}, "reason"),
        (disputes.read_claim, CLAIM, {"reason": " … "}, "reason"),
        (disputes.read_claim, CLAIM, {"reason": LONG}, "reason"),
        (disputes.read_claim, CLAIM, {"reason": "x", "evidence": LONG}, "evidence"),
        (disputes.read_claim, CLAIM, {"reason": "x", "job": "add:x"}, "job"),
        (disputes.read_rule, KEEP, {"reasons": ""}, "reasons"),
        (disputes.read_rule, RULE, {"owner_share": "60", "claimant_share": "40"}, "reasons"),
        (disputes.read_ask, ASK, {"question": "When?"}, "of"),
        (disputes.read_ask, ASK, {"of": "both", "question": "When?"}, "of"),
        (disputes.read_ask, ASK, {"of": "owner", "question": "?"}, "question"),
        (disputes.read_answer, ANSWER, {"answer": "\n"}, "answer"),
        (disputes.read_reply, REPLY, {"answer": LONG}, "answer"),
    ],
)
def test_what_is_missing_or_too_long_is_said_at_its_field(read, view, given, field):
    with pytest.raises(Refused) as refused:
        read(filled(view, **given))
    assert refused.value.field == field
