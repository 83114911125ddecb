"""Does a team see, name or change anything of another team that lives in the same database?"""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

import storage
from bot import forms, promises
from bot.blocks import dots, menu, option
from bot.facts import (
    Agreed,
    AgreedHow,
    Agreement,
    ApprovalKind,
    Band,
    Contact,
    Counts,
    Direction,
    Dispute,
    DisputeState,
    Favour,
    FavourKind,
    Field,
    HandoverDraft,
    How,
    Kind,
    Lever,
    LineOutcome,
    Money,
    NewCandidate,
    NewCover,
    NewJob,
    Offer,
    OfferDraft,
    OfferKind,
    OfferRound,
    OfferState,
    Outcome,
    Owing,
    Package,
    Part,
    Period,
    Person,
    Placement,
    Pool,
    Question,
    ReadAs,
    RoundBy,
    RoundDraft,
    Settled,
    SheetLine,
    Stage,
    Step,
    Terms,
    Touch,
    TouchDraft,
    Union,
    Why,
)
from bot.messages import (
    agreements,
    approvals,
    bands,
    candidates,
    cards,
    cases,
    clients,
    closing,
    comparison,
    covers,
    deadlines,
    disputes,
    exports,
    favours,
    going_offers,
    handovers,
    holdings,
    imports,
    jobs,
    losses,
    merging,
    offer_buttons,
    offer_lines,
    offer_outcomes,
    outcomes,
    owner_news,
    ownership,
    people,
    representations,
    retention,
    rounds,
    tags,
    teams,
    terms,
    timeline,
    touch_lines,
    touches,
    updates,
)
from bot.messages.claims import NO_DISPUTE
from bot.offering.rounds import NO_OFFER
from bot.offering.taking_back import NO_ROUND
from bot.policy import Policy
from bot.rules.rounds import OVER as ROUND_OVER
from handlers import levers, listeners, offer_forms, offer_menu, touch_forms
from handlers.cards import CHOICES
from handlers.care import WORDS
from handlers.clients import NO_MORE as NO_MORE_CLIENTS
from handlers.favours import GONE as GONE_FAVOUR
from handlers.jobs import NO_CLIENT, NO_JOB
from handlers.jobs import NO_MORE as NO_MORE_JOBS
from handlers.representations import NO_RIGHT
from handlers.submissions import NO_SUBMISSION
from handlers.tags import NO_MORE as NO_MORE_TAGS
from handlers.touches import NO_CANDIDATE, NO_TOUCH
from practice.reading import plain
from storage.columns import new_id
from tests.stories.dealings import offered
from tests.stories.desk import adds, logged, presses, sent_with
from tests.stories.forged import EVERY, GONE, OFFERED, answered, filled, holds, inputs, offers, puts
from tests.stories.house import house

OTHER = "T0OTHER"
SEALED = {"seal", "prev_hash", "hash"}
STRANGER = Person(OTHER, "U0STRANGE", "Sam Strange")
SPOKE = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)
MAYA = "U0MAYA"  # who manages here, and nowhere else; there, somebody else has this id
# Each is a word that is nowhere but in the other team's rows.
THEIRS = ("Wanda", "Whiskers", "Wendell", "Zookeeper", "wanda@", "Whispered", "Strange", "Whinstone", "Whittling")
NEWS = How(Kind.NEWSLETTER, Direction.OUT, Outcome.SENT)


