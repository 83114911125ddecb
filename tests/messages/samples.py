"""Which facts do the tests of messages and forms speak of, and what are all the things we say and ask?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot import forms, messages
from bot.blocks import Block, Message, Sentence
from bot.facts import (
    About,
    Alike,
    Approval,
    ApprovalKind,
    Bearers,
    Candidate,
    Card,
    Client,
    ClientCard,
    ClientContact,
    ClientLine,
    Closing,
    Connected,
    Contact,
    Counts,
    Cover,
    Coverage,
    Dealing,
    Desk,
    Direction,
    Dispute,
    DisputeState,
    DoNotContact,
    Entry,
    Favour,
    FavourKind,
    Field,
    Foretold,
    Found,
    Going,
    GoingOffers,
    Handover,
    HandoverDraft,
    Happened,
    Hindrance,
    Holding,
    How,
    Import,
    ImportState,
    Item,
    Job,
    JobCard,
    Joined,
    Kept,
    Kind,
    LossReason,
    Lost,
    Marks,
    May,
    Merge,
    Moving,
    News,
    Note,
    Offer,
    OfferKind,
    Offers,
    OfferState,
    Outcome,
    Owed,
    Owing,
    OwnerChange,
    OwnerNews,
    Ownership,
    Owning,
    Passing,
    Person,
    Placement,
    Pool,
    Position,
    PutForward,
    Rank,
    ReadAs,
    Reason,
    Record,
    Representation,
    Request,
    Returning,
    Risk,
    RiskReason,
    Round,
    RoundBy,
    RoundDraft,
    Ruling,
    Segment,
    Shade,
    Share,
    Stage,
    Standing,
    Submission,
    Tag,
    TagLine,
    Terms,
    Timeline,
    Touch,
    TouchDraft,
    Undoing,
    Union,
    Unreadable,
    Waiver,
    Why,
)
from bot.owing import silence
from tests.messages import compared, deciding, disputed, offered

JOINED = (Why.FURTHER, Why.OPEN, Why.EARLIER)
RITA, TOM, MAYA = "U0RITA", "U0TOM", "U0MAYA"
NOW = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)  # a Friday
TODAY = NOW.date()
SPOKE = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)
PERSON = Person("T0", RITA, "Rita Reis", "Europe/Lisbon", "PT", time(8, 30))
OUTCOMES = (
    "logged",
    "told",
    "snoozed",
    "waiting",
    "asked",
    "accepted",
    "declined",
    "withdrawn",
    "waived",
    "moved",
    "extended",
    "expired",
    "offers",
    "decided",
    "resigned",
    "sent",
    "gone",
)
ALL_RISKS = Risk(tuple(RiskReason))
PLACING = (Owing.AGREEMENTS, Owing.RESIGNATIONS)
DECIDED = ("kept", "to_erase", "logged", "told", "moved", "gone")


def touch(note: str = "Likes the role", **more: Any) -> Touch:
    """A call of yesterday, by Rita, in which Ana was told all."""
    plain = Touch(7, 1, SPOKE, True, NOW - timedelta(days=1), NOW, RITA, RITA, told=True, note=note)
    return replace(plain, **more)


def found(name: str = "Ana Silva", **more: Any) -> Found:
    """Ana as a list tells her from others."""
    return replace(Found(1, name, Stage.INTERVIEW, "Data Engineer", "Rita Reis", "ana@example.com"), **more)


def item(name: str = "Ana Silva", **more: Any) -> Item:
    """An update to Ana that is owed by the evening."""
    owed = Item(
        line=3,
        kind="updates.owed",
        candidate=1,
        name=name,
        recruiter=RITA,
        due_at=NOW + timedelta(hours=9),
        shade=Shade.AMBER,
        stage=Stage.INTERVIEW,
        title="Data Engineer",
        spoke=touch(),
    )
    return replace(owed, **more)


def last_word(name: str = "Ana Silva", **more: Any) -> Item:
    """The last word that Ana is owed after an interview; nobody has called her yet."""
    ended = {
        "stage": Stage.REJECTED,
        "came_from": Stage.INTERVIEW,
        "phone_first": True,
        "mail": "ana@example.com",
        "phone": True,
    }
    return item(name, **{"kind": Owing.LAST_WORDS, **ended, **more})


def settled(outcome: str, **more: Any) -> Item:
    """The same item when Tom has done something about it."""
    done = {"outcome": outcome, "by": TOM, "at": NOW, "until": NOW + timedelta(days=3), "colleague": MAYA}
    return item(**{**done, "waived": Waiver.ON_HOLD, "touch": touch(), **more})


def question(name: str = "Ana Silva", outcome: str | None = None, **more: Any) -> Item:
    """Whether Ana's record is kept, whom nobody has spoken with for two years; or what became of that."""
    long_ago = NOW - timedelta(days=800)
    spoke = touch(at=long_ago) if outcome is None else touch()
    asked = item(name, kind="retention.asked", since=long_ago, spoke=spoke, stage=None, title=None, reader=TOM)
    became = {"outcome": outcome, "by": TOM, "at": NOW, "until": NOW + timedelta(days=730), "touch": touch()}
    return replace(asked, **((became if outcome else {}) | more))


def submission(title: str = "Data Engineer", **more: Any) -> Submission:
    """Ana's interview, since three days."""
    plain = Submission(5, 1, 9, title, RITA, Stage.INTERVIEW, NOW - timedelta(days=3))
    return replace(plain, **more)


def owed(**more: Any) -> Owed:
    """What is owed to Ana, as it is written down."""
    due = NOW + timedelta(hours=9)
    return replace(Owed("updates.owed", "1", RITA, RITA, due, NOW, NOW - timedelta(days=2)), **more)


