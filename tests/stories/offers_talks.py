"""What is offered by us and by others, and what does the model make of it?"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from bot import amounts
from bot.facts import Money, OfferDraft, OfferKind, Package, Period, RoundBy, StageThere, Writing
from handlers import offer_saving
from tests.stories.offers_candidates import Candidates
from tests.stories.offers_model import (
    AGREED,
    ENDS,
    HIGH,
    LOW,
    PROCESS,
    UNDECIDED,
    Asked,
    Change,
    Deal,
    Said,
    in_days,
    next_morning_of_work,
    noon,
    six_in_the_evening,
)
from tests.stories.offers_team import MINUTE, back, cut, which, whoever
from tests.stories.ownership_model import ZONES

by_day = st.sampled_from([None, None, None, 0, 1, 2, 4, 6, 9, -1])
saying = st.sampled_from(["offered", "offered", "asked", "planned"])
COMPANIES = ("Acme", "Globex")
FAIR = Package(Money(9_000_050, "EUR"), bonus_share=Decimal("7.5"))


@st.composite
def packages(draw):
    """What somebody is offered: within the band, outside it, or what cannot be told by it."""
    currency, period, low, high = draw(
        st.sampled_from(
            [
                ("EUR", Period.YEAR, LOW, HIGH),
                ("EUR", Period.YEAR, LOW, HIGH),
                ("EUR", Period.YEAR, 4_000_000, 20_000_000),
                ("EUR", Period.MONTH, 500_000, 900_000),
                ("EUR", Period.HOUR, 3_000, 8_000),
                ("JPY", Period.YEAR, 4_000_000, 20_000_000),
                ("CHF", Period.MONTH, 600_000, 1_500_000),
            ]
        )
    )
    payments = draw(st.sampled_from([None, 13, 14])) if period is Period.MONTH else None
    package = Package(Money(draw(st.integers(low, high)), currency), period, payments)
    more = draw(st.sampled_from(["", "", "share", "bonus", "sign_on"]))
    if more == "share":
        return replace(package, bonus_share=draw(st.decimals("0.5", "40", places=2)).normalize())
    amount = Money(draw(st.integers(low // 20, low // 10)) * (12 if period is Period.MONTH else 1), currency)
    given: dict[str, Any] = {more: amount} if more and period is not Period.HOUR else {}
    return replace(package, **given)


class Talks(Candidates):
    """What is offered, by us and by others, and what is said of it."""

    def drafted(self, by, candidate, kind, said, package, days, ago, **more):
        """What somebody fills into the form about an offer."""
        draft = OfferDraft(
            candidate=candidate,
            kind=OfferKind(kind),
            by=RoundBy.ASKED if said == "asked" else RoundBy.OFFERED,
            made=False if said == "planned" else None,
            pay=amounts.line(package) if package else "",
            on=None if days is None else in_days(self.now, by, days),
            said_on=in_days(self.now, by, -ago) if ago else None,
        )
        return replace(draft, **more)

    def typed_deadline(self, draft, deal, by):
        return six_in_the_evening(draft.on, self.world.zone(deal, by)) if draft.on else None

    def said(self, draft, package, by, id):
        at = noon(draft.said_on, ZONES[by]) if draft.said_on else self.now
        word = "asked" if draft.by is RoundBy.ASKED else "offered"
        return Said(word, package, at, by, self.now, id)

    @rule(
        by=whoever, place=which, job=st.integers(0, 1), said=saying, package=packages(), days=by_day, ago=back, cut=cut
    )
    def is_offered_ours(self, by, place, job, said, package, days, ago, cut):
        self.world.now += MINUTE
        world, candidate = self.world, self.candidate(place)
        ours = {each.submission for each in world.of(candidate) if world.state(each) in UNDECIDED}
        ours |= {there.id for _, there in world.going(candidate)}
        could = [each for each in world.submissions(candidate) if each.stage in PROCESS and each.id not in ours]
        wanted = [each for each in could if each.job == self.jobs[job]] or could
        chosen = wanted[0] if wanted else None
        draft = self.drafted(by, candidate, "ours", said, package, days, ago, submission=chosen and chosen.id)
        deal = Deal(0, candidate, "ours", "", self.now, chosen and chosen.id)
        until = self.typed_deadline(draft, deal, by)
        done, refused = self.by(by, offer_saving.save, draft, cut=cut)
        may = chosen is not None and world.sees(by, candidate) and (until is None or until > self.now)
        may = may and not (until and chosen and chosen.stage in AGREED)
        self.expects(refused, may)
        if chosen is not None and not refused:
            self.is_raised(deal, done.done, draft, package, until, by)
            moves = chosen.stage in ("submitted", "interview")
            assert world.submission(deal).stage == ("offer" if moves else chosen.stage)
            assert (done.held is not None) is (chosen.stage in ("sourced", "screening"))

    def is_raised(self, deal, done, draft, package, until, by):
        """An offer was written down with its first round: what the model makes of both."""
        deal.id = done.offer.id
        self.world.deals[deal.id] = deal
        deal.decide_by, deal.since = until, self.now if until else None
        first = Change("expected", until, by, "", self.now)
        assert self.world.unexplained[deal.id].popleft() == first
        deal.changes.append(first)
        deal.noted += 1
        self.goes_on(deal, done, draft, package, None, by)

    def goes_on(self, deal, done, draft, package, until, by):
        """A round was written down, or none where it says nothing new; the offer stands by that."""
        world, at, until = self.world, self.now, until or deal.decide_by
        offered = package is not None and draft.by is RoundBy.OFFERED
        same = self.says_the_same(deal, draft, package)
        assert (done.round is None) is (package is None or same is not None)
        if done.round is not None:
            deal.rounds.append(self.said(draft, package, by, done.round.id))
            at = deal.rounds[-1].at
            if deal.kind == "ours" and offered:
                if deal.state in ("open", "expired") and deal.last(("offered",)).at > at:
                    world.becomes(deal, deal.state, by, decide_by=until if deal.state == "open" else deal.decide_by)
                    return
                waited = deal.state == "waiting"
                world.overtakes(deal)
                if world.outside(deal, package, {self.jobs[0]}):
                    self.waits(deal, by, until)
                    return
                if waited and draft.made is False:
                    world.becomes(deal, "expected", by, decide_by=until)
                    return
        if same != "waiting" and self.has_it(deal, draft, offered):
            world.goes_out(deal, at, by, by, until)
        else:
            world.becomes(deal, deal.state, by, decide_by=until)

    def waits(self, deal, by, until):
        """A round outside the band waits for a manager: what they have until then, they keep."""
        deal.rounds[-1].by = "waiting"
        said = until if deal.state == "expired" else None  # what they have, or may get, holds its day itself
        self.world.asked[self.new_asked.popleft()] = Asked(
            deal.id, deal.rounds[-1].id, by, next_morning_of_work(self.now, ZONES[by]), said
        )
        if deal.state == "open":
            self.world.becomes(deal, "open", by, decide_by=until)
        elif deal.state != "expired":
            self.world.becomes(deal, "waiting", by, decide_by=until)

    def says_the_same(self, deal, draft, package):
        """Whether a side said just this last, and by which kind of round; what ran out is renewed by the same."""
        last = deal.last(("asked",) if draft.by is RoundBy.ASKED else ("offered", "waiting"))
        if last is None or last.package != package:
            return None
        return None if deal.state == "expired" and last.by == "offered" else last.by

    def has_it(self, deal, draft, offered):
        if deal.kind == "rival":
            return draft.stage_there is StageThere.OFFER or (offered and draft.stage_there is None)
        if deal.kind == "counter":
            return draft.made if draft.made is not None else offered
        return offered and draft.made is not False

    @rule(
        by=whoever,
        place=which,
        kind=st.sampled_from(["rival", "rival", "counter"]),
        company=st.sampled_from(COMPANIES),
        there=st.sampled_from([None, StageThere.TALKS, StageThere.OFFER]),
        made=st.sampled_from([None, True, False]),
        said=st.sampled_from(["offered", "asked"]),
        package=st.one_of(st.none(), packages()),
        days=by_day,
        ago=back,
        cut=cut,
    )
    def is_offered_elsewhere(self, by, place, kind, company, there, made, said, package, days, ago, cut):
        self.world.now += MINUTE
        world, candidate = self.world, self.candidate(place)
        company = company if kind == "rival" else "Their employer"
        more = {"stage_there": there} if kind == "rival" else {"made": made, "why": "He is good"}
        draft = self.drafted(by, candidate, kind, said, package, days, ago) if package else None
        draft = draft or self.drafted(by, candidate, kind, said, None, days, 0)
        draft = replace(draft, company=company, **more)
        known = [each for each in world.others(candidate) if each.kind == kind]
        known = [each for each in known if kind == "counter" or each.company == company]
        deal = known[0] if known else Deal(0, candidate, kind, company, self.now)
        until = self.typed_deadline(draft, deal, by)
        done, refused = self.by(by, offer_saving.save, draft, cut=cut)
        may = world.sees(by, candidate) and (until is None or until > self.now)
        if known and refused and (package is None or self.says_the_same(deal, draft, package)):
            return  # nothing new was said
        self.expects(refused, may)
        if refused:
            return
        assert (done.done.offer.id == deal.id) is bool(known)
        if known:
            self.goes_on(deal, done.done, draft, package, until, by)
        else:
            self.is_raised(deal, done.done, draft, package, until, by)

    @precondition(lambda self: self.world.deals)
    @rule(
        by=whoever,
        place=which,
        said=saying,
        package=packages(),
        again=st.sampled_from([False, False, True]),
        days=by_day,
        ago=back,
        cut=cut,
    )
    def is_talked_about(self, by, place, said, package, again, days, ago, cut):
        self.world.now += MINUTE
        world, deal = self.world, self.deal(place)
        said = "offered" if said == "planned" and deal.kind != "ours" else said
        last = deal.last(("asked",) if said == "asked" else ("offered", "waiting"))
        package = last.package if again and last else package
        draft = self.drafted(by, deal.candidate, deal.kind, said, package, days, ago)
        draft = replace(draft, writing=Writing.ROUND, offer=deal.id, submission=deal.submission, company=deal.company)
        until = self.typed_deadline(draft, deal, by)
        state, there = world.state(deal), world.submission(deal)
        goes_out = self.has_it(deal, draft, said != "asked")
        asks = said != "asked" and world.outside(deal, package, {self.jobs[0]})
        done, refused = self.by(by, offer_saving.save, draft, cut=cut)
        may = world.sees(by, deal.candidate) and state in (*UNDECIDED, "expired")
        may = may and (until is None or until > self.now) and not (there and there.stage in ENDS)
        may = may and not (until and until != deal.decide_by and world.said_yes(deal))
        if state == "expired":
            may = may and not (goes_out and world.beside(deal)) and (goes_out or asks or not until)
        if refused and may and self.says_the_same(deal, draft, package):
            assert not until or until == deal.decide_by
            assert not goes_out or deal.state in ("open", "waiting")
            return
        self.expects(refused, may)
        if not refused:
            self.goes_on(deal, done.done, draft, package, until, by)