def fill(db: storage.database.Db, now: datetime) -> dict[str, int]:
    """Another team with a candidate of each kind of row, and the ids of those rows."""
    storage.teams.install(db, OTHER, "Others", "U0BOT2", "B0BOT2", now)
    for person in (STRANGER, replace(STRANGER, id=MAYA)):
        storage.people.meet(db, person)
    wanda, twin, gone = (add(db, name, now) for name in ("Wanda Whiskers", "Wanda Wendell", "Wanda"))
    client = storage.clients.named(db, OTHER, "Whinstone", MAYA, now)
    job = storage.jobs.titled(db, OTHER, "Zookeeper", MAYA, now)
    submission = storage.submissions.put_forward(db, OTHER, wanda, job.id, Stage.INTERVIEW, MAYA, now)
    touch = Touch(new_id(), wanda, SPOKE, True, now, now, MAYA, MAYA, note="Whispered")
    storage.touches.log(db, OTHER, touch)
    batch = new_id()
    storage.rounds.log(db, OTHER, [Touch(new_id(), wanda, NEWS, False, now, now, MAYA, MAYA, batch=batch)])
    storage.clients.add_contact(db, OTHER, client.id, wanda, "Whisperer", MAYA, now)
    storage.tags.tag_many(db, OTHER, [(wanda, "Whittling")], MAYA, now)
    favour = Favour(new_id(), wanda, FavourKind.REFERRAL, "Whispered", MAYA, now)
    storage.favours.add(db, OTHER, favour, now)
    merge = storage.merging.merge(db, OTHER, Union(wanda, gone, "Wanda Whiskers", Why.LONGER), MAYA, now)
    until = now + timedelta(days=900)
    right = storage.representations.record(db, OTHER, wanda, job, MAYA, now, "Whispered", "call", MAYA, now, until)
    promises.plan(db, OTHER, [wanda], Policy(), now)
    (owed,) = storage.promises.of(db, OTHER, "updates.owed", [str(wanda)])
    asked = replace(owed, kind=Owing.RETENTION, whom=MAYA, heard_by=MAYA, nudge_at=now + timedelta(days=900))
    storage.promises.write(db, OTHER, [asked])
    letter = storage.outbox.letter(db, OTHER, "k", "morning", MAYA, now, now + timedelta(days=900))
    assert letter is not None
    storage.lines.add(db, OTHER, letter, [owed])
    (line,) = storage.lines.of(db, OTHER, letter)
    ids = {"candidate": wanda, "twin": twin, "client": client.id, "job": job.id, "submission": submission}
    ids |= {"touch": touch.id, "batch": batch, "favour": favour.id, "merge": merge.id, "line": line.id}
    ids |= {"right": right.id}
    approval = storage.approvals.ask(db, OTHER, ApprovalKind.MORE_TIME, wanda, MAYA, "Whispered", now, {"days": 7})
    ids |= {"approval": approval.id} | disputed(db, wanda, now)
    away = NewCover("U0STRANGE", now.date(), now.date())
    ids |= {"cover": storage.covers.arrange(db, OTHER, MAYA, away, MAYA, now).id}
    ids |= {"tag": storage.tags.of(db, OTHER, wanda)[0].id, "contact": min(storage.contacts.listed(db, OTHER, wanda))}
    ids |= agreed(db, wanda, submission, now)
    return ids | drafts(db, wanda, now) | {"import": shown_import(db, now)}


def agreed(db: storage.database.Db, wanda: int, submission: int, now: datetime) -> dict[str, int]:
    """An offer to a candidate of theirs that was accepted, its terms, and where she starts."""
    state, yes = OfferState.ACCEPTED, Agreed("Wanda", now.date(), AgreedHow.SIGNED)
    of = Offer(new_id(), wanda, OfferKind.OURS, state, MAYA, now, submission, company="Whinstone", ended_at=now)
    storage.offers.add(db, OTHER, of)
    storage.offers.wind(db, OTHER, of.id, None, now)
    terms = Agreement(new_id(), of.id, wanda, 0, Package(equity="Whispered"), yes, yes, now, MAYA, "Whispered")
    storage.agreements.add(db, OTHER, terms)
    storage.placements.add(db, OTHER, Placement(submission, wanda, 1, of.id, now, MAYA, 90), now)
    storage.levers.open(db, OTHER, Lever(of.id, Part.BASE, "Whispered", MAYA, now))
    band = Band(new_id(), Money(1, "EUR"), Money(2, "EUR"), Period.YEAR, MAYA, now, job=1)
    storage.bands.put(db, OTHER, band)
    said = OfferRound(new_id(), of.id, 0, RoundBy.OFFERED, Package(equity="Whispered"), now, MAYA, now, "Whispered")
    storage.offer_rounds.say(db, OTHER, said)
    return {"offer": of.id, "agreement": terms.id, "band": band.id, "round": said.id}


def disputed(db: storage.database.Db, wanda: int, now: datetime) -> dict[str, int]:
    """A claim on a candidate of theirs, about which a manager asks the owner something."""
    by, state = now + timedelta(days=900), DisputeState.RULING
    of = Dispute(new_id(), wanda, MAYA, "U0STRANGE", now, "Whispered", "Whispered", by, by, state)
    storage.disputes.add(db, OTHER, of)
    question = Question(new_id(), of.id, MAYA, MAYA, "Whispered", now)
    storage.disputes.ask(db, OTHER, of, question, of.rule_by)
    return {"dispute": of.id, "question": question.id}


