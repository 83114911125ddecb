"""Are agreed terms shown to who may see them, set as a page, sent to both sides, and changed by new ones only?"""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import delete

import storage
from bot.facts import OfferKind, Owing
from bot.messages import agreement_versions, agreements, offer_buttons
from practice import story
from practice.seat import Seat
from storage.tables import Agreements, table
from tests.stories.dealings import FIGURES, closes_all, offered, offers, pressed, seen, sends
from tests.stories.deeds import at, heard, redrawn
from tests.stories.desk import adds, logged
from tests.stories.house import MONDAY, House, house

AGREEMENTS = table(Agreements)
YES = {"How the candidate said yes": "By phone", "How they said yes": "In writing", "First day": "2027-01-04"}
TERMS = "€81,374 a year + 7.25% bonus\nEquity: 0.35 %\nTwo days a week at home; no <b>Fridays</b>."
BOTH = pytest.mark.parametrize("there", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
async def there(request, tmp_path) -> AsyncIterator[House]:
    on_postgres = getattr(request, "param", "sqlite") == "postgresql"
    url = request.getfixturevalue("postgres_url") if on_postgres else f"sqlite:///{tmp_path / 'rapport.db'}"
    with logged() as log:
        async with house(url) as it:
            rita = it.slack.seat(story.RITA)
            await adds(rita, "Ana Silva", job="Backend engineer", stage="Offer", contact="ana@example.com")
            yield it
            assert it.slack.refused == []
    assert "handler.failed" not in log.getvalue()
    assert not [word for word in FIGURES if word in log.getvalue()]


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


@pytest.fixture
async def offer(there, rita) -> int:
    """Our offer, which Ana has accepted."""
    id = await offered(there, OfferKind.OURS, "Backend engineer")
    await pressed(there, rita, offer_buttons.ACCEPT, id)
    await sends(rita, **YES, Terms=TERMS)
    await closes_all(rita)
    return id


async def owed(there: House) -> list[str]:
    team = there.slack.workspace.team_id
    (ana,) = await there.bot.database.ask(storage.finding.found, team, "Ana Silva", 1)
    there_ = await there.bot.database.ask(storage.promises.about, team, [Owing.AGREEMENTS], [str(ana.id)])
    return [each.whom for each in there_]


def files_of(there: House, seat: Seat) -> dict[str, str]:
    kept = there.slack.workspace.files
    return {kept[id].title: kept[id].content.decode() for message in seat.dm() for id in message.files}


async def test_the_terms_are_shown_with_who_agreed_and_how(there, rita, offer):
    said = await pressed(there, rita, offer_buttons.AGREEMENT, offer)
    assert said.splitlines()[:9] == [
        "Agreed terms",
        "Ana Silva · Backend engineer · version 1",
        "Base: €81,374 a year",
        "Bonus: 7.25% of the base",
        "Equity: 0.35 %",
        "First day: Monday 4 January 2027",
        "Two days a week at home; no <b>Fridays</b>.",
        "Ana Silva said yes on Monday 23 November 2026, by phone",
        "Helena Brandt said yes on Monday 23 November 2026, in writing",
    ]
    assert "Not sent to Ana Silva yet" in said


async def test_once_both_were_sent_them_nothing_is_owed_and_a_slip_is_taken_back(there, rita, offer):
    await pressed(there, rita, offer_buttons.AGREEMENT, offer)
    assert await owed(there) == [story.RITA]
    await rita.clicks(rita.modal, "Sent to Ana Silva")
    assert "Sent to Ana Silva at" in seen(rita)
    assert await owed(there) == [story.RITA]
    await rita.clicks(rita.modal, "Sent to Helena Brandt")
    assert await owed(there) == []
    await rita.clicks(rita.modal, "Not sent to Helena Brandt …")
    assert await owed(there) == [story.RITA]


async def test_a_ready_e_mail_has_no_figure_in_it(there, rita, offer):
    await pressed(there, rita, offer_buttons.AGREEMENT, offer)
    assert rita.modal
    urls = [each["url"] for block in rita.modal.blocks for each in block.get("elements", []) if "url" in each]
    assert urls[0].startswith("mailto:ana@example.com?subject=What%20we%20agreed")
    assert urls[1].startswith("mailto:?subject=")
    assert "Dear%20Helena%20Brandt" in urls[1]
    assert not [figure for figure in FIGURES if any(figure in url for url in urls)]


async def test_changed_terms_are_a_new_version_and_owed_to_both_anew(there, rita, offer):
    await pressed(there, rita, offer_buttons.AGREEMENT, offer)
    await rita.clicks(rita.modal, "Sent to Ana Silva")
    await rita.clicks(rita.modal, "Sent to Helena Brandt")
    await rita.clicks(rita.modal, "Changed terms …")
    assert "version 2. What was agreed before stays." in seen(rita)
    assert TERMS in seen(rita)
    changed = TERMS.replace("81,374", "83,000") + "\nBenefits: a bicycle"
    said = await sends(rita, **{**YES, "First day": "2027-02-01", "Terms": changed})
    assert "version 2 of the agreed terms is written down." in said
    assert "Changed: base, benefits, start." in said
    assert "They start on Monday 1 February 2027. The guarantee holds until Sunday 2 May 2027." in said
    assert "Send it to both sides: what they have is an older version." in said
    assert await owed(there) == [story.RITA]
    await rita.closes()
    assert "Ana Silva · Backend engineer · version 2" in seen(rita)
    await offers(there, rita)
    assert "Agreed terms, version 2" in seen(rita)
    assert "Reopen" not in seen(rita)
    await closes_all(rita)
    said = await pressed(there, rita, offer_buttons.AGREEMENT, offer)
    assert "Base: €83,000 a year" in said
    assert "Not sent to Ana Silva yet" in said
    assert "Version 1, written down at" in said
    assert "then changed: base, benefits, start" in said
    team = there.slack.workspace.team_id
    first = (await there.bot.database.ask(storage.agreements.of, team, offer))[0]
    await closes_all(rita)
    assert agreements.NEWER in await pressed(there, rita, agreements.SENT, f"{first.id}/client")


async def test_terms_that_somebody_deleted_are_missed_wherever_they_would_be_shown(there, rita, offer):
    """Version 2 goes; version 1 does not hold in its place, and what is written down next is version 3."""
    team, database = there.slack.workspace.team_id, there.bot.database
    await pressed(there, rita, offer_buttons.AGREE, offer)
    await sends(rita, **YES, Terms=TERMS.replace("81,374", "83,000"))
    await closes_all(rita)
    first, _ = await database.ask(storage.agreements.of, team, offer)
    await database.transact(lambda db: db.execute(delete(AGREEMENTS).where(AGREEMENTS.c.version == 2)).rowcount)
    said = await pressed(there, rita, offer_buttons.AGREEMENT, offer)
    assert "Version 2 is missing. It was written down at 09:00 UTC on 23 Nov 2026 by @U0RITA" in said
    assert "Make the file" not in said
    for press, value in ((agreements.FILE, first.id), (agreements.SENT, f"{first.id}/client")):
        await closes_all(rita)
        assert agreement_versions.GONE in await pressed(there, rita, press, value)
    await closes_all(rita)
    await database.transact(storage.asked_files.ask, team, story.RITA, "agreement", str(first.id), at("23T09:00"))
    await redrawn(there)
    assert files_of(there, rita) == {}
    await offers(there, rita)
    assert "Agreed: version 2 is missing, somebody has deleted it." in seen(rita)
    await rita.clicks(rita.modal, "Agreed terms")
    await rita.clicks(rita.modal, "Changed terms …")
    assert "version 3" in seen(rita)
    await sends(rita, **YES)
    await closes_all(rita)
    said = await pressed(there, rita, offer_buttons.AGREEMENT, offer)
    assert "Ana Silva · Backend engineer · version 3" in said
    assert "Version 2 is missing." in said
    await rita.clicks(rita.modal, "Make the file")
    await redrawn(there)
    ((name, page),) = files_of(there, rita).items()
    assert name == "Ana Silva - agreed terms, version 3.html"
    assert "Version 2, written down on Monday 23 November 2026, is missing from the record." in page
    await offers(there, rita)
    assert "version 2 is missing" in seen(rita)


@BOTH
async def test_a_page_of_the_terms_comes_to_whoever_asked_and_to_nobody_else(there, rita, offer):
    await pressed(there, rita, offer_buttons.AGREEMENT, offer)
    await rita.clicks(rita.modal, "Make the file")
    assert "A page with the agreed terms is on its way" in seen(rita)
    await redrawn(there)
    ((name, page),) = files_of(there, rita).items()
    assert name == "Ana Silva - agreed terms, version 1.html"
    for words in ("€81,374 a year", "7.25% of the base", "Equity", "Monday 4 January 2027", "by phone"):
        assert words in page
    assert "<h1>What Ana Silva and Helena Brandt agreed</h1>" in page
    assert "<div>Helena Brandt<span>" in page
    assert "the client" not in page
    assert "Written down by Rita Reis on Monday 23 November 2026 at 09:00" in page
    assert "no &lt;b&gt;Fridays&lt;/b&gt;" in page
    assert "<script" not in page
    assert "http" not in page.replace("<!doctype html>", "")
    assert files_of(there, there.slack.seat(story.TOM)) == {}
    assert not [figure for figure in FIGURES for message in rita.dm() if figure in message.text]
    await there.move(MONDAY + timedelta(days=7, minutes=1))
    assert files_of(there, rita) == {}


async def test_whoever_may_not_see_pay_by_then_gets_no_page(there, rita, offer):
    """Tom is refused; and where it was asked for all the same, nothing is made for him."""
    team = there.slack.workspace.team_id
    first = (await there.bot.database.ask(storage.agreements.of, team, offer))[0]
    tom = there.slack.seat(story.TOM)
    assert "is seen by their owner" in (await pressed(there, tom, agreements.FILE, first.id))
    await closes_all(tom)
    await there.bot.database.transact(
        storage.asked_files.ask, team, story.TOM, "agreement", str(first.id), at("23T09:00")
    )
    await redrawn(there)
    assert files_of(there, tom) == {}
    assert "The page with the agreed terms, which you asked for, was not made." in heard(tom)[-1]