def card(text: str = "Ana Silva", **more: Any) -> Card:
    """All there is to know of Ana; `text` is what people typed everywhere."""
    last = touch(text, promised_on=date(2026, 12, 4), offers=Offers.NEW)
    contacts = (Contact("email", "ana@example.com", text), Contact("profile", "javascript:alert(1)", text))
    told = touch(text, id=8, backdated=True, credit=TOM)
    whole = Card(
        Candidate(1, text), contacts, (submission(text),), (last, told, last), last, told, last, (owed(waits_for=text),)
    )
    whole = replace(whole, favours=favours(text), marks=Marks(connected=Connected(TOM, NOW)))
    return replace(whole, **more)


def favours(text: str) -> tuple[Favour, ...]:
    """A CV tip given to Ana, and many things asked of her, of which something came."""
    plain = Favour(1, 1, FavourKind.REFERRAL, text, RITA, NOW - timedelta(days=3), text, NOW, NOW)
    asked = [replace(plain, id=number) for number in range(2, 18)]
    return (replace(plain, came_at=None, came_of_it=None), replace(plain, id=18, kind=FavourKind.CV_TIP), *asked)


def kept(text: str) -> list[Sentence]:
    """What is said when a favour was asked again soon."""
    first, *_, last = favours(text)
    return messages.favours.saved(first, replace(last, came_at=None))


def a_right(text: str = "Yes, please", **more: Any) -> Representation:
    plain: dict[str, Any] = {"id": 5, "candidate": 1, "job": 9, "title": text, "client": 4, "holder": RITA}
    plain |= {"agreed_at": NOW, "words": text, "how": "email", "recorded_by": RITA, "recorded_at": NOW}
    return Representation(**plain | {"expires_at": NOW + timedelta(days=180)} | more)


def hindered(text: str, *, stops: bool = False) -> list[Sentence]:
    """What stands in the way of putting somebody forward: a colleague's right, or one that is over and three rivals."""
    right = a_right(text, holder=TOM) if stops else a_right(text, expires_at=NOW)
    there = Hindrance(stops, right, () if stops else (submission(text),) * 4)
    return messages.representations.hindered(Candidate(1, text), text, text, Stage.SUBMITTED, there, RITA)


def representing(text: str) -> dict[str, Message]:
    """All that is said of who may represent somebody."""
    ana = Candidate(1, text)
    over = a_right(text, id=6, ended_at=NOW, ended_by=MAYA, ended_for=text)
    expired, without = a_right(text, id=7, expires_at=NOW), a_right(text, id=8, how="without", expires_at=NOW)
    lifted = a_right(text, id=9, how="lifted", holder=TOM, recorded_by=MAYA, expires_at=NOW)
    put = messages.jobs.forwarded(ana, submission(text))
    say = messages.representations
    return {
        "rights": say.listed(ana, [a_right(text), over, expired, without, lifted] * 3, {5, 7}, NOW),
        "put forward with a right": say.noted(put, a_right(text)),
        "put forward without": say.noted(put, without),
        "right written down": say.recorded(ana, a_right(text)),
        "right ended": say.ended(ana, over),
        "managers asked": say.asked(ana, [MAYA, TOM]),
        "right lifted": say.lifted(ana, lifted, a_right(text)),
        "right lifted that is over": say.lifted(ana, lifted, None),
        "whose right": say.which(text, [found(text)] * 6),
    }


def owner_news(text: str) -> list[OwnerNews]:
    """Ten news of each kind, however they came to be."""
    touch = Touch(1, 1, SPOKE, True, NOW, NOW, TOM, TOM)
    hows, owners = [None, *Passing], [None, TOM, PERSON.id]
    return [
        OwnerNews(kind, number, text, NOW, NOW, TOM, hows[number % len(hows)], owners[number % 3], touch, text)
        for kind in News
        for number in range(10)
    ]


def a_round(text: str) -> Round:
    """E-mails to 34, among them Ana."""
    return Round(5, How(Kind.EMAIL, Direction.OUT, Outcome.SENT), True, 34, (text,) * 3, NOW)


def round_draft(text: str) -> RoundDraft:
    """The same before it was logged."""
    return RoundDraft(a_round(text).how, True, (1,), text)


def people(text: str) -> list[Standing]:
    """Fifty of one name."""
    return [Standing(number, text) for number in range(50)]


def records(text: str = "Ana Silva") -> tuple[Record, Record]:
    """Two full records that may be Ana's."""
    contacts = tuple(Contact("email", f"{number}@example.com", text) for number in range(20))
    plain = Record(1, text, NOW, contacts, (submission(text),) * 12, (text,), (text,), "warm", text, 12, 1, NOW)
    return plain, replace(plain, candidate=2, contacts=contacts[:1], segment="placed", touches=4)


def bare(text: str = "Ana Silva") -> tuple[Record, Record]:
    """Two records with a name and nothing else."""
    return Record(1, text, NOW), Record(2, text, NOW - timedelta(days=1))


def joined(text: str = "Ana Silva") -> Union:
    """Both records as one, with a job that both were put forward for."""
    both = tuple(Joined(submission(text), submission(text, id=6, stage=Stage.SOURCED), why) for why in JOINED)
    return Union(1, 2, text, Why.ACCENTED, "warm", text, both)


def undoing(text: str = "Ana Silva", **more: Any) -> Undoing:
    """The same taken back, three touches later."""
    returning = (
        Returning(text, Stage.OFFER),
        Returning(text, Stage.OFFER, moved=True),
        Returning(text, Stage.SOURCED, kept_by=text),
        Returning(text, Stage.SOURCED, moved=True, kept_by=text),
    )
    plain = Undoing(Merge(4, 1, 2, RITA, NOW), text, text, 1, 4, 0, returning, 3)
    return replace(plain, **more)


