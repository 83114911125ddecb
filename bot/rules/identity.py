"""Are two records one person: surely, perhaps, or not?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from bot.facts import Contact, Known, Likeness, Reason, Verdict
from bot.rules.names import Name, Names, canonical, compare, read
from bot.rules.spellings import spellings as spellings
from bot.words import fold

# Whoever answers these addresses, it is not one person.
_ROLES = frozenset(
    """
    hiring hire applicants applicant sourcing resourcing selection candidaturas candidatura vagas vaga emprego selecao
    seleccion seleccionar ofertas oferta trabajo trabalho selezione lavoro curriculum curriculo lebenslauf karriere
    carriere carrieres rekrutacja rekrytering rekruttering jobb vacature vacatures personeel werk werving prace nabor
    info jobs job hr contact office admin administration mail email post hello hi team teams career careers recruit
    recruiter recruiters recruiting recruitment talent talents people sales support apply applications application
    bewerbung bewerbungen personal personalabteilung kontakt empleo empleos rrhh rh emprego empregos recrutement
    recrutamento recursos kariera praca cv cvs resume resumes work staff staffing reception secretary secretariat
    noreply reply postmaster webmaster family familie familia famille famiglia fam home casa haus hallo hola ola
    bonjour ciao buero buro sekretariat candidates candidate candidatos enquiries inquiries bureau general service
    agency agencia agence agentur agenzia couple parents household
    """.split()
)
_FAMILIES = re.compile(r"famil(?:y|ie|ia|le|ha)|famiglia|famille|^the[a-z]+s$")
# What is typed where there is no address, but a form wants one.
_NOBODYS = frozenset(
    """
    noemail nomail none no na nil null test testing tester example sample unknown anonymous anon nobody dummy
    placeholder tbd tba xxx xx x asdf abc abcd email mail brak kein keine keineemail keinemail ohne sinemail sincorreo
    semmail sememail naotem notiene aucun nessuno nessuna ingen geen notavailable notprovided missing
    """.split()
)
_APART = Verdict(Likeness.APART)
_ADDRESS = {"email": Reason.EMAIL, "profile": Reason.PROFILE}
_OTHERS = {"email": Reason.OTHERS_EMAIL, "profile": Reason.OTHERS_PROFILE}
# How an address reads that is another's, where the name is hardly another.
_SIMPLY = {Reason.OTHERS_EMAIL: Reason.EMAIL, Reason.OTHERS_PROFILE: Reason.PROFILE}
_ORDER = (Likeness.SAME, Likeness.ALIKE)


def verdict(newcomer: Known, known: Known) -> Verdict:
    """Compare a newcomer with a record that is there.

    They are joined without asking only where an e-mail or profile of their own is equal and both names can be one
    person's. A phone, a name, or an address that several use is a reason to ask.
    """
    names = compare(newcomer.name, known.name)
    reasons, sure = [], False
    for one, other in _in_common(newcomer.contacts, known.contacts):
        reason = _told_by(one, other, names, newcomer.name, known.name)
        sure = sure or reason in _ADDRESS.values()
        reasons.append(reason)
    if sure and _other_profile(newcomer.contacts, known.contacts):
        return Verdict(Likeness.ALIKE, (Reason.TWO_PROFILES,))
    if sure and Reason.OTHERS_EMAIL not in reasons and Reason.OTHERS_PROFILE not in reasons:
        return Verdict(Likeness.SAME, tuple(dict.fromkeys(reasons)))
    if names >= Names.SIMILAR:
        reasons = [_SIMPLY.get(reason, reason) for reason in reasons]
    reasons += [Reason.NAME] if names is Names.EQUAL else [Reason.SIMILAR] if names >= Names.SIMILAR else []
    return Verdict(Likeness.ALIKE, tuple(dict.fromkeys(reasons))) if reasons else _APART


def likely(newcomer: Known, known: Iterable[Known], most: int = 5) -> list[tuple[Known, Verdict]]:
    """Pick those who may be the newcomer, the likeliest first."""
    found = [(each, verdict(newcomer, each)) for each in known]
    may_be = [(each, told) for each, told in found if told.likeness is not Likeness.APART]
    return sorted(may_be, key=lambda pair: _weight(pair[1]))[:most]


def have_nothing_in_common(one: Known, other: Known) -> bool:
    """Tell whether neither an address nor a word of their names says that two records are one person's."""
    return compare(one.name, other.name) is Names.APART and not _in_common(one.contacts, other.contacts)