def add(db: storage.database.Db, name: str, now: datetime) -> int:
    """A candidate of theirs."""
    mail = f"{name.lower().replace(' ', '.')}@example.com"
    return storage.candidates.add(db, OTHER, name, [Contact("email", mail, mail)], MAYA, now).id


def drafts(db: storage.database.Db, wanda: int, now: datetime) -> dict[str, int]:
    """A draft of each kind."""
    kinds = {
        "draft": TouchDraft(wanda, note="Whispered"),
        "name": NewCandidate("Wanda"),
        "role": NewJob("Zookeeper"),
        "named": forms.clients.Named("Whinstone"),
        "changes": forms.contacts.Changes(wanda, "wanda@example.org"),
        "round": RoundDraft(NEWS, False, (wanda,), "Whispered"),
        "handover": HandoverDraft(MAYA, ("U0STRANGE",)),
        "step": Step(wanda, 1, Stage.SUBMITTED),
        "terms": Terms(90, 365, Pool.FREE),
        "offer_draft": OfferDraft(wanda, OfferKind.OURS, pay="Whispered"),
    }
    return {name: storage.drafts.keep(db, OTHER, MAYA, draft, now) for name, draft in kinds.items()}


def shown_import(db: storage.database.Db, now: datetime) -> int:
    """A file that waits to be brought in, with a line that came back."""
    id = storage.imports.add(db, OTHER, MAYA, "Whittling.csv", now + timedelta(days=900), file="F9")
    of = storage.imports.one(db, OTHER, id)
    assert of is not None
    storage.imports.stage(db, of, [SheetLine(1, ("Wanda",))])
    read_as = ReadAs("utf-8", ",", ("Name",), (Field.NAME,))
    storage.imports.read(db, of, read_as, 1, Counts(added=1))
    storage.imports.settle(db, of, [Settled(1, LineOutcome.REFUSED, "Whispered")], Counts(refused=1))
    return id


