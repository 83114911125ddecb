"""What did someone type, once it is freed of what cannot be seen and of its many spellings?"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

# Letters that Unicode does not take apart, as people write them without their stroke.
SPELT = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ŋ": "n",
    }
)
# What takes room but shows nothing, though Unicode counts it as a letter, a mark or a sign.
BLANK = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
ELLIPSIS = "…"

LINK = re.compile(r"<(?:mailto:|tel:|(?=https?://))([^|<>]+)(?:\|[^<>]*)?>")
ADDRESS = re.compile(r"(?:https?://|(?:[\w-]+\.)*(?:linkedin|xing|github)\.com(?:/|$))", re.IGNORECASE)
NUMBER = re.compile(r"[+\d(][\d\s().+/–-]*(?:(?:ext\.?|x|#)\s*\d+)?", re.IGNORECASE)
SITES = {"linkedin.com": ("in",), "xing.com": ("profile",), "github.com": ()}
# What GitHub has in the place where a person's name stands.
GITHUBS_OWN = frozenset(
    """
    about account apps blog codespaces collections contact customer-stories dashboard enterprise events explore features
    issues join login logout marketplace mobile new notifications organizations orgs pricing pulls readme search
    security sessions settings signup site solutions sponsors stars team teams topics trending users
    """.split()
)

LABEL = re.compile(
    r"^(?:e-?mail|mail|phone|tel(?:\.|efon|ephone|efone)?|mob(?:\.|ile|il)?|cell|whatsapp|linkedin|xing|github)\s*[:=]?\s+",
    re.IGNORECASE,
)
FEWEST_DIGITS = 6
# Most addresses: of what stands before the @ nothing is to be found out, unless there are capitals in it.
SIMPLE_EMAIL = re.compile(r"(?P<local>[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*)@(?P<domain>[a-z0-9.-]+)")
SIMPLE_LETTERS = 64

NO_CONTACT = "A contact is an e-mail address, a phone number or a LinkedIn, XING or GitHub address. Write one."
NO_EMAIL = "That e-mail address does not look complete. Write one address, like ana@example.com."
NO_PHONE = "That phone number does not look complete. Write one number with its country code, like +351 912 345 678."
NO_PROFILE = (
    "That is not the address of a person's own page. Paste one like linkedin.com/in/ana-silva, "
    "xing.com/profile/Ana_Silva or github.com/anasilva."
)


class Contact(NamedTuple):
    """One way to reach a person: kind is `email`, `phone` or `profile`; `shown` is its value for people."""

    kind: str
    value: str
    shown: str


def fold(text: str) -> str:
    """Spell a text so that two spellings of one name are equal: no accents, no case, no punctuation."""
    if text.isascii():
        return " ".join(text.lower().translate(_ascii()).split())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    letters = "".join(map(_folded, plain.translate(SPELT)))
    return unicodedata.normalize("NFC", " ".join(letters.split()))


def fold_tag(text: str) -> str:
    """Spell a tag so that two spellings of it are equal; other than in a name, C, C++ and C# stay three."""
    return fold(text.strip().lstrip("#").replace("+", " plus ").replace("#", " sharp "))


def fold_title(text: str) -> str:
    """Spell a job's title as `fold` does a name, but tell C++ from C# and C."""
    spelt = fold(text.replace("#", " sharp ").replace("++", " plus plus "))
    return spelt or clean(text).casefold()


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    """Keep letters, numbers and the vowel signs some scripts have; drop accents, points and the unseen."""
    if _is_unseen(sign):
        return ""
    weight = unicodedata.combining(sign)
    if weight >= 200 or 10 <= weight <= 35:  # above and below a letter; Hebrew and Arabic points
        return ""
    return sign if unicodedata.category(sign)[0] in "LNM" else " "


@cache
def _ascii() -> dict[int, str]:
    """Give what becomes of the plainest signs, which most names are written in."""
    return {number: _folded(chr(number)) for number in range(128)}


def clean(text: str, limit: int | None = None) -> str:
    """Free a name or a one-line field of what cannot be seen; what exceeds `limit` ends in an ellipsis."""
    plain = text.isascii() and text.isprintable()
    seen = text if plain else "".join(sign for sign in text if not _is_unseen(sign))
    line = " ".join(seen.split())
    line = line if plain else unicodedata.normalize("NFC", line)
    if limit is None or len(line) <= limit:
        return line
    return line[: limit - 1].rstrip() + ELLIPSIS


