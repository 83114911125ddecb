"""Is the quick line of a touch read as it was meant, and never guessed?"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Direction, How, Kind, Offers, Outcome
from bot.rules.quick import QuickTouch, read

SPOKE = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)
MET = How(Kind.MEETING, Direction.OUT, Outcome.MET)
VOICEMAIL = How(Kind.CALL, Direction.OUT, Outcome.VOICEMAIL)
NO_ANSWER = How(Kind.CALL, Direction.OUT, Outcome.NO_ANSWER)
SENT = How(Kind.EMAIL, Direction.OUT, Outcome.SENT)
REPLIED = How(Kind.EMAIL, Direction.IN, Outcome.REPLIED)


@pytest.mark.parametrize(
    ("line", "name", "note"),
    [
        ("Ana Silva", "Ana Silva", ""),
        ("  Ana   Silva  ", "Ana Silva", ""),
        ("Ana Silva - likes the role", "Ana Silva", "likes the role"),
        ("Ana Silva – likes the role", "Ana Silva", "likes the role"),
        ("Ana Silva — likes the role", "Ana Silva", "likes the role"),
        ("Ana Silva -- likes the role", "Ana Silva", "likes the role"),
        ("Ana Silva: likes the role", "Ana Silva", "likes the role"),
        ("Ana Silva\nlikes the role", "Ana Silva", "likes the role"),
        ("Ana Silva\r\n- likes it\n- asks", "Ana Silva", "- likes it\n- asks"),
        ("Ana Silva -", "Ana Silva", ""),
        ("Ana Silva:", "Ana Silva", ""),
        ("Ana Silva - : ,", "Ana Silva", ""),
        ("Anne-Marie Smith-Jones - likes it", "Anne-Marie Smith-Jones", "likes it"),
        ("Anne-Marie", "Anne-Marie", ""),
        ("Ana -likes it", "Ana -likes it", ""),
        ("Ana- likes it", "Ana- likes it", ""),
        ("Ana:likes it", "Ana:likes it", ""),
        ("Silva, Ana - likes it", "Silva, Ana", "likes it"),
        ("Ana Silva, spoke", "Ana Silva, spoke", ""),
        ("Ana spoke", "Ana spoke", ""),
        ("Spoke", "Spoke", ""),
        ("ana@example.com - likes it", "ana@example.com", "likes it"),
        ("https://linkedin.com/in/ana - likes it", "https://linkedin.com/in/ana", "likes it"),
        ("O'Brien, Jr. - likes it", "O'Brien, Jr.", "likes it"),
        ("Ana - wants 4 days - or 3: both", "Ana", "wants 4 days - or 3: both"),
        ("Ana: one\n\n\n\ntwo", "Ana", "one\n\ntwo"),
        ("Ana\u00a0Silva\u00a0-\u00a0likes it", "Ana Silva", "likes it"),
        ("Ana \u200b-\u200b likes it", "Ana", "likes it"),
        ("<!channel> - likes it", "<!channel>", "likes it"),
        ("Łukasz Żółć - likes it", "Łukasz Żółć", "likes it"),
        ("Александр - перезвонить", "Александр", "перезвонить"),
        ("山田太郎：興味あり", "山田太郎", "興味あり"),
        ("किरण - बाद में", "किरण", "बाद में"),
        ("אנה כהן - אוהבת", "אנה כהן", "אוהבת"),
        ("\u202bאנה כהן\u202c - אוהבת", "אנה כהן", "אוהבת"),
        ("Ana 🦊 - likes it 👍", "Ana 🦊", "likes it 👍"),
        ("7 - likes it", "7", "likes it"),
        ("x" * 10_000 + " - likes it", "x" * 10_000, "likes it"),
    ],
)
def test_the_name_ends_where_the_rest_begins(line, name, note):
    assert read(line) == QuickTouch(name, note)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "\n\n",
        " - ",
        "-",
        "—",
        ": ",
        "- spoke",
        "\u200b",
        "\u202e - spoke",
        "🦊 - spoke",
        "... - spoke",
        "、",
    ],
)
def test_a_line_that_names_nobody_is_none(line):
    assert read(line) is None


@pytest.mark.parametrize(
    ("rest", "how", "note"),
    [
        ("spoke", SPOKE, ""),
        ("Spoke!", SPOKE, ""),
        ("SPOKE.", SPOKE, ""),
        ("spoke, likes the role", SPOKE, "likes the role"),
        ("spoke. Likes the role.", SPOKE, "Likes the role."),
        ("spoke; likes the role", SPOKE, "likes the role"),
        ("spoke - likes the role", SPOKE, "likes the role"),
        ("spoke: likes the role", SPOKE, "likes the role"),
        ("spoke and likes the role", SPOKE, "likes the role"),
        ("spoke & likes the role", SPOKE, "likes the role"),
        ("spoke\nlikes the role\nwants 4 days", SPOKE, "likes the role\nwants 4 days"),
        ("\n- spoke\n- likes it", SPOKE, "- likes it"),
        ("spoke، likes the role", SPOKE, "likes the role"),
        ("spoke、興味あり", SPOKE, "興味あり"),
        (", spoke, likes it", SPOKE, "likes it"),
        ("met", MET, ""),
        ("vm", VOICEMAIL, ""),
        ("voicemail", VOICEMAIL, ""),
        ("left vm, call back Monday", VOICEMAIL, "call back Monday"),
        ("na", NO_ANSWER, ""),
        ("No answer", NO_ANSWER, ""),
        ("no-answer", NO_ANSWER, ""),
        ("no answer, left vm", VOICEMAIL, ""),
        ("sent", SENT, ""),
        ("emailed", SENT, ""),
        ("e-mailed, CV asked for", SENT, "CV asked for"),
        ("replied", REPLIED, ""),
        ("texted", How(Kind.TEXT, Direction.OUT, Outcome.SENT), ""),
        ("messaged", How(Kind.MESSAGE, Direction.OUT, Outcome.SENT), ""),
        ("call spoke", SPOKE, ""),
        ("called, no answer", NO_ANSWER, ""),
        ("called and spoke, likes it", SPOKE, "likes it"),
        ("video met", How(Kind.VIDEO, Direction.OUT, Outcome.MET), ""),
        ("video call spoke", How(Kind.VIDEO, Direction.OUT, Outcome.SPOKE), ""),
        ("e-mail sent", SENT, ""),
        ("email replied", REPLIED, ""),
        ("sms sent", How(Kind.TEXT, Direction.OUT, Outcome.SENT), ""),
        ("text replied", How(Kind.TEXT, Direction.IN, Outcome.REPLIED), ""),
        ("linkedin: sent", How(Kind.SOCIAL, Direction.OUT, Outcome.SENT), ""),
        ("spoke, spoke", SPOKE, ""),
        ("spoke, sent, likes it", SPOKE, "sent, likes it"),
        ("sent, replied", SENT, "replied"),
        ("no answer, spoke", NO_ANSWER, "spoke"),
        ("spoke, vm", SPOKE, "vm"),
    ],
)
def test_how_it_went_is_understood(rest, how, note):
    assert read(f"Ana Silva - {rest}") == QuickTouch("Ana Silva", note, how)


@pytest.mark.parametrize(
    "rest",
    [
        "likes what we spoke about",
        "likes the role, spoke",
        "spoke with her husband",
        "not spoke",
        "spoke?",
        "spoken for",
        "met her boss",
        "call",
        "called, likes the role",
        "call and likes it",
        "email spoke",
        "voicemail was full",
        "no answers yet",
        "told me about a rival",
        "rival firms are circling",
        "rival",
        "Rival Acme is what everybody talks about",
        "new offer of theirs",
        "told?",
        "no news from her side",
        "offers none of it",
        "offers open",
        "sentence",
        "nada",
        "говорили",
    ],
)
def test_prose_is_a_note_and_nothing_is_guessed(rest):
    assert read(f"Ana - {rest}") == QuickTouch("Ana", rest)


@pytest.mark.parametrize(
    ("rest", "touch"),
    [
        ("told", QuickTouch("Ana", told=True)),
        ("no news", QuickTouch("Ana", told=True)),
        ("No news: told them", QuickTouch("Ana", told=True)),
        ("not told", QuickTouch("Ana", told=False)),
        ("told, not told", QuickTouch("Ana", "not told", told=True)),
        ("offers none", QuickTouch("Ana", offers=Offers.NONE)),
        ("offers: none", QuickTouch("Ana", offers=Offers.NONE)),
        ("no other offers", QuickTouch("Ana", offers=Offers.NONE)),
        ("spoke, told, offers none", QuickTouch("Ana", "", SPOKE, True, Offers.NONE)),
        ("told, spoke and no offers. Likes it", QuickTouch("Ana", "Likes it", SPOKE, True, Offers.NONE)),
        ("emailed, no news, waits for client", QuickTouch("Ana", "waits for client", SENT, True)),
        ("spoke, likes it, told", QuickTouch("Ana", "likes it, told", SPOKE)),
        ("told, call, likes it", QuickTouch("Ana", "call, likes it", told=True)),
        ("offers new", QuickTouch("Ana", offers=Offers.NEW)),
        ("offers: new", QuickTouch("Ana", offers=Offers.NEW)),
        ("spoke, new offer, told", QuickTouch("Ana", "", SPOKE, True, Offers.NEW)),
        ("new offer, offers none", QuickTouch("Ana", "offers none", offers=Offers.NEW)),
        ("offers none, new offer", QuickTouch("Ana", "new offer", offers=Offers.NONE)),
        ("spoke, rival Acme", QuickTouch("Ana", "rival Acme", SPOKE, None, Offers.NEW)),
        ("rival Acme, spoke", QuickTouch("Ana", "rival Acme", SPOKE, None, Offers.NEW)),
        ("rival Acme and told. Wants more", QuickTouch("Ana", "rival Acme, Wants more", None, True, Offers.NEW)),
        ("rival Acme, rival 3M", QuickTouch("Ana", "rival Acme, rival 3M", offers=Offers.NEW)),
        ("offers none, rival Acme", QuickTouch("Ana", "rival Acme", offers=Offers.NONE)),
    ],
)
def test_what_they_were_told_and_answered_is_understood(rest, touch):
    assert read(f"Ana - {rest}") == touch


@given(st.text(st.sampled_from("xyZ7 -–:,;\n.")))
def test_nothing_typed_is_lost(line):
    touch = read(line)
    letters = re.findall(r"\w", line)
    assert re.findall(r"\w", touch.name + touch.note if touch else "") == (letters if touch else [])
    assert touch or not re.match(r"\w", line)


@given(st.text())
def test_any_line_names_somebody_or_nobody(line):
    touch = read(line)
    assert touch is None or touch.name
