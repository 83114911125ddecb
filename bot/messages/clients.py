"""How do we show a client, and list them all?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    as_code,
    bold,
    bullets,
    button,
    confirm,
    context,
    header,
    line,
    menu,
    one_line,
    option,
    person,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import Client, ClientCard, ClientContact, ClientLine, Job
from bot.messages.candidates import OPEN as OPEN_CANDIDATE
from bot.messages.jobs import CLIENT, NEW, by_stage, did_you_mean, headed
from bot.messages.jobs import OPEN as OPEN_JOB
from bot.phrases import LOG_FOR, spoken

OPEN = CLIENT
PICK = "client_pick"
NEXT = "client_next"
ADD = "client_add"
RENAME = "client_rename"
CONTACT = "client_contact"
REMOVE = "client_remove"

MOST_CONTACTS, MOST_JOBS = 8, 10


def card(card: ClientCard) -> Message:
    """Show a client: whom we know there, who spoke with them last, which jobs are open and how far people are."""
    spoke = _spoke(card)
    jobs = [_job(job, card) for job in card.jobs[:MOST_JOBS]] or [sentence("No job is open")]
    blocks = [header(card.client.name), line(*spoke), bullets(jobs)]
    if card.jobs:
        blocks.append(actions(*(_job_button(at, job) for at, job in enumerate(card.jobs[:MOST_JOBS]))))
    people = [_contact(each) for each in card.contacts[:MOST_CONTACTS]]
    for each, said in zip(card.contacts, people, strict=False):
        blocks += [line(*said), _presses(each, card.client)]
    more = sentence(_more(len(card.jobs) - MOST_JOBS, "job"), _more(len(card.contacts) - MOST_CONTACTS, "contact"))
    blocks += ([context(*more)] if more else []) + [_deeds(card.client)]
    return Message(whole([bold(card.client.name)], spoke, *jobs, *people, more), blocks)


def saved(shown: ClientCard, head: str) -> Message:
    """Confirm what was written down about a client, and show it."""
    return headed(head, card(shown))


def listed(clients: Sequence[ClientLine], more: bool) -> Message:
    """List clients with what goes on there, the newest first."""
    if not clients:
        none = sentence("There is no client yet. ", as_code("/care client add Northwind"), " adds one.")
        return Message(whole(none), [line(*none)])
    head = sentence("Clients, newest first:")
    rows = [strung([bold(each.client.name)], sentence(_goings_on(each))) for each in clients]
    choices = [option(each.client.name, each.client.id) for each in clients]
    pick = menu(PICK, "Show a client", [("Clients", choices)])
    turn = [button("Next", NEXT, clients[-1].client.id)] if more else []
    return Message(whole(head, *rows), [line(*head), bullets(rows), actions(pick, *turn)])


def which(typed: str, clients: Sequence[Client]) -> Message:
    """Ask which of up to five clients to show."""
    asked = sentence("Which “", one_line(typed), "” do you mean?")
    names = [one_line(client.name) for client in clients[:5]]
    buttons = [button(name, f"{OPEN}_{at}", clients[at].id) for at, name in enumerate(names)]
    more = sentence("There are more. If yours is not here, type more of the name." if clients[5:] else "")
    blocks = [line(*asked), actions(*buttons)] + ([context(*more)] if more else [])
    return Message(whole(asked, *(sentence(f"• {name}") for name in names), more), blocks)


def none(typed: str, draft: int, near: Sequence[Client] = ()) -> Message:
    """Say that no client is called so, ask whether one of those is meant that are `near`, and offer to add it."""
    known = sentence("I know no client called “", one_line(typed), "”.")
    if near:
        names = [one_line(client.name) for client in near[:5]]
        choices = [(name, button(name, f"{OPEN}_{at}", near[at].id)) for at, name in enumerate(names)]
        return did_you_mean(known, choices, button("Add it", ADD, draft))
    advice = sentence("Try another part of the name, or add it. ", as_code("/care clients"), " lists them all.")
    press = actions(button("Add it", ADD, draft, style="primary"))
    return Message(whole(known, advice), [line(*known), line(*advice), press])


def usage(command: str = "/care client") -> Message:
    """Say how the command is typed."""
    first = sentence("See, add or rename a client, and whom we know there:")
    ways = [
        sentence(as_code(f"{command} northwind"), " shows the client whose name has that in it"),
        sentence(as_code(f"{command} add Northwind"), " opens the form to add one"),
        sentence(as_code("/care clients"), " lists them all"),
    ]
    return Message(whole(first, *ways), [line(*first), bullets(ways)])


def _spoke(card: ClientCard) -> Sentence:
    if card.spoke is None:
        return ["Nobody has spoken with a contact there yet"]
    with_whom = next((each.name for each in card.contacts if each.candidate == card.spoke.candidate), "a contact")
    how = f" ({spoken(card.spoke.how)})"
    return ["Last spoke with ", bold(with_whom), " at ", when(card.spoke.at), ", by ", person(card.spoke.credit), how]


def _job(job: Job, card: ClientCard) -> Sentence:
    return strung([bold(job.role or job.title)], sentence(by_stage(card.stages.get(job.id, {})) or "nobody yet"))


def _job_button(at: int, job: Job) -> Block:
    return button(job.role or job.title, f"{OPEN_JOB}_{at}", job.id, reads=f"Show the job {job.title}")


def _contact(each: ClientContact) -> Sentence:
    return sentence(bold(each.name), f", {one_line(each.position)}" if each.position else "")


def _presses(each: ClientContact, client: Client) -> Block:
    of = one_line(each.name)
    leaves = f"{of} leaves the contacts of {one_line(client.name)}. Their card stays."
    sure = confirm("Not there any more?", leaves, "Remove", "Keep")
    return actions(
        button("Log a touch", LOG_FOR, each.candidate, reads=f"Log a touch for {of}"),
        button("Card", OPEN_CANDIDATE, each.candidate, reads=f"Show the card of {of}"),
        button("Remove", REMOVE, f"{client.id}/{each.candidate}", ask=sure, reads=f"Remove {of} from the contacts"),
    )


def _deeds(client: Client) -> Block:
    return actions(
        button("Add a contact", CONTACT, client.id, style="primary"),
        button("New job", NEW, client.id),
        button("Rename", RENAME, client.id),
    )


def _goings_on(each: ClientLine) -> str:
    counts = [(each.jobs, "open job"), (each.contacts, "contact")]
    said = [f"{count} {word}" if count == 1 else f"{count} {word}s" for count, word in counts if count]
    return " · ".join(said[:1] + ([f"{each.in_process} in process"] if each.in_process else []) + said[1:]) or "quiet"


def _more(count: int, word: str) -> str:
    return f"And {count} more {word}{'s' if count > 1 else ''}. " if count > 0 else ""
