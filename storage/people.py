"""Whom have we met, in which time zone, and with which rights?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from sqlalchemy import bindparam, or_, select, update

from bot.facts import Person
from storage.database import Db
from storage.insert import or_change
from storage.tables import People, table

PEOPLE = table(People)
_KNOWN = select(PEOPLE).where(PEOPLE.c.team == bindparam("team_"), PEOPLE.c.id == bindparam("id_"))
_SEVERAL = select(PEOPLE).where(PEOPLE.c.team == bindparam("team_"), PEOPLE.c.id.in_(bindparam("ids", expanding=True)))
_CHANNEL = select(PEOPLE.c.channel).where(PEOPLE.c.team == bindparam("team_"), PEOPLE.c.id == bindparam("id_"))
_MEMBER = (PEOPLE.c.active, ~PEOPLE.c.guest, ~PEOPLE.c.outsider)
FIELDS = Person.__slots__
_FROM_SLACK = ("name", "zone", "active", "guest", "outsider")


def known(db: Db, team: str, id: str) -> Person | None:
    """Give the person, or None where we never met them."""
    row = db.execute(_KNOWN, {"team_": team, "id_": id}).mappings().first()
    return read(row) if row else None


def hold(db: Db, team: str, ids: Iterable[str]) -> None:
    """Keep others from changing these people, and what is arranged for them, until we are done."""
    wanted = sorted(set(ids))
    mine = (PEOPLE.c.team == team, PEOPLE.c.id.in_(wanted))
    db.execute(select(PEOPLE.c.id).where(*mine).order_by(PEOPLE.c.id).with_for_update()).all()


def several(db: Db, team: str, ids: Iterable[str]) -> Mapping[str, Person]:
    """Give those of these people whom we have met, by id."""
    wanted = sorted(set(ids))
    if len(wanted) == 1:
        one = known(db, team, wanted[0])
        return {one.id: one} if one else {}
    rows = db.execute(_SEVERAL, {"team_": team, "ids": wanted}).mappings()
    return {row["id"]: read(row) for row in rows}


def members(db: Db, team: str) -> list[Person]:
    """List the members whom we have met and who are still here."""
    chosen = select(PEOPLE).where(PEOPLE.c.team == team, *_MEMBER).order_by(PEOPLE.c.id)
    return [read(row) for row in db.execute(chosen).mappings()]


def managers(db: Db, team: str) -> list[Person]:
    """List the managers who are still here."""
    chosen = select(PEOPLE).where(PEOPLE.c.team == team, PEOPLE.c.manager, *_MEMBER).order_by(PEOPLE.c.id)
    return [read(row) for row in db.execute(chosen).mappings()]


def administrators(db: Db, team: str) -> list[Person]:
    """List the administrators who are still here."""
    chosen = select(PEOPLE).where(PEOPLE.c.team == team, PEOPLE.c.administrator, *_MEMBER)
    return [read(row) for row in db.execute(chosen.order_by(PEOPLE.c.id)).mappings()]


def in_charge(db: Db, team: str) -> list[Person]:
    """List those who decide about records: the administrators, else the managers."""
    return administrators(db, team) or managers(db, team)


def meet(db: Db, person: Person) -> None:
    """Write down what Slack says of someone; what they chose themselves, and their rights, stay."""
    row = {
        "team": person.team,
        "id": person.id,
        "name": person.name,
        "zone": person.zone,
        "country": person.country,
        "country_chosen": False,
        "morning_at": _minutes(person.morning_at),
        "active": person.active,
        "guest": person.guest,
        "outsider": person.outsider,
        "manager": False,
        "administrator": False,
    }
    db.execute(or_change(db, PEOPLE, *_FROM_SLACK), row)
    follows_zone = (PEOPLE.c.team == person.team, PEOPLE.c.id == person.id, ~PEOPLE.c.country_chosen)
    db.execute(update(PEOPLE).where(*follows_zone).values(country=person.country))


def choose(db: Db, team: str, id: str, morning_at: time, country: str | None) -> None:
    """Keep what someone chose for themselves: their morning hour and whose holidays they keep."""
    mine = (PEOPLE.c.team == team, PEOPLE.c.id == id)
    chosen = {"morning_at": _minutes(morning_at), "country": country, "country_chosen": True}
    db.execute(update(PEOPLE).where(*mine).values(**chosen))


def appoint(db: Db, team: str, managers: Iterable[str], administrators: Iterable[str]) -> None:
    """Give rights to exactly those named in the settings."""
    in_charge, operators = sorted(set(managers)), sorted(set(administrators))
    rights = {"manager": PEOPLE.c.id.in_(in_charge), "administrator": PEOPLE.c.id.in_(operators)}
    named = or_(PEOPLE.c.id.in_(in_charge + operators), PEOPLE.c.manager, PEOPLE.c.administrator)
    db.execute(update(PEOPLE).where(PEOPLE.c.team == team, named).values(**rights))


def channel(db: Db, team: str, id: str) -> str | None:
    """Give the direct channel that was opened with someone, if one was."""
    return db.execute(_CHANNEL, {"team_": team, "id_": id}).scalar()


def keep_channel(db: Db, team: str, id: str, channel: str) -> None:
    """Remember the direct channel with someone, so that a lost reply can be asked about."""
    db.execute(update(PEOPLE).where(PEOPLE.c.team == team, PEOPLE.c.id == id).values(channel=channel))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def read(row: Any) -> Person:
    """Turn a row into the fact it stands for."""
    hour, minute = divmod(row["morning_at"], 60)
    return Person(
        team=row["team"],
        id=row["id"],
        name=row["name"],
        zone=row["zone"],
        country=row["country"],
        morning_at=time(hour, minute),
        active=row["active"],
        guest=row["guest"],
        outsider=row["outsider"],
        manager=row["manager"],
        administrator=row["administrator"],
        cover=row["cover"],
    )