OLD = teams.old_button()
PRESSED = [
    (touches.UNDO, "{touch}", NO_TOUCH),
    (touches.EDIT, "{touch}", NO_TOUCH),
    (f"{touches.TOLD}_1", "{touch}/yes", NO_TOUCH),
    (f"{touches.OFFERED}_1", "{touch}/none/open", NO_TOUCH),
    (f"{touch_lines.PICK}_1", "{draft}/{candidate}", touch_forms.TOO_OLD),
    (f"{touch_lines.HOW}_1", "{draft}/call.out.spoke", touch_forms.TOO_OLD),
    (touch_lines.ADD, "{draft}", touch_forms.TOO_OLD),
    (touch_lines.FORM, "{draft}", touch_forms.TOO_OLD),
    (f"{candidates.OPEN}_1", "{candidate}", NO_CANDIDATE),
    (candidates.LOG, "{candidate}", NO_CANDIDATE),
    (candidates.MOVE, "{candidate}", NO_CANDIDATE),
    (candidates.SUBMIT, "{candidate}", NO_CANDIDATE),
    (candidates.SIMILAR, "{candidate}", NO_CANDIDATE),
    (candidates.ADD, "{name}", "Add a candidate\nName\n"),
    (cards.SAME, "{candidate}", merging.NOT_THERE),
    (merging.UNDO, "{merge}", merging.NO_MERGE),
    (tags.CARD, "{candidate}", NO_CANDIDATE),
    (f"{tags.SHOW}_1", "{tag}", tags.GONE),
    (tags.NEXT, "{tag}/{candidate}", tags.GONE),
    (tags.PICK, "{tag}", tags.GONE),
    (tags.MORE, "{tag}", NO_MORE_TAGS),
    (forms.tags.ALLOW, "{candidate}", NO_CANDIDATE),
    (timeline.EARLIER, "{candidate}/2026-11-23T09:00:00+00:00/{touch}", NO_CANDIDATE),
    (timeline.LATER, "{candidate}/2026-11-23T09:00:00+00:00/{touch}", NO_CANDIDATE),
    (favours.ADD, "{candidate}", NO_CANDIDATE),
    (favours.CAME, "{favour}", GONE_FAVOUR),
    (favours.THANKED, "{favour}/yes", GONE_FAVOUR),
    (favours.TAKE_OUT, "{favour}", GONE_FAVOUR),
    (rounds.OPEN, "{tag}", tags.GONE),
    (rounds.UNDO, "{batch}", ROUND_OVER),
    (f"{jobs.OPEN}_1", "{job}", NO_JOB),
    (jobs.PICK, "{job}", NO_JOB),
    (jobs.NEXT, "{job}", NO_MORE_JOBS),
    (jobs.NEW, "{client}", NO_CLIENT),
    (jobs.ADD, "{role}", "New job\nJob title\n"),
    (jobs.EDIT, "{job}", NO_JOB),
    (jobs.FORWARD, "{job}", NO_JOB),
    (jobs.CLOSE, "{job}", NO_JOB),
    (jobs.REOPEN, "{job}", NO_JOB),
    (jobs.TELL, "{job}/0", NO_JOB),
    (closing.LOG, "{job}/0/{candidate}", NO_JOB),
    (f"{clients.OPEN}_1", "{client}", NO_CLIENT),
    (clients.PICK, "{client}", NO_CLIENT),
    (clients.NEXT, "{client}", NO_MORE_CLIENTS),
    (clients.ADD, "{named}", "New client\nName\n"),
    (clients.RENAME, "{client}", NO_CLIENT),
    (clients.CONTACT, "{client}", NO_CLIENT),
    (clients.REMOVE, "{client}/{candidate}", NO_CLIENT),
    (imports.BEGIN, "{import}", OLD),
    (imports.COLUMNS, "{import}", OLD),
    (imports.CANCEL, "{import}", OLD),
    (imports.RETURNED, "{import}", OLD),
    (owner_news.AGAIN, "{candidate}", NO_CANDIDATE),
    (ownership.TAKE, "{candidate}", NO_CANDIDATE),
    (f"{ownership.OPEN}_1", "{candidate}", NO_CANDIDATE),
    (ownership.RELEASE, "{candidate}", NO_CANDIDATE),
    (ownership.HAND, "{candidate}", NO_CANDIDATE),
    (ownership.MORE_TIME, "{candidate}", NO_CANDIDATE),
    (holdings.PICK, "{candidate}", NO_CANDIDATE),
    (approvals.GRANT, "{approval}", approvals.GONE),
    (approvals.REFUSE, "{approval}", approvals.GONE),
    *((each, "{approval}", approvals.GONE) for each in (approvals.FIGURES, approvals.CHANGE)),
    *((each, "{candidate}", NO_CANDIDATE) for each in (offer_buttons.COMPARE, offer_buttons.RATE, comparison.AS_TABLE)),
    (offer_buttons.SHEET, "{candidate}", NO_CANDIDATE),
    (offer_buttons.ADD, "{candidate}/rival/{touch}", NO_CANDIDATE),
    *((each, "{offer}", NO_OFFER) for each in (offer_buttons.ROUND, offer_buttons.CHANGE)),
    (offer_buttons.EXTEND, "{offer}", deadlines.GONE),
    (offer_outcomes.UNDO, "{round}", NO_ROUND),
    (offer_outcomes.UNRAISE, "{offer}", NO_OFFER),
    *((each, "{offer_draft}", offer_forms.TOO_OLD) for each in (offer_lines.SAVE, offer_lines.CORRECT)),
    (f"{offer_lines.CHOOSE}_1", "{offer_draft}/0", offer_forms.TOO_OLD),
    (f"{offer_lines.PICK}_1", "{offer_draft}/{candidate}", offer_forms.TOO_OLD),
    (offer_buttons.LEVERS, "{offer}", levers.GONE),
    (f"{forms.levers.USED}_1", "{offer}/base", levers.GONE),
    *((f"{each}_1", "{band}", bands.GONE) for each in (bands.CHANGE, bands.REMOVE)),
    (ownership.CLAIM, "{candidate}", NO_CANDIDATE),
    *((each, "{dispute}", NO_DISPUTE) for each in (disputes.ANSWER, disputes.CONCEDE, disputes.WITHDRAW)),
    (disputes.REPLY, "{dispute}/{question}", NO_DISPUTE),
    (f"{outcomes.WHOLE}_1", "{dispute}/0", NO_DISPUTE),
    (f"{cases.PAGE}_1", "{dispute}/1", NO_DISPUTE),
    *((each, "{dispute}", NO_DISPUTE) for each in (cases.KEEP, cases.TRANSFER, cases.SHARE, cases.ASK)),
    (cases.PRECEDENTS, "{dispute}", NO_DISPUTE),
    (forms.terms.BACK, "{terms}", terms.OVER),
    (f"{representations.PICK}_1", "{candidate}", NO_CANDIDATE),
    (representations.ADD, "{candidate}", NO_CANDIDATE),
    (f"{representations.END}_1", "{right}", NO_RIGHT),
    (covers.NEW, "U0STRANGE", covers.UNKNOWN),
    (f"{covers.CHANGE}_1", "{cover}", covers.GONE),
    (f"{covers.END}_1", "{cover}", covers.GONE),
    (handovers.HAND_OVER, "U0STRANGE", handovers.UNKNOWN),
    (retention.KEEP, "{candidate}", NO_CANDIDATE),
    (retention.ERASE, "{candidate}", NO_CANDIDATE),
    (retention.ASK_TO_ERASE, "{candidate}", NO_CANDIDATE),
    (updates.LOG, "{line}", OLD),
    (updates.BACK, "{line}", OLD),
    (updates.ACCEPT, "{line}", OLD),
    (updates.DECLINE, "{line}", OLD),
    (updates.WORDS, "{line}", OLD),
    (updates.CONTACTS, "{candidate}", NO_CANDIDATE),
    *((each, "{offer}", NO_OFFER) for each in (offer_buttons.ACCEPT, offer_buttons.DECLINE, offer_buttons.WITHDRAW)),
    *((each, "{offer}", NO_OFFER) for each in (offer_buttons.REOPEN, offer_buttons.AGREEMENT, offer_buttons.AGREE)),
    (agreements.FILE, "{agreement}", agreements.NO_AGREEMENT),
    (f"{agreements.SENT}_1", "{agreement}/client", agreements.NO_AGREEMENT),
    (f"{agreements.NOT_SENT}_1", "{agreement}/client", agreements.NO_AGREEMENT),
    (offer_buttons.PLACEMENT, "{submission}", NO_SUBMISSION),
    (offer_buttons.FELL_THROUGH, "{submission}", NO_SUBMISSION),
]
# Three menus, which are picked from below, and what carries no id of a row.
ELSEWHERE = {updates.MENU, candidates.MORE, offer_buttons.MENU, forms.touches.MORE, forms.touches.BACK}
ELSEWHERE |= {forms.offers.MORE, forms.offers.BACK}
HOME = {people.HOME_LOG, people.HOME_FIND, people.HOME_ME}
WITHOUT_ID = HOME | {holdings.POOL, going_offers.TURN, covers.SHOW, disputes.LIST, updates.MAIL, updates.ALL}
WITHOUT_ID |= {bands.NEW, bands.NEXT, agreements.MAIL, losses.NEXT}


