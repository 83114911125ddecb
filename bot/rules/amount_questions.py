"""With which words do we ask back when a typed amount can mean several things, or nothing?"""

from __future__ import annotations

from collections.abc import Iterable

from bot import amounts
from bot.facts import Choice
from bot.rules.asking import Asked

EXAMPLES = "Write it like €85k + 10%, 500 a day, 4,500 a month x 14, or 90k base, 15k bonus, 10k sign-on."
NOTHING = f"There is no amount yet. {EXAMPLES}"
TOO_LONG = "That is more than can be read at once. Write the pay alone, the rest has a field of its own."
NEGATIVE = "Pay cannot be less than nothing. Write the amount without the minus."
MORE = "More than what? Write the whole amount as it would then be, like 95k or 90k + 15%."
ZERO = "There is a zero. Leave out a part that there is not, and write the amounts of the others."
MONTHS_BONUS = "A bonus of so many months' pay is kept as an amount, or in per cent. Write it like 90k + 7.5k bonus."
NET = "Offers are compared before tax. Write what it is gross, without tax taken off."
BETWEEN = "Amounts of different kinds stand side by side. Write a + between them and name each, like 90k base + 5k car."


def unread(words: str) -> Asked:
    """Ask about words that nothing can be made of."""
    return Asked(f"“{_short(words)}” could not be read. {EXAMPLES}")


def what_part(words: str, *choices: Choice) -> Asked:
    """Ask which part of a package words are."""
    question = f"“{_short(words)}”: what is that? Name it: base, bonus, sign-on, equity, benefits."
    return Asked(question, choices)


def no_part(words: str) -> Asked:
    """Ask to write pay without what can be no part of it."""
    return Asked(f"“{_short(words)}” can be no part of the pay. Write what is paid now, for one period, without it.")


def no_number(number: str) -> Asked:
    """Ask about digits that make no number."""
    return Asked(f"“{_short(number)}” is not one number. Write it like 85,000 or 85.000 or 85k.")


def which_of_range(low: Choice, high: Choice) -> Asked:
    """Ask which of two amounts is meant."""
    return Asked("Two amounts stand there for one thing. Which one shall be kept?", (low, high))


def vague(word: str, exact: Choice | None) -> Asked:
    """Ask for a figure where a word leaves it open."""
    question = f"“{_short(word)}” leaves open how much it is. Which figure shall be kept?"
    return Asked(question, [exact] if exact and exact.typed else [])


def for_how_long(amount: str, choices: Iterable[Choice]) -> Asked:
    """Ask for which period an amount is paid."""
    return Asked(f"{amount}: for how long is that? Write it like 120k a year or 500 a day.", choices)


def thousands_for_how_long(amount: str, choices: Iterable[Choice]) -> Asked:
    """Ask for which period an amount is paid that nobody is paid, unless it is meant in thousands."""
    question = f"{amount}: is that meant in thousands, and for how long? Write it like 1,500 a month."
    return Asked(question, choices)


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
    return Asked("On which day would they start? Write it out, with its year, like start 12 February 2027.")


def part_time(share: str, choices: Iterable[Choice]) -> Asked:
    """Ask whether a share is a bonus, or how much somebody works."""
    question = f"“{share}”: is that a bonus, or how much of full time they work?"
    return Asked(f"{question} If they work part time, the pay is what is paid for that.", choices)


def whose(figure: str, choices: Iterable[Choice]) -> Asked:
    """Ask whether a first amount is the base, or belongs to the name after it."""
    return Asked(f"“{_short(figure)}”: is that the base, or does it belong to the word after it?", choices)


def other_period(word: str) -> Asked:
    """Ask for a period that pay is kept for."""
    question = f"“{_short(word)}”: pay is kept for a year, month, week, day or hour, and a bonus for a year."
    return Asked(f"{question} Write what it comes to for one of those.")


def untaxed(word: str, gross: Choice) -> Asked:
    """Ask whether an amount on which there is no tax is the gross."""
    return Asked(
        f"“{word}”: offers are compared before tax. If there is none to pay, it is the same. Is it?",
        [gross] if gross.typed else [],
    )


def month_or_millions(number: str, choices: Iterable[Choice]) -> Asked:
    """Ask whether an m stands for a month or for millions."""
    return Asked(f"“{_short(number)}”: is the m a month, or millions?", choices)


def split(parts: str) -> Asked:
    """Ask for the amounts of pay that was only said to be split."""
    question = f"“{_short(parts)}” only says how it is split. Write the base and the whole as amounts"
    return Asked(f"{question}, like 85k OTE 110k.")


def dash(choice: Choice) -> Asked:
    """Ask whether a dash before a share only parts it from the base."""
    return Asked(
        "Does the dash take something off, or only stand between two parts? Write a + between parts.", [choice]
    )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else line[:39] + "…"
