"""Does the README tell what is true: commands, settings, limits, scopes?"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import handlers
from bot import manifest
from bot.__main__ import main
from bot.facts import IN_PROCESS, Person, Understood
from bot.policy import Policy
from bot.rules import amounts, offer_lines, people
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NUMBERS = {1: "one", 2: "two", 4: "four", 5: "five"}
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LISBON = people.calendar(Person("T0HOME", "U0RITA", "Rita", "Europe/Lisbon", "PT"), Policy())
SETTINGS = {name.upper() for name in Settings.model_fields}


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its own headings."""
    section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return lines[2:]


def test_it_names_every_setting_and_no_other():
    assert {row[0].strip("`") for row in rows("Settings")} == SETTINGS


def test_the_example_names_every_setting_a_team_may_want():
    named = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert named - {"POSTGRES_PASSWORD"} == SETTINGS - {"SLACK_API_URL", "LOG_LEVEL"}


def test_it_names_every_command_line_and_no_other():
    assert {row[0].strip("`").removeprefix("python -m bot ") for row in rows("Running it")} == set(main.commands)


def test_what_people_type_is_listened_to():
    typed = {row[0].strip("`").split()[0] for row in rows("What people type")}
    assert typed == set(handlers.listeners.COMMANDS)


def test_the_limits_are_those_of_the_policy():
    names, limits = README.split("| sourced")[1].split("\n")[0], rows("What Rapport says, and when")[0]
    assert [name.strip() for name in names.removeprefix(" (once spoken to)").strip("| ").split("|")] == [
        stage.value for stage in IN_PROCESS[1:]
    ]
    assert [int(limit) for limit in limits] == [Policy().update_limit[stage] for stage in IN_PROCESS]


def test_the_scopes_are_those_of_the_manifest():
    named = re.findall(r"`([a-z]+(?::[a-z]+)?)`", README.split("the fewest scopes:")[1].split("\n\n")[0])
    assert set(named) == set(manifest.read()["oauth_config"]["scopes"]["bot"])


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)h][^)]*)\)", README))))
def test_its_links_lead_somewhere(target):
    assert (ROOT / target).exists()


def test_amounts_are_read_as_it_says():
    written = README.split("- **Typed as people write it**:")[1].split(". ")[0]
    examples = re.findall(r"`([^`]+)`", written)
    assert len(examples) == 4
    for typed in examples:
        assert isinstance(amounts.read(typed, country="PT"), Understood), typed


def test_the_lines_about_offers_are_read_as_it_says():
    lines = re.findall(r"`/offer (Ana Silva [^`]+)`", README)
    assert len(lines) == 4
    for typed in lines:
        (line, *_) = [each for each in offer_lines.readings(typed, NOW, LISBON) if each.name == "Ana Silva"]
        assert line.amount, typed


def test_the_numbers_about_offers_are_those_of_the_policy():
    said = README.split("## Offers, until they are signed\n")[1].split("\n## ")[0].replace("\n  ", " ")
    policy = Policy()
    for words, number in (
        ("every {} working days from the interview on", policy.check_in_days),
        ("an attempt puts the question off by {} day", policy.try_again_days),
        ("A deadline within {} working day that", policy.urgent_days),
        ("not resigned {} working days after", policy.resigned_days),
        ("a deadline within {} working days.", policy.risk_days),
        ("{} working days to decide", policy.decision_days),
        ("a last call while there is {} day left", policy.last_call_days),
    ):
        told = words.format(NUMBERS[number])
        assert told.lower() in said.lower() or words.format("a") in said, told