def test_every_button_that_carries_an_id_is_in_the_table():
    assert set(listeners.PRESSES) - ELSEWHERE - WITHOUT_ID == {name.removesuffix("_1") for name, _, _ in PRESSED}


@pytest.fixture
async def with_others(database_url):
    """A house in whose database another team lives too; nothing of theirs is seen, logged or changed."""
    with logged() as log:
        async with house(database_url) as there:
            ids = await there.bot.database.transact(fill, there.clock.now())
            before = await there.bot.database.ask(rows_of_others)
            yield there, ids
            assert await there.bot.database.ask(rows_of_others) == before
            seen = [plain(one) for who in ("U0RITA", "U0MAYA") for one in there.slack.seat(who).dm()]
            said = json.dumps([call.body for call in there.slack.calls], default=str)
    for text in (*seen, said, log.getvalue()):
        assert not [word for word in THEIRS if word in text]
    assert "handler.failed" not in log.getvalue()


def rows_of_others(db: storage.database.Db) -> list[list[str]]:
    """Every row of the other team, but for the seals of the audit, which come by themselves."""
    tables = [each for each in storage.tables.Base.metadata.sorted_tables if "team" in each.c]
    chosen = [[column for column in table.c if column.name not in SEALED] for table in tables]
    return [
        sorted(map(str, db.execute(select(*columns).where(table.c.team == OTHER))))
        for table, columns in zip(tables, chosen, strict=True)
    ]


