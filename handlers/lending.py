"""Who acts, may they, and what is lent to whoever answers them?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError

import storage
from bot import messages, rules
from bot.clock import Clock
from bot.errors import Refused
from bot.facts import Person
from bot.policy import Policy
from handlers.lent import Client
from handlers.payloads import Body, Kind, home_of, key_of, kind_of, user_of, word_of
from storage.database import Database

NOT_SHOWN = {"user_not_found", "user_not_visible"}


@dataclass(frozen=True)
class Lender:
    """Lends each listener `transact, ask, policy, person, team, now`, once it is known that they may.

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
        person, policy = await self._who(body, client)
        if kind_of(body) is not Kind.EVENT and (person is None or not person.member):
            raise Refused(messages.teams.not_allowed(person))
        context["now"] = now
        context["policy"] = policy
        context["person"] = person
        context["team"] = self.team
        context["ask"] = self.database.ask
        context["transact"] = self._once(body, context, now)
        return await next()

    def _once(self, body: Body, context: dict[str, Any], now: datetime) -> Callable[..., Awaitable[Any]]:
        """Give a `transact` that does a thing once, however often its payload is delivered."""
        key = key_of(body)

        async def transact(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            named = f"{key}/{fn.__name__}"
            outcome = await self.database.transact(storage.inbox.once, self.team, named, now, fn, *args, **kwargs)
            context["kept"] = True
            return outcome

        return transact

    async def _who(self, body: Body, client: Client) -> tuple[Person | None, Policy]:
        """Give who acts, and the numbers of their team; someone never met is looked up in Slack once."""
        id = user_of(body)
        if id is None:
            return None, await self.database.ask(storage.terms.policy, self.team, self.policy)
        if home_of(body) not in (None, self.team):
            return _outsider(self.team, id), self.policy
        known = await self.database.ask(storage.terms.met, self.team, id, self.policy)
        return known or await self._met(id, client)

    async def _met(self, id: str, client: Client) -> tuple[Person | None, Policy]:
        """Look someone up and remember them; whom Slack does not show us is not of this workspace."""
        try:
            reply = await client.users_info(user=id)
        except SlackApiError as error:
            if word_of(error) in NOT_SHOWN:
                return _outsider(self.team, id), self.policy
            raise
        await self.database.transact(storage.people.meet, read_user(self.team, reply["user"]))
        met = await self.database.ask(storage.terms.met, self.team, id, self.policy)
        return met or (None, self.policy)


def _outsider(team: str, id: str) -> Person:
    return Person(team, id, "", outsider=True)


def read_user(team: str, user: Body) -> Person:
    """Read what Slack says of a person; their holidays are those of the country their time zone lies in."""
    zone = user.get("tz") or "UTC"
    profile = user.get("profile", {})
    name = user.get("real_name") or profile.get("display_name") or user.get("name") or user["id"]
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
