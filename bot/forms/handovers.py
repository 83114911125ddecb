"""How does someone say what is handed over to whom, and confirm it?"""

from __future__ import annotations

from bot.blocks import Message, context, line, person
from bot.errors import Refused
from bot.facts import HandoverDraft
from bot.forms.inputs import View, about, answers, chosen_people, colleague, colleagues, field, modal

HANDOVER_FORM = "handover_form"
SURE_FORM = "handover_sure_form"
MOST_TAKERS = 10


def choose(source: str, for_others: bool) -> View:
    """Draw the form of a handover; from whom is chosen by those who may hand over what others have."""
    who = field("source", "From", colleague(source)) if for_others else line("From ", person(source))
    to = field("takers", "To", colleagues(most=MOST_TAKERS), hint="Several take in turn, candidate by candidate.")
    seen = context("You see what it is before anything is handed over.")
    return modal(HANDOVER_FORM, "Hand over", [who, to, seen], submit="Next")


def read(view: View, reader: str) -> HandoverDraft:
    """Read from whom and to whom; where nobody was chosen, from whoever fills it in."""
    given = answers(view)
    if "source" in given and not given["source"]:
        raise Refused("Choose whose candidates they are.", field="source")
    source, takers = given.get("source") or reader, chosen_people(view, "takers")
    if not takers:
        raise Refused("Choose one colleague at least.", field="takers")
    if len(takers) > MOST_TAKERS:
        raise Refused(f"Choose {MOST_TAKERS} at most.", field="takers")
    if source in takers:
        raise Refused("They have them already. Choose somebody else.", field="takers")
    return HandoverDraft(source, tuple(dict.fromkeys(takers)))


def sure(draft: int, shown: Message) -> View:
    """Draw what is about to be handed over, to be confirmed."""
    return modal(SURE_FORM, "Hand over", shown.blocks, submit="Hand over", draft=draft)


def read_sure(view: View) -> int:
    """Read which draft was confirmed."""
    return int(about(view)["draft"])