async def test_a_button_with_an_id_of_another_team_is_a_button_of_nothing(with_others):
    there, ids = with_others
    maya = there.slack.seat(MAYA)
    for action_id, value, answer in PRESSED:
        assert (await presses(there, maya, action_id, value.format(**ids))).startswith(answer), action_id
        while maya.modal:
            await maya.closes()
    for choice in ("told", "tomorrow", "waiting", "ask", "waive.withdrew"):
        old = sent_with(there, maya, menu(updates.MENU, "More", [("", [option("It", f"{choice}/{ids['line']}")])]))
        assert plain((await maya.picks(old, "More", "It"))[-1]) == OLD
    for choice in CHOICES:
        of_theirs = [("", [option("It", f"{choice}/{ids['candidate']}")])]
        old = sent_with(there, maya, menu(candidates.MORE, "More", of_theirs))
        assert plain((await maya.picks(old, "More", "It"))[-1]) == NO_CANDIDATE, choice
    for choice in offer_menu.CHOICES:
        answer = {"extend": deadlines.GONE, "levers": levers.GONE}.get(choice, NO_OFFER)
        old = sent_with(there, maya, dots(offer_buttons.MENU, [option("It", f"{choice}/{ids['offer']}")]))
        assert plain((await maya.picks(old, "More", "It"))[-1]) == answer, choice
    assert maya.modal is None


# Which draft of theirs a form is about, where it is not that of a touch.
DRAFTS = {
    "who": "name",
    "who was touched": "draft",
    "contacts to take away": "changes",
    "round to come": "round",
    "hand over, sure": "handover",
    "terms to come": "terms",
    **dict.fromkeys(OFFERED, "offer_draft"),
    **dict.fromkeys(("consent", "a colleague’s right", "a colleague’s right, lifted"), "step"),
}
ABOUT = {"first": "candidate", "other": "twin", "of": "import", "shown": "tag"}
HELD = {
    "candidate": "candidate",
    "candidates": "candidate",
    "client": "client",
    "job": "job",
    "tag": "tag",
    "tags": "tag",
    "first": "candidate",
    "other": "twin",
    "kept": "candidate",
    "filled_by": "submission",
    "shared": "contact",
    "removed": "contact",
    "who": "candidate",
}
# Said otherwise than to a form of what is no more, since two records of theirs are two.
SAID = {name: {"The other record": merging.NOT_THERE} for name in ("same person, proposed", "which two")}


async def test_a_form_with_ids_of_another_team_is_a_form_of_what_is_no_more(with_others):
    there, ids = with_others
    maya = there.slack.seat(MAYA)
    for name, answer in (GONE | SAID).items():
        form = puts(there, maya, EVERY[name])
        about = {key: theirs(name, key, value, ids) for key, value in json.loads(form.private_metadata).items()}
        form.private_metadata = json.dumps(about)
        for block, _ in inputs(form):
            if block["block_id"] in HELD:
                holds(form, block["block_id"], str(ids[HELD[block["block_id"]]]))
        if name == "move":
            holds(form, "stage", f"{ids['submission']}/offer")
        filled(form)
        assert (name, await answered(maya)) == (name, answer)


def theirs(form: str, key: str, value: object, ids: dict[str, int]) -> object:
    """What a form of theirs is about."""
    if value is None or key in ("page", "ruling", "expired", "told", "stood", "turn", "version"):
        return value
    id = ids[DRAFTS.get(form, "draft") if key == "draft" else ABOUT.get(key, key)]
    return [id] if isinstance(value, list) else id


NEVER_MET = "They have not used Rapport yet. Choose somebody else, or ask them to type /care help once."
KEEPER = "Who looks after those whom nobody owns"


