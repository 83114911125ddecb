"""Has each step of a story, delivered three times and then done again as it stood before, one effect?"""

import pytest

from bot.facts import OfferKind
from bot.messages import offer_buttons
from bot.messages.candidates import LOG
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message, View
from tests.stories.dealings import offered
from tests.stories.deeds import at, moves
from tests.stories.desk import open_form, sent, value_of
from tests.stories.house import house
from tests.stories.repeats import BOTH, Steps, last, met, repeating


@pytest.fixture(params=BOTH, ids="-".join)
async def there(request, tmp_path):
    """A house in which things are done again."""
    async with repeating(request, tmp_path) as it:
        yield it


async def test_clients_and_jobs_are_kept_once(there):
    rita = there.slack.seat("U0RITA")
    steps = Steps(there, rita)
    await steps.once(lambda: rita.types("/care client northwind"), drafts=1)
    await steps.types("/care client add Northwind")
    await steps.sends(clients=1, audit=1)
    await rita.clicks(await steps.types("/care client northwind"), "Add a contact")
    await steps.sends({"Person": ("Ben Kramer", "Add “Ben Kramer”")}, candidates=1, client_contacts=1, audit=2)
    await rita.clicks(await steps.types("/care client northwind"), "Rename")
    await steps.sends({"Name": "Southwind"}, audit=1)
    await steps.presses(await steps.types("/care client southwind"), "Remove", client_contacts=-1, audit=1)
    await steps.once(lambda: rita.types("/care job cook"), drafts=1)
    await steps.types("/care job add Cook")
    await steps.sends({"Client": "Southwind"}, jobs=1, audit=1)
    await rita.clicks(await steps.types("/care job cook"), "Edit")
    await steps.sends({"Selling points": "Remote first"}, audit=1)
    await rita.clicks(await steps.types("/care job cook"), "Put someone forward")
    ana = "Ana Silva · interview for Engineer · Rita Reis"
    await steps.sends({"Candidate": ("ana", ana)}, drafts=1)
    await rita.clicks(await steps.types("/care job cook"), "Put someone forward")
    await rita.fills({"Candidate": ("ana", ana)})
    await rita.submits()
    without = {"Did they agree?": "Go on without, for a reason", "Their words, or your reason": "On a flight"}
    await steps.sends(without, submissions=1, representations=1, drafts=-1, audit=2)
    await rita.clicks(await steps.types("/care job cook"), "Close Cook, Southwind")
    await steps.sends({"What came of it": "Cancelled by the client"}, audit=2)
    await steps.presses(await steps.types("/care job cook"), "Reopen", audit=1)


async def test_what_is_kept_on_a_card_is_kept_once(there):
    rita = there.slack.seat("U0RITA")
    steps = Steps(there, rita)
    await steps.picks("Let them wait until …")
    await steps.sends({"Until": "2026-12-01", "Why": "Away"})
    await steps.picks("Tags and segment …")
    await steps.sends({"Tags": [("Kotlin", "Add “Kotlin”")], "Segment": "Warm"}, tags=1, candidate_tags=1, audit=2)
    await steps.picks("Change the name …")
    await steps.sends({"Name": "Ana Sousa"}, audit=1)
    await steps.picks("Contacts …")
    await steps.sends({"Add": "ana@example.com"}, contacts=1, audit=1)
    await steps.picks("Contacts …")
    await steps.sends({"Take away": ["ana@example.com"]}, drafts=1)
    await steps.sends(drafts=-1, contacts=-1, audit=1)
    await steps.once(lambda: steps.picks("Connected with me on a network"), audit=1)
    await steps.picks("Do not contact …")
    await steps.sends({"Why": "asked us to stop"}, audit=1)
    await steps.picks("Take do-not-contact back …")
    await steps.presses(open_form(rita), "May be contacted again", audit=1)
    await steps.picks("Help given or asked …")
    await steps.sends({"What was it?": "Referral"}, favours=1, audit=1)
    await rita.clicks(open_form(rita), "What came of it …")
    await steps.sends({"What came of it": "Maria is hired"}, audit=1)
    await steps.presses(open_form(rita), "Thanked", audit=1)
    await steps.presses(open_form(rita), "Take out", favours=-1, audit=1)