def job_card(text: str = "Backend engineer, Northwind", **more: Any) -> JobCard:
    """A job of Northwind, for which sixty are put forward, and thirty are out."""
    people = [PutForward(submission(text, id=n, stage=list(Stage)[n % 7]), text) for n in range(60)]
    lost = [PutForward(submission(text, stage=Stage.REJECTED, came_from=Stage.OFFER), text) for _ in range(30)]
    job = Job(9, text, text, 4, text, NOW - timedelta(days=3))
    whole = JobCard(job, Client(4, text), (*people, *lost), ())
    return replace(whole, **more)


def closed_card(text: str = "Backend engineer, Northwind") -> JobCard:
    """The same job, cancelled, and those who are still to be told."""
    whole = job_card(text)
    job = replace(whole.job, closed_at=NOW, closed_by=TOM, closed_for=Closing.CANCELLED)
    return replace(whole, job=job, untold=whole.forward[60:])


def client_card(text: str = "Northwind", **more: Any) -> ClientCard:
    """A client with a dozen contacts and a dozen open jobs."""
    contacts = tuple(ClientContact(n, text, text) for n in range(12))
    jobs = tuple(Job(n, text, text, 4) for n in range(12))
    whole = ClientCard(Client(4, text), contacts, jobs, {3: {Stage.OFFER: 2, Stage.REJECTED: 9}}, touch(text))
    return replace(whole, **more)


def marks(text: str) -> Marks:
    """That Ana wants no contact, and why."""
    return Marks(Segment.WARM, DoNotContact(text, TOM, NOW))


def full_card(text: str) -> Card:
    """A card with all on it that may be on one."""
    notes = {about: Note(about, text, 7, NOW, RITA) for about in About}
    tags, positions = tuple(Tag(number, text) for number in range(40)), (Position(1, text, text),) * 9
    twins = (found(text, id=2, job=text, recruiter=text, do_not_contact=True),) * 3
    submissions = tuple(submission(text, id=number) for number in range(20))
    more: dict[str, Any] = {"marks": marks(text), "tags": tags, "positions": positions, "twins": twins}
    return card(text, notes=notes, submissions=submissions, **more)


def dealt_card(text: str) -> Card:
    """A card of somebody with more offers than are told of, who said yes to one, and whom we lost before."""
    mine, *_ = counting_down(text)[0].deadlines
    rivals = [replace(mine, id=id, kind=OfferKind.RIVAL, rank=Rank.AHEAD) for id in range(2, 9)]
    counter = replace(mine, id=9, kind=OfferKind.COUNTER, state=OfferState.EXPECTED, why=text)
    placement = Placement(5, 1, 9, 1, NOW, RITA, 90, TODAY, NOW.date(), TODAY)
    lost = Lost(text, LossReason.RIVAL, NOW, text, OfferKind.RIVAL)
    dealing = Dealing((mine, *rivals, counter), (placement,))
    ran_out = (replace(mine, id=10, state=OfferState.EXPIRED),)
    return card(text, dealing=dealing, risk=Risk(tuple(RiskReason)), lost=lost, ran_out=ran_out)


def happened(text: str) -> Timeline:
    """A page with fifteen of everything that may have happened."""
    notes = dict.fromkeys(About, text)
    words: dict[str, Any] = {"touch": touch(text), "notes": notes, "deleted_by": TOM, "words": text, "before": text}
    kinds = [*Happened, *([Happened.TOUCH] * (15 - len(Happened)))]
    entries = [Entry(kind, NOW, 7, RITA, **words, on=TODAY, after=Stage.OFFER) for kind in kinds]
    entries = [replace(entry, words=Ruling.KEEP) if entry.kind is Happened.SETTLED else entry for entry in entries]
    between: dict[str, Any] = {"before": RITA, "after": TOM}
    passed = (Happened.OWNED, Happened.DISPUTED, Happened.SETTLED)
    entries = [replace(entry, **between) if entry.kind in passed else entry for entry in entries]
    given: dict[str, Any] = {"before": FavourKind.LEAD, "after": text}
    entries = [replace(entry, **given) if entry.kind is Happened.FAVOUR else entry for entry in entries]
    rights = {Happened.RIGHT: a_right(text), Happened.RIGHT_ENDED: a_right(text, ended_at=NOW, ended_by=MAYA)}
    entries = [replace(entry, right=rights.get(entry.kind)) for entry in entries]
    entries = [replace(entry, words=Passing.GIVEN) if entry.kind is Happened.OWNED else entry for entry in entries]
    entries = [dealt_entry(entry, text) for entry in entries]
    return Timeline(Candidate(1, text), tuple(entries), has_earlier=True, has_later=True)


def dealt_entry(entry: Entry, text: str) -> Entry:
    """One about an offer or what came of it, with all that is known of it; any other as it is."""
    known: dict[Happened, dict[str, Any]] = {
        Happened.OFFER: {"offer": deciding.an_offer(text), "after": OfferState.OPEN, "until": NOW},
        Happened.OFFER_ROUND: {"offer": deciding.an_offer(text), "after": RoundBy.ASKED},
        Happened.AGREED: {"after": "2"},
        Happened.TERMS_SENT: {"after": "2", "words": "client"},
        Happened.PLACED: {"days": (TODAY, TODAY, TODAY, TODAY)},
    }
    return replace(entry, **known.get(entry.kind, {}))