def is_role(address: str, names: Collection[str] = ()) -> bool:
    """Tell whether an e-mail address is a role's, an agency's, a family's or nobody's by its look.

    A word that is in one of the `names` of who has it, folded, tells nothing: Erik Post is post@ with good reason.
    """
    local = address.partition("@")[0].partition("+")[0].casefold()
    parts = re.split(r"[^a-zà-ÿ]+", local)
    letters = "".join(parts)
    return letters in _NOBODYS or bool(_FAMILIES.search(letters)) or not _ROLES.difference(names).isdisjoint(parts)


def _weight(verdict: Verdict) -> tuple[int, int]:
    listed = list(Reason)
    return _ORDER.index(verdict.likeness), min(map(listed.index, verdict.reasons))


def _in_common(mine: Sequence[Contact], theirs: Sequence[Contact]) -> list[tuple[Contact, Contact]]:
    by_value = {(contact.kind, contact.value): contact for contact in theirs}
    return [(each, by_value[each.kind, each.value]) for each in mine if (each.kind, each.value) in by_value]


def _other_profile(mine: Sequence[Contact], theirs: Sequence[Contact]) -> bool:
    """Tell whether both have a page on one site, and not the same: a person has one."""
    sites = [
        {each.value.split("/")[2]: each.value for each in some if each.kind == "profile"} for some in (mine, theirs)
    ]
    return any(sites[1].get(site, address) != address for site, address in sites[0].items())


def _told_by(one: Contact, other: Contact, names: Names, name: str, known: str) -> Reason:
    """Say what an address that both have tells of them."""
    if one.kind == "phone":
        return Reason.PHONE
    both = (read(name), read(known))
    words = {word for each in both for word in each.words}
    if one.shared or other.shared or (one.kind == "email" and is_role(one.value, words)):
        return Reason.SHARED
    if names is Names.EQUAL and (len(words) > 1 or one.kind == "profile") and both[0].words == both[1].words:
        return _ADDRESS[one.kind]
    return (_ADDRESS if _is_one(names, one, *both) else _OTHERS)[one.kind]


def _is_one(names: Names, contact: Contact, one: Name, other: Name) -> bool:
    """Tell whether names that agree so well are one person's, where an address is theirs.

    Where they are not spelt alike, an e-mail address must say so too; where a surname was changed, any address must.
    """
    local = _letters(contact)
    if names is Names.FIRST:
        return _names_fully(local, one, other)
    if names < Names.ONE:
        return False
    if contact.kind == "profile":
        return True
    return _is_spelt_out(local, one, other) and _names_them(local, one, other)


def _letters(contact: Contact) -> str:
    """Give the letters of an address that may be a name's."""
    named = contact.value.rpartition("/")[2] if contact.kind == "profile" else contact.value.partition("@")[0]
    return canonical(re.sub(r"[^a-z]", "", fold(named.partition("+")[0])))


def _names_them(local: str, one: Name, other: Name) -> bool:
    """Tell whether an address names a person: by the first name, or by the surname and a letter of the first name."""
    for first, *surnames in (one.words, other.words):
        called = canonical(first)
        if len(first) > 2 and called in local and local not in map(canonical, {one.words[-1], other.words[-1]}):
            return True
        for surname in map(canonical, surnames):
            rest = local.replace(surname, "", 1) if len(surname) > 1 else local
            if rest != local and {called[0], canonical(first[0])} & {rest[:1], rest[-1:]}:
                return True
    return False


def _names_fully(local: str, one: Name, other: Name) -> bool:
    """Tell whether an address names a person by the first name and by one of two surnames, or its first letter."""
    surnames = {canonical(one.words[-1]), canonical(other.words[-1])}
    for first in (canonical(one.words[0]), canonical(other.words[0])):
        rest = local.replace(first, "", 1)
        if rest != local and any(surname in rest or rest == surname[0] for surname in surnames):
            return True
    return False


def _is_spelt_out(local: str, one: Name, other: Name) -> bool:
    """Tell whether an address says for which name a single letter stands: J. Smith may be John as well as Jane."""
    for short, whole in ((one, other), (other, one)):
        for letter in {short.words[0], short.words[-1]}:
            may_be = [canonical(word) for word in whole.words if len(letter) == 1 < len(word) and word[0] == letter]
            if may_be and not any(word in local for word in may_be):
                return False
    return True
