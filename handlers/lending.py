"""Who acts, may they, and what is lent to whoever answers them?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import storage
from bot import messages, rules
from bot.clock import Clock
from bot.errors import Refused
from bot.facts import Person
from bot.policy import Policy
from handlers.lent import Client
from handlers.payloads import Body, Kind, home_of, key_of, kind_of, user_of
from storage.database import Database
from storage.inbox import Repeated


@dataclass(frozen=True)
class Lender:
    """Lends each listener `transact, ask, policy, person, now`, once it is known that they may.

    `team` is the workspace we are installed in; whoever belongs to another is an outsider.
    """

    database: Database
    policy: Policy
    clock: Clock
    team: str

    async def __call__(
        self, body: dict[str, Any], context: dict[str, Any], client: Client, next: Callable[[], Awaitable[Any]]
    ) -> Any:
        """Stand before every listener: find out who acts, refuse who may not, lend what is needed."""
        now = self.clock.now()
        person = await self._person(body, client)
        context["now"] = now
        context["policy"] = self.policy
        context["person"] = person
        context["ask"] = self.database.ask
        context["transact"] = self._once(body, now)
        if person is not None and not person.member and kind_of(body) is not Kind.EVENT:
            raise Refused(messages.teams.not_allowed(person))
        return await next()

    def _once(self, body: Body, now: datetime) -> Callable[..., Awaitable[Any]]:
        """Give a `transact` that does a thing once, however often its payload is delivered."""
        key = key_of(body)

        async def transact(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            named = f"{key}/{fn.__name__}"
            try:
                return await self.database.transact(storage.inbox.once, self.team, named, now, fn, *args, **kwargs)
            except Repeated:
                return await self.database.transact(storage.inbox.once, self.team, named, now, fn, *args, **kwargs)

        return transact

    async def _person(self, body: Body, client: Client) -> Person | None:
        """Give who acts; someone never met is looked up in Slack once."""
        id = user_of(body)
        if id is None:
            return None
        if home_of(body) not in (None, self.team):
            return Person(self.team, id, "", outsider=True)
        known = await self.database.ask(storage.people.known, self.team, id)
        if known is not None:
            return known
        reply = await client.users_info(user=id)
        person = read_user(self.team, reply["user"])
        await self.database.transact(storage.people.meet, person)
        return await self.database.ask(storage.people.known, self.team, id)


def read_user(team: str, user: Body) -> Person:
    """Read what Slack says of a person; their holidays are those of the country their time zone lies in."""
    zone = user.get("tz") or "UTC"
    profile = user.get("profile", {})
    name = profile.get("display_name") or user.get("real_name") or user.get("name") or user["id"]
    return Person(
        team=team,
        id=user["id"],
        name=name,
        zone=zone,
        country=rules.holidays.country_of(zone),
        active=not user.get("deleted", False) and not user.get("is_bot", False),
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        outsider=bool(user.get("is_stranger")) or user.get("team_id", team) != team,
    )