def every_kind(text: str) -> list[Item]:
    """An item of each kind, what stands beside it, and one in which all kinds stand together."""
    promised = item(text, title=text, kind=Owing.PROMISED, promised_on=TODAY, reply_only=True)
    reply, ended = item(text, title=text, kind=Owing.REPLIES), last_word(text, title=text)
    thanks = item(text, title=text, kind=Owing.THANKS, thanks_for=FavourKind.LEAD)
    together = replace(promised, promised=text, also=(ended, reply, thanks, item(text)))
    more: dict[str, Any] = {
        "offers": (deciding.an_offer(text, OfferKind.RIVAL),) * 9,
        "offers_asked_at": NOW,
        "risk": Risk(tuple(RiskReason)),
    }
    check_in = item(text, title=text, kind=Owing.CHECK_INS, attempted_at=NOW, since=NOW, **more)
    owing = [item(text, title=text, kind=kind, placement=deciding.placed()) for kind in PLACING]
    of_offers = [*counting_down(text), check_in, *owing]
    return [promised, reply, ended, replace(ended, phone_first=False), thanks, together, *of_offers]


def counting_down(text: str) -> list[Item]:
    """An item of our deadline, and one of two others with ours beside it, of which one has passed."""
    mine = Offer(1, 1, OfferKind.OURS, OfferState.OPEN, RITA, NOW, 1, text, decide_by=NOW + timedelta(hours=9))
    rival = replace(mine, id=2, kind=OfferKind.RIVAL, decide_by=NOW - timedelta(hours=2))
    counter = replace(mine, id=3, kind=OfferKind.COUNTER)
    ours = item(text, title=text, kind=Owing.DECISIONS, deadlines=(mine,))
    return [ours, item(text, title=text, kind=Owing.RIVALS, deadlines=(rival, counter), also=(ours,))]


def deadlines(text: str) -> dict[str, Message]:
    """All that is said of deadlines."""
    ana, offer = Candidate(1, text), counting_down(text)[0].deadlines[0]
    over = replace(offer, state=OfferState.EXPIRED)
    soon = NOW + timedelta(hours=20)
    return {
        "urgent": messages.urgent.urgent(counting_down(text)[:1], 4, NOW),
        "several urgent": messages.urgent.urgent(counting_down(text) * 15, 4, NOW),
        "urgent, seen to": messages.urgent.urgent([replace(settled("extended"), kind=Owing.RIVALS)], 4, NOW),
        "ran out": messages.deadlines.expired(over, ana, NOW, NOW),
        "ran out and went on": messages.deadlines.expired(offer, ana, NOW, NOW),
        "deadline moved": messages.deadlines.moved(offer, ana, soon, NOW),
        "renewed": messages.deadlines.moved(offer, ana, NOW - timedelta(hours=2), NOW),
        "deadline of a rival": messages.deadlines.moved(replace(offer, kind=OfferKind.RIVAL), ana, None, NOW),
    }


def a_cover(begun: bool = False, ended: bool = False) -> Cover:
    """Tom covers for Rita."""
    days = (TODAY, TODAY + timedelta(days=4))
    return Cover(1, RITA, TOM, *days, RITA, NOW, NOW if begun else None, NOW if ended else None)


def covering() -> dict[str, Message]:
    """All that is said of covers."""
    going, over = a_cover(begun=True), a_cover(begun=True, ended=True)
    return {
        "cover arranged": messages.covers.arranged(a_cover(), RITA, [replace(going, away=MAYA, cover=RITA)]),
        "cover called off": messages.covers.over(a_cover(ended=True), RITA),
        "cover ended": messages.covers.over(over, MAYA),
        "cover soon": messages.covers.soon(a_cover(), TOM),
        "cover soon, by another": messages.covers.soon(a_cover(), MAYA),
        "cover soon, called off": messages.covers.soon(a_cover(ended=True), TOM),
        "cover over": messages.covers.ended(over, 3, 2),
        "back": messages.covers.back(over, 0, 0, 4),
        "cover broken": messages.covers.broken(going, MAYA, False, True),
        "cover broken, to the cover": messages.covers.broken(going, TOM, False, False),
        "cover broken, away left": messages.covers.broken(going, TOM, True, False),
    }


def handing_over(text: str) -> dict[str, Message]:
    """All that is said of what is handed over."""
    handover = Handover(1, RITA, (TOM, MAYA), MAYA, NOW, 43, 43, NOW, (22, 21))
    desk = Desk(1204, 900, 12, 300, 2, (text,) * 10)
    return {
        "handover to come": messages.handovers.preview(HandoverDraft(RITA, (TOM, MAYA)), desk),
        "handover begun": messages.handovers.begun(handover),
        "handover done": messages.handovers.done(handover),
        "handover of nothing": messages.handovers.done(replace(handover, done=0, dealt=(0, 0))),
        "handover taken": messages.handovers.taken(handover, TOM),
        "handover given": messages.handovers.given(handover),
        "left": messages.handovers.left(RITA, 43, 1),
        "left with nothing": messages.handovers.left(RITA, 0, 0),
    }


def approval(text: str = "on holiday", **more: Any) -> Approval:
    """What Rita asks of the managers about Ana."""
    plain = Approval(1, ApprovalKind.MORE_TIME, 1, RITA, text, NOW, {"days": 14, "title": text, "holder": TOM})
    return replace(plain, **more)


def holding(text: str = "Ana Silva", **more: Any) -> Holding:
    """Ana, whom Rita owns by a call, and whom Tom owned before."""
    own = Ownership(RITA, NOW, Passing.GIVEN, NOW, 7, credit=(Share(RITA, 60), Share(TOM, 40)))
    changes = (
        OwnerChange(1, None, TOM, Passing.ADDED, NOW, TOM),
        OwnerChange(1, TOM, RITA, Passing.GIVEN, NOW, MAYA, note=text),
    )
    plain = Holding(Candidate(1, text), own, touch(), TODAY, submission(text), changes=changes)
    return replace(plain, **more)


