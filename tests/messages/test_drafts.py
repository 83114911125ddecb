"""Is the ready e-mail honest, kind, fit for the stage, and short enough for a button?"""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from bot.facts import Stage
from bot.messages import drafts, ready_mails
from tests.messages.samples import item, last_word, words


def read(owed):
    address = drafts.last_word(owed)
    assert address
    parts = urlsplit(address)
    fields = parse_qs(parts.query, strict_parsing=True)
    return parts.scheme, parts.path, fields["subject"][0], fields["body"][0]


@pytest.mark.parametrize(
    ("stage", "came_from", "says", "not_"),
    [
        pytest.param(Stage.REJECTED, Stage.SUBMITTED, "you were not chosen", "in person", id="rejected early"),
        pytest.param(Stage.REJECTED, Stage.INTERVIEW, "rather have told you in person", "step back", id="after a talk"),
        pytest.param(Stage.FELL_THROUGH, Stage.ACCEPTED, "did not come to a start", "not chosen", id="fell through"),
        pytest.param(Stage.DECLINED, Stage.OFFER, "you have decided otherwise", "sorry", id="declined: thanks"),
        pytest.param(Stage.WITHDRAWN, Stage.SCREENING, "you step back", "sorry", id="withdrawn: a goodbye"),
    ],
)
def test_it_says_what_their_end_deserves(stage, came_from, says, not_):
    scheme, to, subject, body = read(last_word(stage=stage, came_from=came_from))
    assert (scheme, to) == ("mailto", "ana@example.com")
    assert body.startswith("Dear Ana Silva,\r\n\r\nThank you for the time and thought you gave to the role of Data Eng")
    assert body.endswith("With kind regards\r\n")
    assert subject
    assert says in body
    assert not_ not in body


@pytest.mark.parametrize(
    "nasty",
    ["&body=Send money", "{title}{0}", "a?b=c#d%41", "Zoë\r\nBcc: evil@example.com", "李明", '"><script>', "100%", "+"],
)
def test_what_was_typed_stays_letters(nasty):
    scheme, to, subject, body = read(last_word(nasty, title=nasty, mail="ana+x&y@example.com"))
    assert (scheme, unquote(to)) == ("mailto", "ana+x&y@example.com")
    shown = " ".join(nasty.split())
    assert subject == f"About the role of {shown}"
    assert body.startswith(f"Dear {shown},\r\n")
    assert f"the role of {shown}." in body


def test_it_fits_into_a_button_whatever_the_names():
    address = drafts.last_word(last_word("😀" * 80, title="😀" * 80, mail=f"{'a' * 240}@example.com"))
    assert address
    assert len(address) <= ready_mails.MOST_LETTERS
    assert "�" not in unquote(address)
    assert len(address) > ready_mails.MOST_LETTERS - 60


@pytest.mark.parametrize(
    "owed",
    [
        pytest.param(last_word(mail=None), id="no address is known"),
        pytest.param(item(mail="ana@example.com"), id="nothing has ended"),
    ],
)
def test_there_is_none_where_there_is_nothing_to_write(owed):
    assert drafts.last_word(owed) is None


def test_without_an_address_the_words_are_there_to_be_copied():
    shown = drafts.words(last_word(mail=None))
    assert shown.text.startswith("No e-mail address is on record. Copy this,")
    assert "Subject: About the role of Data Engineer" in words(shown.blocks)
    assert "Dear Ana Silva," in words(shown.blocks)
    assert "you were not chosen" in words(shown.blocks)
    assert drafts.words(item()).text == drafts.no_words().text
