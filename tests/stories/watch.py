"""Did anybody get to see pay who may not, wherever a story put it?

The watch looks at what people are shown at the moment when they are shown it, with the rights of that moment, which it
reads by itself. At the end it looks for all pay that the database ever held meanwhile.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from practice.shapes import Change, Message, View
from practice.slack import Practice
from storage import engines
from storage.database import KEYS, Database
from tests.stories.figures import Pay
from tests.stories.in_clear import kept_in_clear, logged_to, strings, unpacked

ANY = (
    "SELECT EXISTS (SELECT 1 FROM offers) OR EXISTS (SELECT 1 FROM bands)"
    " OR EXISTS (SELECT 1 FROM touch_notes WHERE about = 'pay_expected')"
)
MANAGERS = "SELECT id FROM people WHERE manager AND active"
NEAR = """
SELECT id, owner FROM candidates UNION
SELECT candidate, recruiter FROM submissions
WHERE stage NOT IN ('rejected', 'withdrawn', 'declined', 'fell_through')
   OR id IN (SELECT submission FROM offers WHERE submission IS NOT NULL)
"""
COVERS = "SELECT id, cover FROM people WHERE cover IS NOT NULL"
# These carry words to everybody in a channel, and to phones.
CARRIERS = ("chat.postMessage", "chat.update")
AROUND = 40


@dataclass(frozen=True)
class Rights:
    """Who may see whose pay at one moment: managers all of it, others that of whom they are near."""

    managers: frozenset[str]
    near: dict[int, frozenset[str]]

    def see(self, person: str, candidates: set[int]) -> bool:
        """Tell whether somebody may see the pay of one of these."""
        return person in self.managers or any(person in self.near.get(each, ()) for each in candidates)


@dataclass(frozen=True)
class Shown:
    """Some words that were put before people: where, to whom, and who had typed what by then.

    Where `rights` are none, nobody at all may find pay there.
    """

    where: str
    to: tuple[str, ...]
    words: str
    rights: Rights | None = None
    typed: int = 0


class Watch:
    """Looks at all that a practice workspace shows, and at what a database and a log keep."""

    def __init__(self, slack: Practice, database: Database) -> None:
        self.slack, self.pay, self.shown = slack, Pay(), list[Shown]()
        self.logged: list[str] = []
        self._engine, self._is_own = _reading(database)
        self._seen: set[tuple[str, str, str]] = set()
        self._stop = slack.workspace.listen(self._changed)
        slack.deeds.suggested.append(self._suggested)

    def close(self) -> None:
        """Look no more."""
        self._stop()
        self.slack.deeds.suggested.remove(self._suggested)

    @contextlib.contextmanager
    def _read(self) -> Iterator[Connection]:
        """Read for a moment; a SQLite file is let go again at once, since some stories put another in its place."""
        try:
            with self._engine.connect() as db:
                yield db
        finally:
            if self._is_own:
                self._engine.dispose()

    # ---------------------------------------------------------------- what is shown

    def _changed(self, change: Change) -> None:
        if change.kind == "message" and change.channel and change.ts:
            message = self.slack.workspace.message(change.channel, change.ts)
            if message and message.user == self.slack.app.bot_user:
                self._message(message)
        elif change.kind == "modal" and change.person:
            for view in self.slack.workspace.modals(change.person):
                self._window(view)
        elif change.kind == "home" and change.person:
            home = self.slack.workspace.home(change.person)
            self._add("Home", (change.person,), strings(home.blocks) if home else "")

    def _suggested(self, person: str, offered: list[dict[str, Any]]) -> None:
        self._add("what a menu offers", (person,), strings(offered), self._rights())

    def _message(self, message: Message) -> None:
        everybody = tuple(self.slack.workspace.channels[message.channel].members)
        if message.ephemeral_to:
            self._add("the text of an answer", (message.ephemeral_to,), message.text)
            self._add("an answer", (message.ephemeral_to,), strings(message.blocks), self._rights())
        else:
            self._add("a message", everybody, message.text + "\n" + strings([message.blocks, message.metadata]))
        for file in [self.slack.workspace.files[id] for id in message.files if id in self.slack.workspace.files]:
            rights = None if file.name.endswith(".csv") else self._rights()
            self._add(f"the file {file.name}", everybody, unpacked(file.content), rights)

    def _window(self, view: View) -> None:
        """Take a window as it was drawn; one that comes to light again below another was seen before."""
        drawn = (view.id, view.hash, str(sorted(view.errors.items())))
        if drawn not in self._seen:
            self._seen.add(drawn)
            words = strings([view.title, view.blocks, view.private_metadata, view.errors])
            self._add("a window", (view.person,), words, self._rights())

    def _add(self, where: str, to: tuple[str, ...], words: str, rights: Rights | None = None) -> None:
        others = tuple(each for each in to if each != self.slack.app.bot_user)
        self.shown.append(Shown(where, others, words, rights, len(self.slack.deeds.typed)))

    def _rights(self) -> Rights:
        """Read who may see what at this moment, and what there is to see."""
        try:
            with self._read() as db:
                if not db.execute(text(ANY)).scalar():
                    return Rights(frozenset(), {})
                self.pay.look(db)
                return rights_in(db)
        except SQLAlchemyError:
            return Rights(frozenset(), {})

    # ---------------------------------------------------------------- what came of it

    def leaks(self) -> list[str]:
        """Say where pay was found that should not be there."""
        with self._read() as db:
            if not self.pay.ways and not db.execute(text(ANY)).scalar():
                return []
            self.pay.look(db)
            found = [leak for table, words in kept_in_clear(db) for leak in self._in(f"the table {table}", words)]
        for call in self.slack.calls:
            if call.method in CARRIERS:
                found += self._in(call.method, strings(call.body))
        found += self._in("the log", "\n".join(self.logged))
        return found + [leak for shown in self.shown for leak in self._in_shown(shown)]

    def _in_shown(self, shown: Shown) -> Iterator[str]:
        for way, whose in self.pay.found_in(shown.words).items():
            for person in shown.to:
                allowed = shown.rights is not None and (
                    shown.rights.see(person, whose) or way in self._own(person, shown.typed)
                )
                if not allowed:
                    yield _said(f"{shown.where} for {person}", way, shown.words)

    def _own(self, person: str, typed: int) -> set[str]:
        theirs = "\n".join(words for who, words in self.slack.deeds.typed[:typed] if who == person)
        return self.pay.known_to(theirs)

    def _in(self, where: str, words: str) -> list[str]:
        return [_said(where, way, words) for way in self.pay.found_in(words)]


@contextlib.contextmanager
def watching(slack: Practice, database: Database) -> Iterator[Watch]:
    """Watch a house until it is closed; raise AssertionError where somebody saw pay who may not."""
    watch = Watch(slack, database)
    try:
        with logged_to(watch.logged.append):
            yield watch
        leaks = watch.leaks()
        assert not leaks, "Pay was seen:\n" + "\n".join(leaks[:20])
    finally:
        watch.close()


def rights_in(db: Connection) -> Rights:
    """Read who may see whose pay: who owns them, who puts them forward, who covers for those, and managers."""
    near: dict[int, set[str]] = {}
    for candidate, person in db.execute(text(NEAR)):
        near.setdefault(candidate, set()).add(person)
    covers = {row.id: row.cover for row in db.execute(text(COVERS))}
    everybody = {id: people | {covers[each] for each in people & covers.keys()} for id, people in near.items()}
    managers = frozenset(db.execute(text(MANAGERS)).scalars())
    return Rights(managers, {id: frozenset(people) for id, people in everybody.items()})


def _reading(database: Database) -> tuple[Engine, bool]:
    """Give an engine to read by, and whether it is ours to close."""
    if database.dialect != "sqlite":
        return database.engine, False
    engine = engines.sqlite(database.url, writes=False)
    engine.update_execution_options(**{KEYS: database.engine.get_execution_options()[KEYS]})
    return engine, True


def _said(where: str, way: str, words: str) -> str:
    place = words.casefold().find(way)
    around = words[max(place - AROUND, 0) : place + len(way) + AROUND].replace("\n", " ") if place >= 0 else ""
    return f"{where}: {way!r} in “{around}”"
