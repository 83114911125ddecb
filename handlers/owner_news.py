"""What happens when someone presses an item of their daily news?"""

from __future__ import annotations

from datetime import datetime

from bot import forms, messages
from bot.blocks import Message, line, whole
from bot.facts import Holding, Person
from bot.policy import Policy
from handlers import windows
from handlers.answers import ephemeral
from handlers.holdings import holding_of
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.owning import Claimed, decide_claim
from handlers.payloads import number


async def again_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone claims a candidate whose ownership lapsed: the news then say so; what came instead is said beside."""
    claimed: Claimed = await transact(decide_claim, number(action["value"]), person, policy, now)
    holding: Holding = await ask(holding_of, person.team, claimed.candidate, policy, now)
    if claimed.result == "ask":
        await windows.show(client, body, forms.ownership.ask_to_own(holding.candidate))
    elif claimed.result != "granted":
        said = messages.ownership.claimed(holding, claimed.result, claimed.asked)
        await respond(**ephemeral(Message(whole(said), [line(*said)])), replace_original=False)
    await ack()
