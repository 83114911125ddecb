"""What do the tests of erasing know of names, of how people spell them, and of what may change when one is erased?"""

import json
import re
import unicodedata

from bot.words import fold
from storage.encryption import in_clear
from storage.tables import Base

FIRST = ["Zoë", "Łucja", "Nguyễn", "Qwyneth", "Ксения", "Xóchitl", "Jürgen-Maria", "D'Arcy", "Ängström", "Þóra"]
LAST = ["Brzęczyk", "O'Quixley", "Vögelkampf", "Müller-Xyz", "Щукина", "Ø'Grady", "Ibáñez", "Fjørd", "Kwiatków", "Wüst"]
SPELT = [
    str,
    str.upper,
    str.casefold,
    lambda name: " ".join(reversed(name.split())),
    lambda name: ", ".join(reversed(name.split())),
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign)),
]
ERASED = "[erased]"
# What changes in rows about others: a letter is drawn anew, a name is folded anew, a file goes.
ALSO_CHANGES = {
    "outbox": {"version", "next_at", "state", "attempt", "error"},
    "sent_files": {"delete_at"},
    **{name: {"folded"} for name in ("jobs", "tags", "clients")},
}
# Words of names, each once; what is planned for a whole morning; lists that only grow.
APART = {"spellings", "audit", "erasures"}
# What is left of someone who was erased: ids that lead nowhere.
STAYS = {"audit", "erasures", "merges", "outbox"}


def name_of(number: int) -> str:
    """An unusual name, another one for each number."""
    return f"{FIRST[number % 10]} {LAST[number * 7 // 10 % 10]}{'ski' * (number // 10)}"


def snapshot(db, team):
    """Every row of every table of a team, by table and key; what is encrypted as it was written."""
    found = {}
    for of in (each for each in Base.metadata.sorted_tables if "team" in each.c):
        rows = db.execute(of.select().where(of.c.team == team)).mappings()
        found[of.name] = {tuple(row[key.name] for key in of.primary_key): read(db, row) for row in rows}
    return found


def read(db, row):
    """A row, with what is encrypted in it as it was written."""
    return {name: in_clear(db, value) if isinstance(value, str) else value for name, value in row.items()}


def about(rows, ids):
    """The keys of all rows that are about someone, as whose record or something of it they name."""
    ids = {str(id) for id in ids}
    for name in ("touches", "submissions", "favours", "offers"):
        ids |= {str(row["id"]) for row in rows[name].values() if str(row["candidate"]) in ids}
    ids |= {str(row["id"]) for row in rows["lines"].values() if row["subject"] in ids}
    return {(name, key) for name, of in rows.items() for key, row in of.items() if _names(name, row, ids)}


def left_of(rows, theirs):
    """The rows about someone that should have gone and are there still."""
    return [(name, key) for name, key in theirs if name not in STAYS and key in rows[name]]


def harmed(before, after, theirs):
    """The rows about others that are gone, or changed otherwise than by what now says [erased]."""
    others = [(name, key) for name, of in before.items() for key in of if name not in APART]
    others = [(name, key) for name, key in others if (name, key) not in theirs]
    return [
        (name, before[name][key], after[name].get(key))
        for name, key in others
        if not _is_morning(name, key) and not _same(name, before[name][key], after[name].get(key))
    ]


def naming(rows, name):
    """The texts, anywhere, in which all words of a name stand."""
    wanted = fold(name).split()
    texts = [(of, value) for of, found in rows.items() for row in found.values() for value in row.values()]
    texts = [(of, value) for of, value in texts if isinstance(value, str)]
    return [(of, value) for of, value in texts if all(word in fold(value).split() for word in wanted)]


def _names(of, row, ids):
    if of == "drafts":
        return any(id in row["body"] for id in ids)
    return any(str(value) in ids for value in row.values() if isinstance(value, int | str))


def _is_morning(name, key):
    return name == "promises" and "morning" in key


def _same(name, before, after):
    if after is None:
        return False
    if name == "import_lines" and after["reason"] == "":
        return set(json.loads(after["body"])) == {""}
    free = ALSO_CHANGES.get(name, set())
    return all(_alike(value, after[column]) for column, value in before.items() if column not in free)


def _alike(before, after):
    if before == after or not isinstance(before, str) or not isinstance(after, str):
        return before == after
    try:
        return _alike_within(json.loads(before), json.loads(after))
    except ValueError:
        return _fits(after, before) or _fits(re.sub(r" \d+$", "", after), before)


def _fits(after, before):
    pieces = after.split(ERASED)
    return len(pieces) > 1 and re.fullmatch(".*".join(map(re.escape, pieces)), before, re.DOTALL) is not None


def _alike_within(before, after):
    if isinstance(before, dict):
        return all(_alike_within(*pair) for pair in zip(before.values(), after.values(), strict=True))
    if isinstance(before, list):
        return all(_alike_within(*pair) for pair in zip(before, after, strict=True))
    return _alike(before, after)