async def test_who_owns_somebody_changes_once(there):
    rita, tom, maya = await met(there)
    await rita.seat.clicks(await rita.types("/own ana"), "Release …")
    await rita.sends(owner_changes=1, audit=1)
    await tom.presses(await tom.types("/own ana"), "Claim", owner_changes=1, audit=1)
    await tom.seat.clicks(await tom.types("/own ana"), "Hand over …")
    await tom.sends({"To": "U0RITA"}, owner_changes=1, lines=1, outbox=1, audit=1)
    await there.move(at("2027-02-08T09:00"))
    await rita.seat.clicks(await rita.types("/own ana"), "Ask for more time …")
    await rita.sends({"Why": "Away"}, approvals=1, outbox=1, audit=1)
    await there.bot.ticker.tick()
    await maya.presses(last(maya), "Grant", outbox=1, audit=2)
    await there.move(at("2027-02-15T09:00"))
    await rita.seat.clicks(await rita.types("/own ana"), "Ask for more time …")
    await rita.sends({"Why": "Away"}, approvals=1, outbox=1, audit=1)
    await there.bot.ticker.tick()
    await maya.seat.clicks(last(maya), "Refuse …")
    await maya.sends({"Why": "Call her"}, outbox=1, audit=1)


async def test_a_claim_is_made_answered_asked_about_and_ruled_on_once(there):
    rita, tom, maya = await met(there)
    await rita.seat.types("/touch Ana Silva - spoke")
    await tom.seat.clicks(await tom.types("/own ana"), "Claim …")
    await tom.sends({"Reason": "She asked me"}, disputes=1, evidence=1, outbox=2, audit=1)
    await there.bot.ticker.tick()
    await rita.seat.clicks(last(rita), "Answer …")
    await rita.sends({"Your answer": "We spoke"}, outbox=1, audit=2)
    await there.bot.ticker.tick()
    case = last(maya)
    await maya.seat.clicks(case, "Ask …")
    asked = {"Ask": "Tom Becker, who claims", "Question": "When?"}
    await maya.sends(asked, dispute_questions=1, outbox=1, audit=1)
    await there.bot.ticker.tick()
    await tom.seat.clicks(last(tom), "Answer …")
    await tom.sends({"Your answer": "On Friday"}, audit=1)
    await there.bot.ticker.tick()
    await maya.seat.clicks(case, "Share …")
    halves = {"The owner’s part": "50", "The part of whoever claims": "50", "Reasons": "Both did"}
    await maya.sends(halves, outbox=2, audit=2)
    goes = {"owner_changes": 1, "audit": 3}
    for ends, label, effect in ((tom, "Withdraw …", {"audit": 1}), (rita, "Release to Tom Becker …", goes)):
        await tom.seat.clicks(await tom.types("/own ana"), "Claim …")
        await tom.sends({"Reason": "She asked me"}, disputes=1, evidence=1, outbox=2, audit=1)
        await there.bot.ticker.tick()
        await ends.presses(last(ends), label, None, outbox=1, **effect)
        await there.bot.ticker.tick()