@pytest.mark.parametrize(
    ("name", "field", "person", "answer"),
    [
        pytest.param("cover", "away", "U0STRANGE", ("Who is away", covers.UNKNOWN), id="covered for"),
        pytest.param("cover", "cover", "U0STRANGE", ("Who covers", NEVER_MET), id="covers"),
        pytest.param("hand over", "source", "U0STRANGE", ("From", handovers.UNKNOWN), id="hands over"),
        pytest.param("hand over", "takers", ["U0STRANGE"], ("To", handovers.CANNOT_TAKE), id="takes over"),
        pytest.param("terms", "rota", ["U0STRANGE"], ("In turn", terms.NOT_MET), id="takes a turn"),
        pytest.param("terms", "keeper", "U0STRANGE", (KEEPER, terms.NOT_MET), id="keeps the pool"),
    ],
)
async def test_nobody_of_another_team_has_a_part_in_ours(with_others, name, field, person, answer):
    there, _ = with_others
    maya = there.slack.seat(MAYA)
    for known in ("U0RITA", "U0TOM"):
        await there.slack.seat(known).types("/care help")
    form = puts(there, maya, EVERY[name])
    holds(form, field, person)
    filled(form)
    label, reason = answer
    assert await answered(maya) == {label: reason}


async def test_nobody_of_another_team_is_given_anybody_of_ours_nor_is_a_claim_about_their_job(with_others):
    there, ids = with_others
    rita, maya = there.slack.seat("U0RITA"), there.slack.seat(MAYA)
    await adds(rita, "Ana Silva")
    await rita.clicks((await rita.types("/own ana"))[-1], "Hand over …")
    holds(rita.modal, "to", "U0STRANGE")
    assert await answered(rita) == {"To": ownership.NEVER_MET}
    await maya.clicks((await maya.types("/own ana"))[-1], "Claim …")
    await maya.fills({"Reason": "She asked me"})
    holds(maya.modal, "job", str(ids["job"]))
    assert await answered(maya) == {"Job": "That job is not here any more. Choose another, or none."}


async def test_nothing_of_theirs_is_joined_to_what_is_ours(with_others):
    there, ids = with_others
    maya = there.slack.seat(MAYA)
    await adds(maya, "Ana Silva", contact="ana@example.com")
    await maya.types("/care client add Northwind")
    await maya.submits()
    held = {"tags": ids["tag"], "removed": ids["contact"], "candidate": ids["candidate"], "client": ids["client"]}
    for choice, field, answer in [
        ("Tags and segment …", "tags", "Saved\nAna Silva: no tags"),
        ("Contacts …", "removed", "Contacts\n"),
        ("Same person as …", "other", {"The other record": merging.NOT_THERE}),
    ]:
        await maya.picks((await maya.types("/candidate ana"))[-1], "More", choice)
        holds(maya.modal, field, str(held.get(field, ids["candidate"])))
        said = await answered(maya)
        assert said == answer or str(said).startswith(str(answer)), (choice, said)
    for button, field, answer in [("Add a contact", "candidate", {"Person": NO_CANDIDATE})]:
        await maya.clicks((await maya.types("/care client northwind"))[-1], button)
        holds(maya.modal, field, str(held[field]))
        assert await answered(maya) == answer
    await maya.types("/care round")
    await maya.fills({"How it went": "Newsletter, sent"})
    holds(maya.modal, "candidates", str(ids["candidate"]))
    assert await answered(maya) == {"Candidates": rounds.NOBODY_LEFT}
    for field in ("job", "tag"):
        await maya.types("/care export")
        holds(maya.modal, field, str(ids[field]))
        assert await answered(maya) == exports.NOBODY


async def test_nothing_of_theirs_is_beside_an_offer_of_ours(with_others):
    there, ids = with_others
    maya = there.slack.seat(MAYA)
    await adds(maya, "Ana Silva", stage="Offer")
    offer = await offered(there, OfferKind.OURS, "Engineer")
    await offered(there, OfferKind.RIVAL, "Acme")
    await presses(there, maya, offer_buttons.DECLINE, str(offer))
    await maya.fills({"What weighed most": "The pay"})
    holds(maya.modal, "to", str(ids["offer"]))
    assert await answered(maya) == {
        "To whom they go": "That offer cannot be found any more. Choose another, or leave it empty."
    }
    for whose, said in ((f"job/{ids['job']}", NO_JOB), (f"client/{ids['client']}", NO_CLIENT)):
        await maya.closes()
        await maya.types("/care bands")
        await maya.clicks(maya.modal, "New band")
        await maya.fills({"From – to": "€62-79k"})
        holds(maya.modal, "whose", whose)
        assert await answered(maya) == said


