"""Does a team see, name or change anything of another team that lives in the same database?"""

import json
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

import storage
from bot import promises
from bot.blocks import menu, option
from bot.facts import Contact, Direction, How, Kind, NewCandidate, Outcome, Person, Stage, Touch, TouchDraft
from bot.messages import candidates, people, teams, touches, updates
from bot.policy import Policy
from handlers import touch_forms
from handlers.submissions import NO_SUBMISSION
from handlers.touches import NO_CANDIDATE, NO_TOUCH
from practice.reading import plain
from storage.columns import new_id
from tests.stories.desk import adds, logged, presses, sent_with
from tests.stories.house import house

OTHER = "T0OTHER"
SEALED = {"seal", "prev_hash", "hash"}
STRANGER = Person(OTHER, "U0STRANGE", "Sam Strange")
SPOKE = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)
# Each is a word that is nowhere but in the other team's rows.
THEIRS = ("Wanda", "Whiskers", "Zookeeper", "wanda@", "Whispered", "Strange")


def fill(db: storage.database.Db, now: datetime) -> dict[str, str]:
    """Another team with a candidate of each kind of row, and the ids of those rows."""
    storage.teams.install(db, OTHER, "Others", "U0BOT2", "B0BOT2", now)
    storage.people.meet(db, STRANGER)
    wanda = storage.candidates.add(
        db, OTHER, "Wanda Whiskers", [Contact("email", "wanda@example.com", "wanda@example.com")], STRANGER.id, now
    )
    job = storage.jobs.titled(db, OTHER, "Zookeeper", STRANGER.id, now)
    submission = storage.submissions.put_forward(db, OTHER, wanda.id, job.id, Stage.INTERVIEW, STRANGER.id, now)
    touch = Touch(new_id(), wanda.id, SPOKE, True, now, now, STRANGER.id, STRANGER.id, note="Whispered")
    storage.touches.log(db, OTHER, touch)
    promises.plan(db, OTHER, [wanda.id], Policy(), now)
    (owed,) = storage.promises.of(db, OTHER, "updates.owed", [str(wanda.id)])
    letter = storage.outbox.letter(db, OTHER, "k", "morning", STRANGER.id, now, now + timedelta(days=900))
    assert letter is not None
    storage.lines.add(db, OTHER, letter, [owed])
    (line,) = storage.lines.of(db, OTHER, letter)
    draft = storage.drafts.keep(db, OTHER, "U0RITA", TouchDraft(wanda.id, note="Whispered"), now)
    name = storage.drafts.keep(db, OTHER, "U0RITA", NewCandidate("Wanda"), now)
    ids = {"candidate": wanda.id, "job": job.id, "submission": submission, "touch": touch.id}
    return {key: str(id) for key, id in (ids | {"line": line.id, "draft": draft, "name": name}).items()}


PRESSED = [
    (touches.UNDO, "{touch}", NO_TOUCH),
    (touches.EDIT, "{touch}", NO_TOUCH),
    (f"{touches.TOLD}_1", "{touch}/yes", NO_TOUCH),
    (f"{touches.PICK}_1", "{draft}/{candidate}", touch_forms.TOO_OLD),
    (f"{touches.HOW}_1", "{draft}/call.out.spoke", touch_forms.TOO_OLD),
    (touches.ADD, "{draft}", touch_forms.TOO_OLD),
    (touches.FORM, "{draft}", touch_forms.TOO_OLD),
    (f"{candidates.OPEN}_1", "{candidate}", NO_CANDIDATE),
    (candidates.LOG, "{candidate}", NO_CANDIDATE),
    (candidates.MOVE, "{candidate}", NO_CANDIDATE),
    (candidates.SUBMIT, "{candidate}", NO_CANDIDATE),
    (candidates.ADD, "{name}", "Add a candidate"),
    (updates.LOG, "{line}", teams.old_button()),
    (updates.BACK, "{line}", teams.old_button()),
    (updates.ACCEPT, "{line}", teams.old_button()),
    (updates.DECLINE, "{line}", teams.old_button()),
]


@pytest.fixture
async def with_others(database_url):
    """A house in whose database another team lives too; nothing of theirs is seen, logged or changed."""
    with logged() as log:
        async with house(database_url) as there:
            ids = await there.bot.database.transact(fill, there.clock.now())
            before = await there.bot.database.ask(rows_of_others)
            yield there, ids
            assert await there.bot.database.ask(rows_of_others) == before
            seen = [plain(one) for who in ("U0RITA", "U0MAYA") for one in there.slack.seat(who).dm()]
            said = json.dumps([call.body for call in there.slack.calls], default=str)
    for text in (*seen, said, log.getvalue()):
        assert not [word for word in THEIRS if word in text]
    assert "handler.failed" not in log.getvalue()