async def test_a_cover_a_handover_and_a_right_are_written_down_once(there):
    rita, _, maya = await met(there)
    await rita.types("/care cover")
    days = {"First day away": "2026-11-25", "Last day away": "2026-11-27"}
    await rita.sends({"Who covers": "U0TOM"} | days, covers=1, audit=1)
    await rita.types("/care cover")
    await rita.seat.clicks(open_form(rita.seat), "Change")
    await rita.sends({"Last day away": "2026-11-26"}, audit=1)
    await rita.types("/care cover")
    await rita.presses(open_form(rita.seat), "Call it off", audit=1)
    await rita.types("/care represent ana")
    await rita.seat.clicks(open_form(rita.seat), "Write down another …")
    right = {"How they agreed": "In person", "Their words": "Yes"}
    await rita.sends(right, representations=1, audit=1)
    await rita.types("/care represent ana")
    await rita.seat.clicks(open_form(rita.seat), "End it …")
    await rita.sends({"Why it ends": "They withdrew"}, audit=1)
    maya.ticks = True
    await maya.types("/care hand over")
    await maya.sends({"From": "U0RITA", "To": ["U0TOM"]}, drafts=1)
    await maya.sends(drafts=-1, handovers=1, owner_changes=1, outbox=3, audit=4)
    await maya.types("/care ownership")
    await maya.sends({"An owner keeps a candidate for so many days": "60"}, drafts=1)
    await maya.sends(drafts=-1, audit=1)


async def test_an_offer_is_decided_once(there):
    rita = Steps(there, there.slack.seat("U0RITA"))
    await moves(rita.seat, "ana", "Offer")
    offer = await offered(there, OfferKind.OURS, "Engineer")
    yes = {"How the candidate said yes": "By phone", "How they said yes": "In writing"}

    def button(action: str, value: object) -> Message:
        return sent(there, rita.seat, action, value)

    await rita.seat.clicks(button(offer_buttons.ACCEPT, offer), "Press")
    await rita.sends(yes, agreements=1, placements=1, offer_changes=1, audit=4)
    await rita.seat.clicks(open_form(rita.seat), "First day, resigned …")
    await rita.sends({"First day": "2027-01-04"}, audit=1)
    await rita.types("/care help")
    await rita.seat.clicks(button(offer_buttons.AGREE, offer), "Press")
    await rita.sends(yes, agreements=1, audit=1)
    await rita.types("/care help")
    await rita.seat.clicks(button(offer_buttons.AGREEMENT, offer), "Press")
    await rita.presses(open_form(rita.seat), "Sent to Ana Silva", audit=1)
    await rita.types("/care help")
    await rita.seat.clicks(button(offer_buttons.AGREEMENT, offer), "Press")
    await rita.presses(open_form(rita.seat), "Not sent to Ana Silva …", audit=1)
    await rita.types("/care help")
    await rita.seat.clicks(button(offer_buttons.ACCEPT, offer), "Press")
    await rita.presses(open_form(rita.seat), "Reopen …", placements=-1, offer_changes=1, audit=3)
    await rita.types("/care help")
    await rita.seat.clicks(button(offer_buttons.DECLINE, offer), "Press")
    await rita.sends({"What weighed most": "The pay"}, losses=1, offer_changes=1, audit=3)
    await rita.presses(open_form(rita.seat), "Reopen …", losses=-1, offer_changes=1, audit=2)
    await rita.types("/care help")
    await rita.seat.clicks(button(offer_buttons.WITHDRAW, offer), "Press")
    await rita.sends({"Why": "The budget"}, offer_changes=1, audit=1)


async def test_what_is_said_of_offers_is_written_down_once(there):
    rita = Steps(there, there.slack.seat("U0RITA"))
    ana = value_of(await rita.card(), LOG)
    line = (await rita.seat.types("/offer ana silva - 88k EUR"))[-1]
    raised = {"offers": 1, "offer_rounds": 1, "offer_changes": 2, "audit": 4}
    await rita.presses(line, "Save", None, drafts=-1, **raised)

    async def sheet() -> View:
        await rita.types("/care help")
        await rita.seat.clicks(sent(there, rita.seat, offer_buttons.SHEET, ana), "Press")
        return open_form(rita.seat)

    async def opens(label: str) -> None:
        await rita.seat.clicks(await sheet(), label)

    await opens("New round")
    await rita.sends({"Pay": "90k"})
    await rita.sends(drafts=-1, offer_rounds=1, audit=1)
    await rita.presses(open_form(rita.seat), "Undo", offer_rounds=-1, audit=1)
    await rita.seat.picks(await sheet(), "More", "Change …")
    await rita.sends({"Is it made to them?": "Not told them yet"}, drafts=-1, offer_changes=1, audit=1)
    await opens("+ Rival")
    acme = {"Company": ("Acme", "Add “Acme”"), "Pay": "€95k a year"}
    await rita.sends(acme, drafts=-1, offers=1, offer_rounds=1, offer_changes=2, audit=4)
    await rita.presses(open_form(rita.seat), "Undo", offer_rounds=-1, offer_changes=1, audit=2)
    await rita.once(lambda: rita.seat.types("/offer ana silva 91k EUR"), drafts=1)


