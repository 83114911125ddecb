"""Does the time line tell each thing in plain words, and only what whoever looks may see?"""

from datetime import date, timedelta

import pytest

from bot import forms
from bot.facts import (
    IMPORTED,
    RAISED,
    About,
    Candidate,
    Entry,
    Happened,
    Offer,
    OfferKind,
    OfferState,
    Ruling,
    Timeline,
)
from bot.messages import timeline
from practice import limits
from tests.messages.samples import NOW, RITA, TOM, a_right, presses, touch, words

MAYA = "U0MAYA"
ANA = Candidate(1, "Ana Silva")
AT = "27 Nov 2026"
OURS = Offer(31, 1, OfferKind.OURS, OfferState.OPEN, RITA, NOW, company="Data Engineer")
ACME = Offer(32, 1, OfferKind.RIVAL, OfferState.OPEN, RITA, NOW, company="Acme")
DAYS = (date(2027, 1, 4), date(2027, 4, 4))
LATER, LATER_AT = NOW + timedelta(days=1), "08:30 UTC on 28 Nov 2026"


def read(*entries: Entry, **more) -> str:
    return words(timeline.page(Timeline(ANA, entries, **more)).blocks)


@pytest.mark.parametrize(
    ("entry", "reads"),
    [
        pytest.param(
            Entry(Happened.TOUCH, NOW, 7, RITA, touch("")),
            f" · Call, spoke · told them where they stand · by @{RITA}",
            id="a touch",
        ),
        pytest.param(
            Entry(Happened.TOUCH, NOW, 7, RITA, touch("a slip", deleted=True), deleted_by=TOM),
            f" · Call, spoke · by @{RITA} · deleted by @{TOM}",
            id="a touch that was taken back",
        ),
        pytest.param(
            Entry(Happened.MOVED, NOW, 7, RITA, words="Data engineer", before="screening", after="fell_through"),
            f" · Moved from screening to fell through for Data engineer · by @{RITA}",
            id="a move",
        ),
        pytest.param(
            Entry(Happened.MOVED, NOW, 7, RITA, words="Data engineer", after="sourced"),
            f" · Put forward for Data engineer, at sourced · by @{RITA}",
            id="put forward",
        ),
        pytest.param(
            Entry(Happened.KEPT, NOW, 7, RITA, on=date(2026, 11, 27)),
            f" · Kept: what @{RITA} promised by Friday 27 November",
            id="a promise kept",
        ),
        pytest.param(
            Entry(Happened.BROKEN, NOW, 7, RITA, on=date(2026, 11, 26)),
            f" · Not kept: what @{RITA} promised by Thursday 26 November",
            id="a promise broken",
        ),
        pytest.param(
            Entry(Happened.OFFER, NOW, 7, RITA, words=RAISED, offer=OURS, after="open", until=LATER),
            f" · Written down: our offer for Data Engineer · open · to be decided by {LATER_AT} · by @{RITA}",
            id="an offer",
        ),
        pytest.param(
            Entry(Happened.OFFER, NOW, 7, "", offer=OURS, after="expired"),
            " · Our offer for Data Engineer: ran out",
            id="an offer that ran out",
        ),
        pytest.param(
            Entry(Happened.OFFER, NOW, 7, RITA, offer=OURS, until=LATER),
            f" · Our offer for Data Engineer: another day to decide · to be decided by {LATER_AT} · by @{RITA}",
            id="an extension",
        ),
        pytest.param(
            Entry(Happened.OFFER_ROUND, NOW, 7, RITA, offer=OURS, after="asked"),
            f" · They said what they ask for: our offer for Data Engineer · by @{RITA}",
            id="what they ask for",
        ),
        pytest.param(
            Entry(Happened.OFFER_ROUND, NOW, 7, RITA, offer=OURS, after="offered"),
            f" · What is on the table was written down: our offer for Data Engineer · by @{RITA}",
            id="what is offered",
        ),
        pytest.param(
            Entry(Happened.AGREED, NOW, 7, RITA, offer=OURS, after="2"),
            f" · Agreed terms written down, version 2 · by @{RITA}",
            id="agreed terms",
        ),
        pytest.param(
            Entry(Happened.TERMS_SENT, NOW, 7, RITA, words="client", offer=OURS, after="2"),
            f" · Agreed terms sent to the client, version 2 · by @{RITA}",
            id="agreed terms that were sent",
        ),
        pytest.param(
            Entry(Happened.PLACED, NOW, 7, RITA, days=(date(2027, 1, 4), date(2027, 4, 4), None, None)),
            f" · First day: Monday 4 January · guarantee until Sunday 4 April · by @{RITA}",
            id="a first day",
        ),
        pytest.param(
            Entry(Happened.PLACED, NOW, 7, RITA, days=(None, None, date(2026, 12, 1), None)),
            f" · First day not known yet · resigned on Tuesday 1 December · by @{RITA}",
            id="resigned before it was written down",
        ),
        pytest.param(
            Entry(Happened.PLACED, NOW, 7, RITA, days=(*DAYS, None, DAYS[0]), days_before=(*DAYS, None, None)),
            f" · Papers signed on Monday 4 January · by @{RITA}",
            id="signed, and nothing else",
        ),
        pytest.param(
            Entry(
                Happened.PLACED, NOW, 7, RITA, days=(*DAYS, None, DAYS[0]), days_before=(None, None, DAYS[0], DAYS[0])
            ),
            " · First day: Monday 4 January · guarantee until Sunday 4 April · have not resigned after all"
            f" · by @{RITA}",
            id="a first day, and what was a mistake",
        ),
        pytest.param(
            Entry(Happened.OFFER, NOW, 7, RITA, offer=ACME, until=LATER, on=date(2026, 11, 27)),
            f" · Acme: another day to decide · to be decided by Friday 27 November · by @{RITA}",
            id="a day without an hour",
        ),
        pytest.param(
            Entry(Happened.OFFER_LEARNED, NOW, 7, RITA, offer=ACME, after="client_told"),
            f" · The client was told of the offer of Acme · by @{RITA}",
            id="the client was told",
        ),
        pytest.param(
            Entry(Happened.OFFER_LEARNED, NOW, 7, RITA, offer=ACME, after="client_not_told"),
            f" · The client has not been told of the offer of Acme after all · by @{RITA}",
            id="the client was not told",
        ),
        pytest.param(
            Entry(Happened.OFFER_LEARNED, NOW, 7, RITA, offer=ACME, after="done"),
            f" · Something was sped up or improved because of the offer of Acme · by @{RITA}",
            id="what was done for it",
        ),
        pytest.param(
            Entry(Happened.OWNED, NOW, 7, "", words="lapsed", before=RITA),
            f" · Owner: @{RITA} → the house pool · lapsed",
            id="a lapse",
        ),
        pytest.param(
            Entry(Happened.OWNED, NOW, 7, TOM, words="claimed", after=TOM),
            f" · Owner: @{TOM} · claimed · by @{TOM}",
            id="a claim on who was free",
        ),
        pytest.param(
            Entry(Happened.OWNED, NOW, 7, RITA, words="given", before=RITA, after=TOM),
            f" · Owner: @{RITA} → @{TOM} · handed over · by @{RITA}",
            id="handed over",
        ),
        pytest.param(
            Entry(Happened.DISPUTED, NOW, 7, TOM, before=RITA, after=TOM),
            f" · @{TOM} claimed them from @{RITA}: it is to be settled",
            id="a claim on who is owned",
        ),
        pytest.param(
            Entry(Happened.RIGHT, NOW, 7, RITA, right=a_right("Yes, do", ended_at=NOW, ended_by=MAYA)),
            f" · @{RITA} may represent them for Yes, do until 25 May 2027 "
            "(agreed by e-mail on 27 November 2026) · “Yes, do”",
            id="a right, though it was ended since",
        ),
        pytest.param(
            Entry(Happened.RIGHT, NOW, 7, RITA, right=a_right("No time", how="without", recorded_at=NOW)),
            f" · Put forward for No time without consent on record by @{RITA} on 27 November 2026: No time",
            id="put forward without",
        ),
        pytest.param(
            Entry(
                Happened.RIGHT_ENDED, NOW, 7, MAYA, right=a_right("Go", ended_at=NOW, ended_by=MAYA, ended_for="asked")
            ),
            f" · The right of @{RITA} to represent them for Go was ended on 27 November 2026 by @{MAYA}: asked",
            id="a right was ended",
        ),
        *(
            pytest.param(
                Entry(Happened.SETTLED, NOW, 7, by, words=ruling, before=RITA, after=TOM),
                f" · The claim of @{TOM} was settled: {said}" + (f" · by @{by}" if by else ""),
                id=ruling,
            )
            for ruling, by, said in (
                (Ruling.KEEP, MAYA, f"@{RITA} keeps them"),
                (Ruling.TRANSFER, MAYA, f"@{TOM} has them"),
                (Ruling.SHARE, MAYA, "the credit is shared"),
                (Ruling.WITHDRAWN, "", "it was withdrawn"),
                (Ruling.CONCEDED, "", f"@{RITA} released them to @{TOM}"),
                (Ruling.NOT_RULED, "", f"not ruled, so @{RITA} keeps them"),
                (Ruling.OWNER_LEFT, "", f"@{RITA} left, so @{TOM} has them"),
                (Ruling.CLAIMANT_LEFT, "", f"@{TOM} left, so @{RITA} keeps them"),
            )
        ),
        pytest.param(
            Entry(Happened.TAGGED, NOW, 7, TOM, words="Kotlin, Lisbon"),
            f" · Tagged Kotlin, Lisbon · by @{TOM}",
            id="tags",
        ),
        pytest.param(
            Entry(Happened.CHANGED, NOW, 7, TOM, words="untagged", before="Kotlin"),
            f" · No longer tagged Kotlin · by @{TOM}",
            id="a tag taken away",
        ),
        pytest.param(
            Entry(Happened.CHANGED, NOW, 7, TOM, words="segmented", before="warm", after="silver_medallist"),
            f" · Now in the segment silver medallist · by @{TOM}",
            id="a segment",
        ),
        pytest.param(
            Entry(Happened.CHANGED, NOW, 7, TOM, words="segmented", before="warm"),
            f" · Taken out of segment warm · by @{TOM}",
            id="out of a segment",
        ),
        pytest.param(
            Entry(Happened.CHANGED, NOW, 7, TOM, words="forbade", after="0f"),
            f" · Marked do not contact · by @{TOM}",
            id="do not contact",
        ),
        pytest.param(
            Entry(Happened.CHANGED, NOW, 7, TOM, words="allowed", before="0f"),
            f" · May be contacted again · by @{TOM}",
            id="taken back",
        ),
        pytest.param(Entry(Happened.CHANGED, NOW, 7, TOM, words="renamed"), f" · Renamed · by @{TOM}", id="a name"),
        pytest.param(
            Entry(Happened.MERGED, NOW, 7, TOM),
            f" · Joined with another record of the same person · by @{TOM}",
            id="a merge",
        ),
        pytest.param(
            Entry(Happened.PARTED, NOW, 7), " · Parted again from the record they were joined with", id="undone"
        ),
        pytest.param(Entry(Happened.ADDED, NOW, 1, RITA), f" · Added · by @{RITA}", id="added"),
        pytest.param(
            Entry(Happened.ADDED, NOW, 1, RITA, words=IMPORTED),
            f" · Came with a file · brought by @{RITA}",
            id="imported",
        ),
        pytest.param(
            Entry(Happened.CHANGED, NOW, 7, TOM, words="contacts added"),
            f" · Addresses were added · by @{TOM}",
            id="addresses",
        ),
        pytest.param(
            Entry(Happened.CHANGED, NOW, 7, TOM, words="kept", after="2028-11-24 0f"),
            f" · Their record is kept until November 2028 · by @{TOM}",
            id="kept for longer",
        ),
    ],
)
def test_each_thing_is_told_in_plain_words(entry, reads):
    assert read(entry).splitlines()[1] == f"08:30 UTC on {AT}{reads}"