def owning(text: str) -> dict[str, Message]:
    """All that is said of who owns whom, and of what managers are asked."""
    say, maya = messages.ownership, replace(PERSON, id=MAYA, manager=True)
    nobody = holding(text, ownership=Ownership(since=NOW), last_on=None, live=None, asked=(approval(text),))
    claim = Dispute(3, 1, RITA, TOM, NOW, text, text, NOW, NOW, DisputeState.ANSWER)
    disputed = holding(text, ownership=Ownership(RITA, NOW, Passing.ADDED, NOW, dispute=3), dispute=claim, last_on=None)
    mine, results = holding(text, more_time=True), ("granted", "mine", "owned", "disputed", "asked")
    lapsing = item(text, kind=Owing.OWNERSHIP, yours_until=TODAY, held=touch(), more_time=True)
    offer = compared.column(text, OfferKind.OURS, 3).offer
    on, ana = Request(TODAY, NOW, touch(), 3, compared.at_stake(text, offer)), found(text)
    asks = [approval(text, kind=kind) for kind in ApprovalKind]
    decided: dict[str, Any] = {"decided_by": MAYA, "decided_at": NOW}
    fates: list[dict[str, Any]] = [{"granted": True} | decided, {"granted": False, "answer": text} | decided]
    fates.append({"granted": False, "answer": "things have changed.", "decided_by": "", "decided_at": NOW})
    ends = [replace(each, **fate) for each in asks for fate in fates]
    return {
        "mine to own": say.owned(mine, PERSON),
        "a colleague’s": say.owned(holding(text, live=None), replace(PERSON, id=TOM)),
        "a colleague’s, to a manager": say.owned(holding(text, held_by=None), maya),
        "nobody’s": say.owned(nobody, PERSON, assigned=True),
        "nobody’s, to a manager": say.owned(nobody, maya, assigned=True),
        "disputed, mine": say.owned(disputed, PERSON),
        "disputed": say.owned(disputed, maya),
        **{f"claim {each}": say.owned(mine, maya, first=say.claimed(mine, each, [MAYA])) for each in results},
        "released": say.released(text, None),
        "released, in turn": say.released(text, TOM),
        "given up": say.conceded(text, TOM),
        "handed over": say.handed(text, TOM),
        "more time": messages.more_time.asked(text, 14, [MAYA, TOM], TODAY),
        "what I own": messages.holdings.mine(Owning(1204, 12, 1, 2, 3, 4), [lapsing] * 3, NOW),
        "nothing owned": messages.holdings.mine(Owning(), [], NOW),
        "house pool": messages.holdings.pool([(found(text), NOW)] * 8, 1204, 1, more=True),
        "empty house pool": messages.holdings.pool([], 0, 0, more=False),
        "whose": messages.holdings.which(text, [found(text)] * 6),
        "nobody’s name": messages.holdings.nobody(text),
        "own usage": messages.holdings.usage("/care own"),
        "house pool, assigned": messages.holdings.pool([(found(text), NOW)] * 8, 9, 1, more=True, assigned=True),
        "house pool, asked": messages.holdings.pool([(ana, NOW)], 1, 0, more=False, asked={ana.id: NOW}),
        "a waiting request": messages.holdings.mine(Owning(1), [replace(lapsing, more_time=False, asked_at=NOW)], NOW),
        **{f"asks for {each.kind}": messages.approvals.asked(each, text, on) for each in asks},
        **{f"asks again for {each.kind}": messages.approvals.asked(each, text, on, again=True) for each in asks},
        **{f"decided {at}": messages.approvals.asked(each, text) for at, each in enumerate(ends)},
        **{f"answered {at}": messages.approvals.answered(each, text, TODAY) for at, each in enumerate(ends)},
        **{f"unanswered {at}": messages.approvals.unanswered(each, text) for at, each in enumerate((*asks, *ends))},
    }


def home_of(text: str) -> tuple[Owning, list[Item]]:
    """What Rita owns, as her Home tab says it."""
    return Owning(1204, 12, 1, 2, 3, 4), [item(text, kind=Owing.OWNERSHIP, yours_until=TODAY)] * 3


def owning_forms(text: str) -> dict[str, Block]:
    """The forms by which ownership changes."""
    claim = Dispute(3, 1, RITA, TOM, NOW, text, text, NOW, NOW, DisputeState.ANSWER)
    nobody = holding(text, ownership=Ownership())
    return {
        "release": forms.ownership.release(holding(text)),
        "give up": forms.ownership.release(holding(text, dispute=claim)),
        "hand over to a colleague": forms.ownership.hand_over(holding(text), TOM),
        "assign": forms.ownership.hand_over(nobody),
        "ask to own": forms.ownership.ask_to_own(Candidate(1, text)),
        "more time": forms.ownership.more_time(holding(text), (7, 14, 30)),
        "refuse": forms.approvals.refuse(1, messages.approvals.waits(approval(text), text)),
    }


def going_offers(text: str) -> GoingOffers:
    """A page of the team's offers that are not decided."""
    rival = Offer(4, 1, OfferKind.RIVAL, OfferState.OPEN, RITA, NOW, company=text, decide_by=NOW)
    going = Going(1, text, (rival,) * 9, Risk(tuple(RiskReason)), Stage.OFFER, text, RITA)
    return GoingOffers((going,) * 8, 99, 9, 1, True, True, {RITA: Coverage(1, 2), TOM: Coverage(0, 2)})