def rows_of_others(db: storage.database.Db) -> list[list[str]]:
    """Every row of the other team, but for the seals of the audit, which come by themselves."""
    tables = storage.tables.Base.metadata.sorted_tables
    chosen = [[column for column in table.c if column.name not in SEALED] for table in tables]
    return [
        sorted(map(str, db.execute(select(*columns).where(table.c.team == OTHER))))
        for table, columns in zip(tables, chosen, strict=True)
    ]


async def test_a_button_with_an_id_of_another_team_is_a_button_of_nothing(with_others):
    there, ids = with_others
    maya = there.slack.seat("U0MAYA")  # who manages here, and nowhere else
    for action_id, value, answer in PRESSED:
        assert (await presses(there, maya, action_id, value.format(**ids))).startswith(answer), action_id
        while maya.modal:
            await maya.closes()
    for choice in ("told", "tomorrow", "waiting", "ask", "waive.withdrew"):
        old = sent_with(there, maya, menu(updates.MENU, "More", [("", [option("It", f"{choice}/{ids['line']}")])]))
        assert plain((await maya.picks(old, "More", "It"))[-1]) == teams.old_button()


FORMS = [
    ("/touch Ana Silva", {"candidate": "{candidate}"}, None, NO_CANDIDATE),
    ("/touch Ana Silva", {}, '{{"draft": {draft}, "page": 1}}', touch_forms.TOO_OLD),
    ("/candidate add Zoe", {"job": "{job}"}, None, "That job cannot be found any more."),
]


@pytest.mark.parametrize(("typed", "chosen", "metadata", "answer"), FORMS)
async def test_a_form_with_an_id_of_another_team_is_a_form_about_nothing(with_others, typed, chosen, metadata, answer):
    there, ids = with_others
    rita = there.slack.seat("U0RITA")
    await adds(rita, "Ana Silva")
    await rita.types(typed)
    if typed.startswith("/touch"):
        await rita.fills({"How it went": "Call, spoke"})
    for block, value in chosen.items():
        held = next(iter(rita.modal.values[block].values()))
        held["selected_option"] = option("x", value.format(**ids))
    rita.modal.private_metadata = metadata.format(**ids) if metadata else rita.modal.private_metadata
    errors = await rita.submits()
    assert answer in (plain(rita.modal) if not errors else next(iter(errors.values())))


@pytest.mark.parametrize(
    ("press", "field", "value", "about", "answer"),
    [
        ("Move", "stage", "{submission}/offer", None, NO_SUBMISSION),
        ("Put forward", "job", "{job}", None, "That job cannot be found any more."),
        ("Put forward", "job", "add:Cook", '{{"candidate": {candidate}}}', NO_CANDIDATE),
    ],
)
async def test_neither_is_anybody_moved_or_put_forward(with_others, press, field, value, about, answer):
    there, ids = with_others
    rita = there.slack.seat("U0RITA")
    await adds(rita, "Ana Silva")
    await rita.clicks((await rita.types("/candidate ana"))[-1], press)
    held = next(iter(rita.modal.values[field].values()))
    held["selected_option"] = option("x", value.format(**ids))
    rita.modal.private_metadata = about.format(**ids) if about else rita.modal.private_metadata
    errors = await rita.submits()
    assert answer in (plain(rita.modal) if not errors else next(iter(errors.values())))


@pytest.mark.parametrize("typed", ["wanda", "wanda whiskers", "WANDA@EXAMPLE.COM", "w", "whiskers", ""])
async def test_nobody_of_another_team_is_found(with_others, typed):
    there, _ = with_others
    rita = there.slack.seat("U0RITA")
    if typed:
        assert plain((await rita.types(f"/candidate {typed}"))[-1]).startswith(f"I know nobody called “{typed}”")
        assert plain((await rita.types(f"/touch {typed} - spoke"))[-1]).startswith("I know nobody called")
    await rita.types("/touch")
    offered = await rita.suggestions("Candidate", typed or "z")
    await rita.types("/candidate add Zoe")
    jobs = await rita.suggestions("Job", "zoo")
    assert [one for one in (*offered, *jobs) if not one.startswith("Add “")] == []
    assert "Nothing yet." in plain(await rita.opens_home())


async def test_a_payload_of_another_team_is_an_outsiders(with_others):
    there, _ = with_others
    payload = {
        "type": "block_actions",
        "team": {"id": OTHER},
        "user": {"id": "U0RITA", "team_id": OTHER},
        "actions": [{"action_id": people.HOME_FIND, "block_id": "b", "value": "find", "action_ts": "1.1"}],
        "view": {"id": "V1", "type": "home"},
        "trigger_id": there.slack.tickets.trigger("U0RITA"),
    }
    heard = await there.slack.gateway.deliver("interactive", payload)
    assert (heard.outcome, heard.body) == ("answered", {})
    assert plain(there.slack.seat("U0RITA").modal) == f"Not done\n{teams.OUTSIDER}\nClose"