FORMS = [
    ("/touch Ana Silva", {"candidate": "{candidate}"}, None, NO_CANDIDATE),
    ("/touch Ana Silva", {}, '{{"draft": {draft}, "page": 1}}', touch_forms.TOO_OLD),
    ("/candidate add Zoe", {"job": "{job}"}, None, "That job cannot be found any more."),
]


@pytest.mark.parametrize(("typed", "chosen", "metadata", "answer"), FORMS)
async def test_a_form_with_an_id_of_another_team_is_a_form_about_nothing(with_others, typed, chosen, metadata, answer):
    there, ids = with_others
    rita = there.slack.seat(MAYA)
    await adds(rita, "Ana Silva")
    await rita.types(typed)
    if typed.startswith("/touch"):
        await rita.fills({"How it went": "Call, spoke"})
    for block, value in chosen.items():
        held = next(iter(rita.modal.values[block].values()))
        held["selected_option"] = option("x", value.format(**ids))
    rita.modal.private_metadata = metadata.format(**ids) if metadata else rita.modal.private_metadata
    errors = await rita.submits()
    assert answer in (plain(rita.modal) if not errors else next(iter(errors.values())))


@pytest.mark.parametrize(
    ("press", "field", "value", "about", "answer"),
    [
        ("Move", "stage", "{submission}/offer", None, NO_SUBMISSION),
        ("Put forward", "job", "{job}", None, "That job cannot be found any more."),
        ("Put forward", "job", "add:Cook", '{{"candidate": {candidate}}}', NO_CANDIDATE),
    ],
)
async def test_neither_is_anybody_moved_or_put_forward(with_others, press, field, value, about, answer):
    there, ids = with_others
    rita = there.slack.seat("U0RITA")
    await adds(rita, "Ana Silva")
    await rita.clicks((await rita.types("/candidate ana"))[-1], press)
    held = next(iter(rita.modal.values[field].values()))
    held["selected_option"] = option("x", value.format(**ids))
    rita.modal.private_metadata = about.format(**ids) if about else rita.modal.private_metadata
    errors = await rita.submits()
    assert answer in (plain(rita.modal) if not errors else next(iter(errors.values())))


@pytest.mark.parametrize("typed", ["wanda", "wanda whiskers", "WANDA@EXAMPLE.COM", "w", "whiskers", ""])
async def test_nobody_of_another_team_is_found(with_others, typed):
    there, _ = with_others
    rita = there.slack.seat("U0RITA")
    if typed:
        assert plain((await rita.types(f"/candidate {typed}"))[-1]).startswith(f"I know nobody called “{typed}”")
        assert plain((await rita.types(f"/touch {typed} - spoke"))[-1]).startswith("I know nobody called")
    await rita.types("/touch")
    offered = await rita.suggestions("Candidate", typed or "z")
    await rita.types("/candidate add Zoe")
    jobs = await rita.suggestions("Job", "zoo")
    assert [one for one in (*offered, *jobs) if not one.startswith("Add “")] == []
    assert "Nothing yet." in plain(await rita.opens_home())


async def test_nothing_of_another_team_is_listed_or_offered(with_others):
    there, _ = with_others
    maya = there.slack.seat(MAYA)
    for typed in ("whin", "whitt", "zoo", "wanda"):
        for word in WORDS:
            await maya.types(f"/care {word} {typed}")  # whether it shows anything of theirs is looked at in the end
        view = puts(there, maya, EVERY["same person"])
        for action_id in listeners.SUGGESTIONS:
            offered = await offers(there, maya, view, action_id, typed)
            assert [one for one in offered if not one["value"].startswith("add:")] == [], (action_id, typed)


async def test_a_payload_of_another_team_is_an_outsiders(with_others):
    there, _ = with_others
    payload = {
        "type": "block_actions",
        "team": {"id": OTHER},
        "user": {"id": "U0RITA", "team_id": OTHER},
        "actions": [{"action_id": people.HOME_FIND, "block_id": "b", "value": "find", "action_ts": "1.1"}],
        "view": {"id": "V1", "type": "home"},
        "trigger_id": there.slack.tickets.trigger("U0RITA"),
    }
    heard = await there.slack.gateway.deliver("interactive", payload)
    assert (heard.outcome, heard.body) == ("answered", {})
    assert plain(there.slack.seat("U0RITA").modal) == f"Not done\n{teams.OUTSIDER}\nClose"