def said(text: str) -> dict[str, Message]:
    """Everything the bot says, with `text` wherever people may have typed something."""
    ana, at = Candidate(1, text), NOW + timedelta(minutes=10)
    items = [item(text, title=text, line=line) for line in range(30)]
    done = [replace(settled(outcome), name=text, title=text) for outcome in OUTCOMES]
    twins = [found(text, id=number, job=text, recruiter=text, contact=text) for number in range(1, 9)]
    letter = (4, NOW, NOW, True)
    return {
        **disputed.said(text),
        **offered.said(text),
        **compared.said(text),
        **deadlines(text),
        "logged": messages.touches.logged(
            touch(text), ana, ask_told=True, ask_offers=True, undo_until=at, similar_at=NOW
        ),
        "logged with a new offer": messages.touches.logged(touch(text, offers=Offers.NEW), ana),
        "going offers": messages.going_offers.listed(going_offers(text), NOW),
        "no going offers": messages.going_offers.listed(GoingOffers((), 0, 0, 0, False, True), NOW),
        "offers not written down": messages.going_offers.listed(
            GoingOffers((), 0, 0, 0, False, False, unwritten=(text,) * 4, heard_of=(text,) * 4), NOW
        ),
        "going offers usage": messages.going_offers.usage(),
        "undone": messages.touches.undone(touch(text), ana, RITA, NOW),
        "which touch": messages.touch_lines.which(text, twins, 2),
        "nobody to log": messages.touch_lines.nobody(text, 2),
        "how": messages.touch_lines.how(ana, 2),
        "touch usage": messages.touch_lines.usage(),
        "card": messages.cards.card(card(text), NOW),
        "bare card": messages.cards.card(Card(ana, (), (), (), None, None, None, ()), NOW),
        "full card": messages.cards.card(full_card(text), NOW, {7, 8}, Kept.BROKEN),
        "card with offers": messages.cards.card(dealt_card(text), NOW, may=May(offers=True, dealing=True)),
        "tagged": messages.tags.bearers(Bearers((Tag(1, text),) * 3, 99, tuple(twins), 8)),
        "nobody tagged": messages.tags.bearers(Bearers((Tag(1, text),), 0, ())),
        "no such tag": messages.tags.unknown(text, [Tag(1, text)] * 5),
        "no tag at all": messages.tags.unknown(text, []),
        "tag usage": messages.tags.usage(),
        "similar": messages.tags.similar(ana, [Alike(each, (text,) * 20, NOW) for each in twins]),
        "nobody similar": messages.tags.similar(ana, []),
        "sorted anew": messages.tags.sorted_anew(ana, [Tag(1, text)] * 60, Segment.WARM),
        "do not contact": messages.tags.forbidden(replace(ana, do_not_contact=text)),
        "contact again": messages.tags.allowed(ana),
        "renamed": messages.tags.renamed(ana),
        "logged for who wants no contact": messages.touches.logged(touch(text), replace(ana, do_not_contact=text)),
        "which candidate": messages.candidates.which(text, twins),
        "who is meant": messages.candidates.which(text, [replace(each, guessed=True) for each in twins], 2),
        "whoever is meant": messages.candidates.guessed(text, ana, messages.cards.card(card(text), NOW)),
        "nobody found": messages.candidates.nobody(text, 2),
        "added": messages.candidates.added(ana, submission(text), [Contact("email", text, text)]),
        "here already": messages.adding.here(
            ana,
            [Contact("email", text, text)],
            [Contact("email", text, text)],
            submission(text),
            was_forward=True,
            typed=f"{text} Costa",
        ),
        "contacts": messages.contacts.changed(ana, **contact_changes(text), removed=[text]),
        "moved": messages.candidates.moved(ana, submission(text, stage=Stage.REJECTED), Stage.OFFER),
        "candidate usage": messages.candidates.usage(),
        "morning": messages.mornings.morning(items, 12, *letter),
        "settled morning": messages.mornings.morning([*done, item(text, retired=True)], 0, *letter),
        "morning of all kinds": messages.mornings.morning(every_kind(text), 0, *letter),
        "escalated": messages.mornings.escalated(items, *letter),
        "put off": messages.mornings.put_off(items, *letter),
        "asked": messages.asks.asked(items[0], TOM, text, NOW),
        "answered": messages.asks.answered(items[0], TOM, accepted=False),
        "not sent": messages.mornings.not_sent(3),
        "a last word without an address": messages.drafts.words(last_word(text, title=text, mail=None)),
        "nothing to write": messages.drafts.no_words(),
        "all tags": messages.tags.listed([TagLine(Tag(n, text), n) for n in range(1, 21)], True),
        "no tags": messages.tags.listed([], False),
        "old records": messages.mornings.morning([question(text), *items], 12, *letter, 3),
        "old records alone": messages.mornings.morning([question(text)] * 9, 0, *letter, 3),
        "settled records": messages.mornings.morning([question(text, outcome) for outcome in DECIDED], 0, *letter),
        "unanswered": messages.retention.unanswered([question(text)] * 30, *letter),
        "to erase": messages.retention.asked_to_erase(question(text, may_erase=True), TOM),
        "kept": messages.retention.kept(ana, NOW),
        "asked to erase": messages.retention.asked(ana, [TOM, MAYA]),
        "merged": messages.merging.merged(4, 1, text, text, 12, 3, 1),
        "unmerged": messages.merging.unmerged(1, text, 2, text),
        **{f"import {state}": messages.imports.letter(each, [[text] * 30] * 9, NOW) for state, each in files(text)},
        "reading": messages.imports.reading(text),
        "greeting": messages.imports.greeting(),
        "job": messages.jobs.card(job_card(text), NOW),
        "bare job": messages.jobs.card(JobCard(Job(9, text), None, ()), NOW),
        "saved job": messages.jobs.saved(job_card(text), NOW, was_new=True),
        "reopened job": messages.closing.reopened(job_card(text), NOW),
        "put forward": messages.jobs.forwarded(Candidate(1, text), submission(text)),
        "filed job": messages.jobs.filed(messages.jobs.usage(), text),
        "client usage": messages.clients.usage(),
        "closed job": messages.jobs.card(closed_card(text), NOW),
        "who is to be told": messages.closing.closed(closed_card(text)),
        "open jobs": messages.jobs.listed([Job(n, text) for n in range(20)], {3: {Stage.OFFER: 2}}, True, NOW),
        "which job": messages.jobs.which(text, [Job(n, text, closed_at=NOW) for n in range(6)]),
        "no such job": messages.jobs.none(text, 2),
        "nearly a job": messages.jobs.none(text, 2, [Job(n, text, closed_at=NOW) for n in range(6)]),
        "client": messages.clients.card(client_card(text)),
        "bare client": messages.clients.card(ClientCard(Client(4, text), (), (), {})),
        "saved client": messages.clients.saved(client_card(text), text),
        "clients": messages.clients.listed([ClientLine(Client(n, text), n, n, n) for n in range(20)], True),
        "which client": messages.clients.which(text, [Client(n, text) for n in range(6)]),
        "no such client": messages.clients.none(text, 2),
        "nearly a client": messages.clients.none(text, 2, [Client(n, text) for n in range(6)]),
        "given and asked": messages.favours.listed(ana, favours(text), {1}, *kept(text)),
        "nothing given": messages.favours.listed(ana, (), ()),
        "connected": messages.favours.connected(ana, is_new=True),
        **representing(text),
        **covering(),
        **handing_over(text),
        "terms": messages.terms.shown(team_terms()),
        "terms to come": messages.terms.foretold(team_terms(), foretold(text), 14),
        "terms agreed": messages.terms.saved(team_terms(), replanned=True),
        "round": messages.rounds.logged(a_round(text), NOW, 2),
        "round taken back": messages.rounds.undone(34),
        "news of candidates": messages.owner_news.news(owner_news(text), dict.fromkeys(News, 60), PERSON.id, NOW),
        "round to come": messages.rounds.preview(round_draft(text), people(text), people(text)),
        **owning(text),
        **deciding.said(text),
        "help": messages.teams.help(short=False),
        "unknown": messages.teams.unknown(text, "/care"),
        "refused": messages.teams.refused(messages.teams.old_button(text)),
    }