def clean_note(text: str) -> str:
    """Free a note of what cannot be seen, keeping its lines and at most one empty line between two."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(clean, text.splitlines()))).strip()


def _is_unseen(sign: str) -> bool:
    """Tell whether a sign shows nothing: a control, zero-width or direction sign, but no white space."""
    return sign in BLANK or (unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and not sign.isspace())


def unescape(text: str) -> str:
    """Undo what Slack did to the text of a command: its three escapes, and the addresses it made links of."""
    typed = LINK.sub(r"\1", text)
    return typed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def sort_contact(text: str, region: str | None = None) -> Contact:
    """Recognise an e-mail address, a phone number or a profile address, and spell it so that it compares.

    `region` is the ISO 3166 code of the country whose numbers need no country code. Raises ValueError with a
    sentence for the person who typed it.
    """
    typed = re.sub(r"^(?:mailto:|tel:)", "", re.sub(r"^<(.*)>$", r"\1", clean(text)), flags=re.IGNORECASE)
    if ADDRESS.match(typed):
        return _profile(typed)
    if "@" in typed:
        return _email(typed)
    if NUMBER.match(typed):
        return _phone(typed, region)
    raise ValueError(NO_CONTACT)


def sort_contacts(text: str, region: str | None = None) -> list[Contact]:
    """Recognise each address in what was typed: on lines of their own, or with commas or spaces between them.

    Raises ValueError with a sentence that names the part which is none.
    """
    parts = [part for line in re.split(r"[\n;,|]+", text) for part in _told_apart(clean(line))]
    found: dict[tuple[str, str], Contact] = {}
    for part in parts:
        try:
            contact = sort_contact(LABEL.sub("", part), region)
        except ValueError as error:
            raise ValueError(f"“{clean(part, 60)}”: {error}" if len(parts) > 1 else str(error)) from None
        found.setdefault(contact[:2], contact)
    return list(found.values())


def _told_apart(line: str) -> list[str]:
    """Take a line apart that holds several addresses; a number has spaces within, and a name may stand before <…>."""
    words = line.split()
    addresses = [word for word in words if "@" in word or ADDRESS.match(word)]
    rest = re.sub(r"^[^+\d(]*", "", " ".join(word for word in words if word not in addresses))
    has_number = sum(sign.isdigit() for sign in rest) >= FEWEST_DIGITS
    if len(addresses) > 1 or (addresses and has_number):
        return [*addresses, *([rest] if has_number else [])]
    return [line] if line else []


def dialled(text: str, region: str | None) -> str:
    """Spell the beginning of a national phone number as it is dialled from abroad; what is none stays as it is."""
    typed = clean(text)
    if region is None or typed[:1] in {"", "+"} or not NUMBER.fullmatch(typed):
        return text
    import phonenumbers  # loaded when first asked, for a quick start

    digits = re.sub(r"\D", "", typed)
    code = phonenumbers.country_code_for_region(region[:2])
    return f"+{digits[2:]}" if digits.startswith("00") else f"+{code}{digits.lstrip('0')}" if code else text


def _email(typed: str) -> Contact:
    from email_validator import (
        EmailNotValidError,
        validate_email,
    )  # loaded when first asked, for a quick start

    simple = SIMPLE_EMAIL.fullmatch(typed)
    if simple and len(typed) <= SIMPLE_LETTERS and (domain := _domain(simple["domain"])):
        shown = f"{simple['local']}@{domain}"
        return Contact("email", shown.lower(), shown)
    try:
        found = validate_email(typed, check_deliverability=False, allow_display_name=True)
    except EmailNotValidError:
        raise ValueError(NO_EMAIL) from None
    return Contact("email", found.normalized.lower(), found.normalized)


@lru_cache(maxsize=4096)
def _domain(typed: str) -> str | None:
    """Spell the domain of an e-mail address; None where it is none. Many people share one."""
    from email_validator import EmailNotValidError, validate_email  # loaded when first asked, for a quick start

    try:
        return validate_email(f"somebody@{typed}", check_deliverability=False).domain
    except EmailNotValidError:
        return None


def _phone(typed: str, region: str | None) -> Contact:
    import phonenumbers  # loaded when first asked, for a quick start

    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", typed), region)
    except phonenumbers.NumberParseException:
        raise ValueError(NO_PHONE) from None
    if not NUMBER.fullmatch(typed) or not phonenumbers.is_possible_number(number):
        raise ValueError(NO_PHONE)
    value = f"+{number.country_code}{phonenumbers.national_significant_number(number)}"
    return Contact("phone", value, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _profile(typed: str) -> Contact:
    """Keep of an address the site and whom it names: no language, no tracking, nothing below that page."""
    try:
        address = urlsplit(typed if "://" in typed else f"https://{typed}")
        site = ".".join((address.hostname or "").split(".")[-2:])
    except ValueError:
        raise ValueError(NO_PROFILE) from None
    parts = [part for part in (clean(unquote(part)).casefold() for part in address.path.split("/")) if part]
    before = SITES.get(site)
    if before is None or len(parts) <= len(before) or tuple(parts[: len(before)]) != before or " " in typed:
        raise ValueError(NO_PROFILE)
    if site == "github.com" and parts[0] in GITHUBS_OWN:
        raise ValueError(NO_PROFILE)
    shown = [site, *parts[: len(before) + 1]]
    return Contact("profile", "https://" + "/".join(quote(part, safe="") for part in shown), "/".join(shown))