async def test_a_deadline_is_moved_once_and_a_choice_of_a_line_is_made_once(there):
    rita = Steps(there, there.slack.seat("U0RITA"))
    offer = await offered(there, OfferKind.OURS, "Engineer")
    await rita.seat.clicks(sent(there, rita.seat, offer_buttons.EXTEND, offer), "Press")
    given = {"To be decided by": "2026-12-02", "Why": "Away", "Who at the client said yes": "Sam"}
    await rita.sends(given, offer_changes=1, audit=1)
    await added(rita.seat, "Ana Silveira")
    asked = (await rita.seat.types("/offer ana rival Acme 95 or 97k EUR"))[-1]
    await rita.presses(asked, "Ana Silva · interview for Engineer · Rita Reis")
    await rita.presses(rita.seat.dm()[-1], "97k EUR")


async def test_a_manager_answers_about_an_offer_once(there):
    rita, _, maya = await met(there)
    await maya.seat.types("/care bands")
    await maya.seat.clicks(open_form(maya.seat), "New band")
    band = {"For the job, or all jobs of the client": ("Eng", "Engineer"), "From – to": "€51-63k"}
    await maya.sends(band, bands=1, audit=1)
    for label, fills, effect in (
        ("Decline …", {"Why": "Too much"}, {"audit": 3}),
        ("Change …", {"What may be offered": "€61k a year"}, {"offer_rounds": 1, "audit": 4}),
        ("Approve", None, {}),
    ):
        line = await rita.types("/offer ana silva 99k EUR")
        await rita.seat.clicks(line, "Save")
        await there.bot.ticker.tick()
        if fills is None:
            await maya.presses(last(maya), label, None, outbox=1, audit=2)
        else:
            await maya.seat.clicks(last(maya), label)
            await maya.sends(fills, **{"outbox": 1, "offer_changes": 1, "audit": 2} | effect)
        await there.bot.ticker.tick()


async def test_what_stands_beside_an_offer_is_kept_once(there):
    rita, maya = Steps(there, there.slack.seat("U0RITA")), Steps(there, there.slack.seat("U0MAYA"))
    await moves(rita.seat, "ana", "Offer")
    offer = await offered(there, OfferKind.OURS, "Engineer")
    await maya.types("/care bands")
    await maya.seat.clicks(open_form(maya.seat), "New band")
    band = {"For the job, or all jobs of the client": ("Eng", "Engineer"), "From – to": "€62-78k"}
    await maya.sends(band, bands=1, audit=1)
    await rita.seat.clicks(sent(there, rita.seat, offer_buttons.LEVERS, offer), "Press")
    await rita.sends({"What may move": "Base", "In their words": "A little"}, levers=1, audit=1)
    await rita.presses(open_form(rita.seat), "Used up", levers=-1, audit=1)
    await rita.types("/care help")
    ana = value_of(await rita.card(), LOG)
    await rita.seat.clicks(sent(there, rita.seat, offer_buttons.RATE, ana), "Press")
    await rita.sends({"One unit of": "GBP", "Is worth": "1.17", "Of the currency": "EUR"}, rates=1, audit=1)
    await maya.types("/care bands")
    await maya.presses(open_form(maya.seat), "Take away", bands=-1, audit=1)


