"""With which words do we ask back when a typed amount can mean several things, or nothing?"""

from __future__ import annotations

from collections.abc import Iterable

from bot import amounts
from bot.facts import Choice
from bot.rules.amount_senses import Sense
from bot.rules.asking import Asked

EXAMPLES = "Write it like €85k + 10%, 500 a day, 4,500 a month x 14, or 90k base, 15k bonus, 10k sign-on."
NOTHING = f"There is no amount yet. {EXAMPLES}"
TOO_LONG = "That is more than can be read at once. Write the pay alone, the rest has a field of its own."
NEGATIVE = "Pay cannot be less than nothing. Write the amount without the minus."
MORE = "More than what? Write the whole amount as it would then be, like 95k or 90k + 15%."
ZERO = "There is a zero. Leave out a part that there is not, and write the amounts of the others."
NET = "Offers are compared before tax. Write what it is gross, without tax taken off."
BETWEEN = "Amounts of different kinds stand side by side. Write a + between them and name each, like 90k base + 5k car."


def unread(words: str) -> Asked:
    """Ask about words that nothing can be made of."""
    return Asked(f"“{_short(words)}” could not be read. {EXAMPLES}")


def what_part(words: str, choice: Choice) -> Asked:
    """Ask which part of a package words are."""
    question = f"“{_short(words)}”: what is that? Choose, or name it: base, bonus, sign-on, equity, benefits."
    return Asked(question, [choice])


def no_number(number: str) -> Asked:
    """Ask about digits that make no number."""
    return Asked(f"“{_short(number)}” is not one number. Write it like 85,000 or 85.000 or 85k.")


def which_of_range(low: Choice, high: Choice) -> Asked:
    """Ask which of two amounts is meant."""
    return Asked("Two amounts stand there for one thing. Which one shall be kept?", (low, high))


def vague(word: str, exact: Choice | None) -> Asked:
    """Ask for a figure where a word leaves it open."""
    question = f"“{_short(word)}” leaves open how much it is. Which figure shall be kept?"
    return Asked(question, [exact] if exact else [])


def two_currencies(codes: Iterable[str]) -> Asked:
    """Ask to write one line in one currency."""
    named = " and ".join(map(amounts.currency, codes))
    return Asked(f"There are two currencies: {named}. An offer is kept in one. Write all its amounts in that one.")


def no_currency(choices: Iterable[Choice]) -> Asked:
    """Ask for the currency."""
    return Asked("Which currency is it? Choose one, or write it before the amount, like EUR 85k.", choices)


def which_currency(sign: str, choices: Iterable[Choice]) -> Asked:
    """Ask which of several currencies with one sign is meant."""
    question = f"“{_short(sign)}” is used for several currencies. Which one is it? Choose one, or write its code, like "
    return Asked(f"{question}CAD 85k.", choices)


def for_how_long(amount: str, choices: Iterable[Choice]) -> Asked:
    """Ask for which period an amount is paid."""
    return Asked(f"{amount}: for how long is that? Choose, or write it like 120k a year or 500 a day.", choices)


def hardly(said: str, choices: Iterable[Choice]) -> Asked:
    """Ask about an amount that nobody is paid."""
    return Asked(f"{said} is hardly what somebody is paid. Check the amount, and for how long it is.", choices)


def which_number(number: str, choices: Iterable[Choice]) -> Asked:
    """Ask whether a dot or comma parts thousands or decimals."""
    return Asked(f"“{_short(number)}” can be read in two ways. Which one is it?", choices)


def too_much(number: str) -> Asked:
    """Ask about an amount far beyond any pay."""
    return Asked(f"“{_short(number)}” is more than anybody is paid. Check the zeros.")


def too_fine(number: str, currency: str) -> Asked:
    """Ask about more decimals than a currency has."""
    places = amounts.places(currency)
    has = f"{places} decimals" if places else "no decimals"
    return Asked(f"“{_short(number)}” has more decimals than there are: {amounts.currency(currency)} has {has}.")


def bonus_or_sign_on(number: str, choices: Iterable[Choice]) -> Asked:
    """Ask whether a second amount comes each year or once."""
    return Asked(f"“{_short(number)}”: is that a bonus for each year, or a sign-on that is paid once?", choices)


def of_what(share: str) -> Asked:
    """Ask for the base of a share."""
    return Asked(f"{share} of what? Write the base too, like 90k + {share}, or {share} bonus where only that changes.")


def twice(part: str) -> Asked:
    """Ask about a part that stands there twice."""
    return Asked(f"There are two figures for the {part}. Write the one that holds.")


def no_share(part: str) -> Asked:
    """Ask for the amount of what cannot be a share."""
    return Asked(f"The {part} cannot be kept in per cent. Write it as an amount.")


def share_too_large(share: str) -> Asked:
    """Ask about a bonus of several times the base."""
    return Asked(f"A bonus of {share} of the base is hardly meant. Check it.")


def what_of_it_is_base(choices: Iterable[Choice]) -> Asked:
    """Ask for the base within the whole."""
    question = "That sounds like all of it together. How much of it is the base?"
    return Asked(f"{question} Write it like 85k OTE 110k, or 85k + 10%.", choices)


def within(word: str) -> Asked:
    """Ask whether a part is within the base or comes on top."""
    question = f"“{_short(word)}” leaves open what comes on top. Write the base alone, a +, and then the rest"
    return Asked(f"{question}, like 90k + 10%.")


def for_a_year(said: str, choices: Iterable[Choice]) -> Asked:
    """Ask for a bonus of a year."""
    return Asked(f"A bonus is kept for a year. Is it {said} a year?", choices)


def once(part: str) -> Asked:
    """Ask about a period of what is paid once."""
    return Asked(f"The {part} is paid once, so it has no period. Write it without one, or as a bonus.")


def how_many_payments(number: str) -> Asked:
    """Ask how many monthly payments there are in a year."""
    return Asked(f"“{_short(number)}” payments: a month's pay is paid 12 to 18 times a year. Write it like 2,500 x 14.")


def thousand_or_million(choices: Iterable[Choice]) -> Asked:
    """Ask which of the two "mil" is."""
    return Asked("“mil” is a thousand for some, a million for others. Which one is it?", choices)


def nothing_of(part: str) -> Asked:
    """Ask for the amount of a part that was only named."""
    return Asked(f"How much is the {part}? Write the amount beside it.")


def start_day() -> Asked:
    """Ask for the whole start date."""
    return Asked("Write the start date with its year, like start 12 February 2027.")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else line[:39] + "…"


def without(text: str, sense: Sense) -> Choice:
    """Take a line without one of its words."""
    exact = " ".join(f"{text[: sense.start].rstrip('-')} {text[sense.end :].removeprefix('.')}".split())
    return Choice(exact, exact)