def files(text: str) -> list[tuple[str, Import]]:
    """A file of very many columns in each of its states, and one that cannot be read for each reason."""
    known = tuple(Field) * 3 + (None,) * 90
    of = Import(
        id=3,
        team="T0",
        by=RITA,
        at=NOW - timedelta(minutes=9),
        name=text,
        state=ImportState.SHOWN,
        read_as=ReadAs("cp1252", text[:1] or ";", (text,) * len(known), known),
        total=4_000,
        done=2_000,
        counts=Counts(1, 2, 3, 4, 5),
        begun_at=NOW - timedelta(minutes=5),
    )
    stood = [(state.value, replace(of, state=state)) for state in ImportState]
    return stood + [(why.value, replace(of, state=ImportState.FAILED, error=why)) for why in Unreadable]


def drawn(text: str) -> dict[str, Block]:
    """Every form and Home tab, with `text` wherever people may have typed something."""
    ana, twin = Candidate(1, text), found(text, job=text, recruiter=text)
    items = [item(text, title=text, line=line) for line in range(60)]
    draft = TouchDraft(1, how=SPOKE, told=True, offers=Offers.NEW, note=text, promised_on=TODAY, credit=TOM)
    touch_form = forms.touches.form
    likely = forms.adding.Likely(found(text, contact=text), tuple(Reason))
    asks: dict[str, Any] = {"ask_told": True, "ask_offers": True, "zone_today": TODAY}
    logged = [(touch(text), ana)] * 50
    given = messages.favours.listed(ana, favours(text), range(20), *kept(text))
    countries = [(f"{number:02}", f"{text} {number}") for number in range(60)]
    return {
        **disputed.drawn(text),
        **deciding.drawn(text),
        **offered.drawn(text),
        **compared.drawn(text),
        "touch": touch_form(2, draft, candidate=twin, alert=text, **asks),
        "touch of someone new": touch_form(2, TouchDraft(candidate_name=text), candidate=None, **asks),
        "more of a touch": touch_form(2, draft, candidate=twin, page=2, **asks),
        "edited touch": touch_form(2, replace(draft, touch=7), candidate=twin, **asks),
        "new candidate": forms.candidates.form(2, text, contact=text, job=Job(9, text), alert=text),
        "who": forms.adding.who(forms.adding.WHO, 2, text, [likely] * 6, [text]),
        "contacts": forms.contacts.form(ana, dict(enumerate([Contact("email", text, text, True)] * 12))),
        "no contacts": forms.contacts.form(ana, {}),
        "contacts to take away": forms.contacts.sure(
            ana, 2, [Contact("email", text, text)] * 10, messages.contacts.changed(ana, **contact_changes(text))
        ),
        "move": forms.candidates.move(ana, [submission(text)], NOW, {5: [Stage.OFFER, Stage.REJECTED]}),
        "nothing to move": forms.candidates.move(ana, [submission(text)], NOW, {5: []}),
        "put forward": forms.candidates.submit(ana),
        "find": forms.candidates.find(),
        "tags": forms.tags.tags(ana, [Tag(number, text) for number in range(70)], Segment.WARM),
        "do not contact": forms.tags.forbid(ana, marks(text), messages.tags.marked(marks(text)), messages.tags.STOPS),
        "name": forms.tags.name(ana),
        "favour": forms.favours.favour(ana, TODAY),
        "what came of a favour": forms.favours.came(ana, favours(text)[0]),
        "terms": forms.terms.form(team_terms()),
        "terms to come": forms.terms.sure(2, messages.terms.foretold(team_terms(), foretold(text), 14)),
        "round": forms.rounds.form([SPOKE], [Tag(number, text) for number in range(20)]),
        "round to come": forms.rounds.sure(2, messages.rounds.preview(round_draft(text), people(text), people(text))),
        "list of favours": forms.notices.told("Given and asked", given),
        "time line": forms.notices.told("Time line", messages.timeline.page(happened(text), {7}, pay=True)),
        "new job": forms.jobs.form(text, Client(4, text)),
        "described job": forms.jobs.form(client=Client(4, text), job=job_card(text).job),
        "put forward for a job": forms.jobs.forward(Job(9, text)),
        "close a job": forms.jobs.close(Job(9, text), job_card(text).forward),
        "new client": forms.clients.form(text),
        "renamed client": forms.clients.form(client=Client(4, text)),
        "contact at a client": forms.clients.contact(Client(4, text)),
        "closed job": forms.notices.told("Closed", messages.closing.closed(closed_card(text))),
        "wait": forms.updates.wait(3, text, TODAY),
        "keep": forms.retention.keep(ana, silence(question(text))),
        "old records": forms.updates.see_all([question(text)] * 45, 60, NOW),
        "wait on the card": forms.updates.wait(1, text, TODAY, text, card=True),
        "ask": forms.updates.ask(3, text),
        "see all kinds": forms.updates.see_all(every_kind(text), len(every_kind(text)), NOW),
        "see all": forms.updates.see_all(items, len(items), NOW),
        "same person": forms.merging.pair(twin),
        "same person, proposed": forms.merging.pair(twin, twin),
        "which two": forms.merging.pair(None),
        "merge": forms.merging.preview(records(text), Why.FULLER, joined(text), doubtful=True),
        "bare merge": forms.merging.preview(bare(text), Why.OLDER, Union(1, 2, text, Why.SAME)),
        "unmerge": forms.merging.undo(undoing(text)),
        "a file": forms.imports.bring(),
        "columns": forms.imports.columns(files(text)[1][1]),
        "more columns": forms.imports.columns(files(text)[1][1], 1),
        "consent": forms.representations.consent(2, hindered(text), text),
        "a colleague’s right": forms.representations.stop(2, hindered(text, stops=True), may_lift=False, typed=text),
        "a colleague’s right, lifted": forms.representations.stop(2, hindered(text, stops=True), may_lift=True),
        "right": forms.representations.right(ana, [submission(text)] * 12, 180),
        "first right": forms.representations.right(ana, [], 180),
        "end of a right": forms.representations.end(5, messages.representations.on_card(a_right(text), NOW)),
        "settings": forms.people.me(PERSON, countries),
        "covers": forms.notices.told(
            "Cover", messages.covers.overview([a_cover(), a_cover(begun=True)] * 30, replace(PERSON, manager=True))
        ),
        "deadline": forms.deadlines.extend(counting_down(text)[0].deadlines[0], ana, PERSON, time(18), NOW, 1),
        "deadline of another": forms.deadlines.extend(
            counting_down(text)[1].deadlines[0], ana, None, time(18), None, 0
        ),
        "cover": forms.covers.arrange(TODAY, RITA),
        "cover changed": forms.covers.change(a_cover()),
        "hand over": forms.handovers.choose(RITA, True),
        "hand over, sure": forms.handovers.sure(2, handing_over(text)["handover to come"]),
        **owning_forms(text),
        "notice": forms.notices.notice(text),
        "what came of it": forms.notices.told("Saved", messages.cards.card(card(text), NOW)),
        "home": messages.people.home(PERSON, items, 5, logged, NOW, [a_round(text)] * 5, home_of(text)),
        "home with offers": messages.people.home(PERSON, items, 5, logged, NOW, going=going_offers(text)),
        "empty home": messages.people.home(PERSON, [], 0, [], NOW),
        "a guest’s home": messages.people.home(replace(PERSON, guest=True), items, 5, logged, NOW),
    }