async def test_rounds_and_merges_are_done_and_undone_once(there):
    rita = there.slack.seat("U0RITA")
    steps = Steps(there, rita)
    await added(rita, "Ben Okafor")
    await steps.types("/care round")
    await steps.sends({"How it went": "E-mail, sent", "Candidates": ["Ana", "Ben"]}, drafts=1)
    await steps.sends(drafts=-1, touches=2)
    await steps.presses(open_form(rita), "Undo", audit=2)
    await steps.types("/candidate add Ana Silvá")
    await steps.sends({"Contact": "silva@example.com"}, drafts=1)
    await rita.fills({"Is it one of these?": "Somebody else: add them"})
    await steps.sends(drafts=-1, candidates=1, owner_changes=1, contacts=1, audit=2)
    await steps.types("/care merge ana silva")
    await steps.sends(merges=1, candidates=-1, audit=2)
    await rita.clicks(open_form(rita), "Undo")
    await steps.sends(candidates=1, audit=2)


async def test_files_come_and_go_once(there):
    rita, maya = there.slack.seat("U0RITA"), there.slack.seat("U0MAYA")
    steps = Steps(there, rita, ticks=True)
    await steps.once(lambda: rita.shares("people.csv", b"Name\nZoe Quill\n???\n"), imports=1, outbox=1)
    shown = waiting_file(rita)
    await rita.clicks(shown, "Columns …")
    await steps.sends()
    await steps.sends()
    await steps.presses(shown, "Import", candidates=1, audit=2)
    await steps.once(lambda: rita.clicks(shown, "Refused lines"), sent_files=1)
    await steps.types("/care import")
    await steps.sends({"File": ("more.csv", b"Name\nYan Quill\n")}, imports=1, outbox=1)
    shared = next(message for message in rita.dm() if message.files and message.user == "U0RITA")
    await steps.once(lambda: rita.uses_shortcut("Import this file", message=shared), imports=1, outbox=1)
    await steps.presses(waiting_file(rita), "Cancel")
    steps = Steps(there, maya, ticks=True)
    await steps.types("/care export")
    await steps.sends(sent_files=1, audit=1)
    await steps.once(lambda: steps.picks("All about them"), sent_files=2, audit=1)
    await steps.picks("Erase for good …")
    gone = {"candidates": -1, "owner_changes": -1, "submissions": -1, "representations": -1}
    gone |= {"sent_files": -4}  # the table, the page with its JSON, what came back
    await steps.sends({"Type their name to confirm": "Ana Silva"}, **gone, erasures=1, outbox=1, audit=2)


def waiting_file(seat: Seat) -> Message:
    """The newest message about a file that waits to be brought in."""
    return next(message for message in reversed(seat.dm()) if "Cancel" in plain(message))


async def test_an_answer_about_an_old_record_counts_once(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita, maya = there.slack.seat("U0RITA"), there.slack.seat("U0MAYA")
        steps = Steps(there, rita)
        for name in ("Ana Silva", "Ben Okafor"):
            await added(rita, name)
        for hour in ("2028-11-24T08:00", "2028-11-24T08:30"):
            await there.move(at(hour))
        asked = next(message for message in rita.dm() if "Keep their record" in plain(message))
        await rita.clicks(asked, "Keep", near="Ana Silva")
        await steps.sends({"Why": "asked us to call again"}, audit=1)
        await rita.closes()
        await steps.presses(asked, "Ask to erase", near="Ben Okafor", outbox=1, lines=1, audit=1)
        await there.bot.ticker.tick()
        wanted = next(message for message in maya.dm() if "asks you to erase" in plain(message))
        await maya.clicks(wanted, "Erase …")
        await Steps(there, maya).sends({"Type their name to confirm": "Ben Okafor"}, erasures=1, audit=1)


async def added(seat: Seat, name: str) -> None:
    """Adds a candidate who is put forward for no job."""
    await seat.types(f"/candidate add {name}")
    assert await seat.submits() == {}
    await seat.closes()