def test_the_words_of_a_touch_stand_below_it_and_those_of_a_deleted_one_do_not():
    entry = Entry(Happened.TOUCH, NOW, 7, RITA, touch("Prefers mornings"), notes={About.WORRIES: "the commute"})
    assert read(entry).splitlines()[2:] == ["Prefers mornings", "Worries: the commute"]
    gone = Entry(Happened.TOUCH, NOW, 7, RITA, touch("Prefers mornings", deleted=True), deleted_by=TOM)
    assert "Prefers mornings" not in read(gone)


@pytest.mark.parametrize("may", [True, False])
def test_pay_is_shown_to_those_who_may_see_it(may):
    entry = Entry(Happened.TOUCH, NOW, 7, RITA, touch(""), notes={About.PAY_EXPECTED: "120k"})
    message = timeline.page(Timeline(ANA, (entry,)), pay=may)
    assert ("Pay expected: 120k" in words(message.blocks)) is may
    assert "120k" not in message.text


@pytest.mark.parametrize(
    ("more", "buttons"),
    [
        pytest.param({}, set(), id="all of it"),
        pytest.param({"has_earlier": True}, {"timeline_earlier"}, id="the first"),
        pytest.param({"has_later": True}, {"timeline_later"}, id="the last"),
        pytest.param({"has_later": True, "has_earlier": True}, {"timeline_later", "timeline_earlier"}, id="between"),
    ],
)
def test_a_page_leads_to_those_beside_it_by_the_entry_at_its_edge(more, buttons):
    entries = (Entry(Happened.ADDED, NOW, 9, RITA), Entry(Happened.ADDED, NOW, 8, RITA))
    found = presses(timeline.page(Timeline(ANA, entries, **more)).blocks)
    assert set(found) == buttons
    for name, value in found.items():
        assert value == f"1/{NOW.isoformat()}/{8 if name == 'timeline_earlier' else 9}"


def test_one_s_own_touches_can_be_taken_back_or_edited():
    entry = Entry(Happened.TOUCH, NOW, 7, RITA, touch(""))
    assert presses(timeline.page(Timeline(ANA, (entry,)), {7}).blocks) == {"touch_undo": "7", "touch_edit": "7"}
    assert presses(timeline.page(Timeline(ANA, (entry,)), {8}).blocks) == {}


@pytest.mark.parametrize("letter", ["\U000e0041", "👩\u200d🚀", "“", "&"])
def test_a_full_page_of_the_longest_letters_fits_a_window(letter):
    longest = letter * 3_000
    entry = Entry(Happened.TOUCH, NOW, 7, RITA, touch(longest, credit=TOM), notes=dict.fromkeys(About, longest))
    full = Timeline(Candidate(1, longest), (entry,) * 15, has_earlier=True, has_later=True)
    limits.view(forms.notices.told("Time line", timeline.page(full, {7}, pay=True)), "modal")