def team_terms() -> Terms:
    """Terms with everything in them."""
    return Terms(30, 365, Pool.TURN, "U0MAYA", ("U0RITA",) * 50)


def foretold(text: str) -> Foretold:
    """As much as can be foretold."""
    moving = tuple(Moving(id, text, "U0RITA") for id in range(2_000))
    return Foretold(moving, True, moving, True)


def contact_changes(text: str) -> dict[str, Any]:
    """All that can become of contacts but that they are taken away."""
    each = [Contact("email", text, text)] * 10
    return {"added": each, "there": each, "shared": each, "own": each, "still_shared": each}


def words(blocks: list[Block]) -> str:
    """What a person reads in blocks, dates by their fallback in UTC."""
    return "\n".join(_read(block) for block in blocks)


def presses(blocks: list[Block]) -> dict[str, str]:
    """The buttons in blocks: action id -> value."""
    elements = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    return {element["action_id"]: element["value"] for element in elements if element["type"] == "button"}


def _read(thing: Any) -> str:
    if isinstance(thing, list):
        return "".join(map(_read, thing))
    if not isinstance(thing, dict):
        return ""
    readers: dict[str, Callable[[Block], str]] = {
        "date": lambda one: str(one["fallback"]),
        "user": lambda one: f"@{one['user_id']}",
        "emoji": lambda one: f":{one['name']}:",
    }
    read = readers.get(thing.get("type", ""))
    if read:
        return read(thing)
    if isinstance(thing.get("text"), str):
        return str(thing["text"])
    return "".join(_read(value) for key, value in thing.items() if key not in ("confirm", "option_groups"))
