"""Does every log line keep to ids and our own words, whoever writes it?"""

import ast
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
import structlog

from bot import logs

NOTE = "Ana Silva asks for 80,000 a year"
TOKEN = "xoxb-12345-abcdef"
LOG = structlog.get_logger("test")
ROOT = Path(logs.__file__).parents[1]
LAYERS = ("bot", "handlers", "scheduler", "storage")
LOGGED = tuple(f"log.{level}" for level in ("debug", "info", "warning", "error"))
LIBRARIES = ("slack_sdk.web", "apscheduler.executors.default", "aiohttp.server", "asyncio", "of.another")


@pytest.fixture
def written(capsys):
    """Has something logged after `configure("debug")`, and gives what was written; loggers are put back then."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def happens(*deeds: Callable[[], object], down_to: str = "debug") -> str:
        logs.configure(down_to)
        for deed in deeds:
            deed()
        return str(capsys.readouterr().err)

    yield happens
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_line_tells_when_how_grave_what_and_about_which_ids(written):
    line = written(lambda: structlog.get_logger("deliver").info("deliver.posted", letter=7, team="T0PRACTICE"))
    assert line.count("\n") == 1
    assert line.startswith("timestamp='2")
    assert line.endswith("level='info' event='deliver.posted' letter=7 team='T0PRACTICE'\n")


def test_a_field_that_is_not_on_the_list_is_left_out(written):
    line = written(lambda: LOG.error("touch.failed", reference="K7Q2", note=NOTE, name="Ana Silva", body={}))
    assert "reference='K7Q2'" in line
    assert "Ana" not in line
    assert "body" not in line


def test_no_line_has_less_in_it_than_whoever_wrote_it_meant():
    """Wherever the code logs, it names fields that are on the list."""
    files = [each for layer in LAYERS for each in (ROOT / layer).rglob("*.py")]
    named = {(file.name, field) for file in files for field in fields_logged(file)}
    assert len(named) > 40
    assert [each for each in sorted(named) if each[1] not in logs.FIELDS - {"event", "level", "timestamp"}] == []


@pytest.mark.parametrize("token", [TOKEN, "xapp-1-A0-9-abc", "xoxe.xoxp-1-abc", "xoxp-1-2-3", "xoxe-1-abc"])
def test_a_token_is_struck_wherever_it_stands(written, token):
    refused = f"refused {token}"
    line = written(lambda: LOG.error(refused, error=f"for {token} only"))
    assert token not in line
    assert line.count("[token]") == 2


@pytest.mark.parametrize("library", LIBRARIES)
def test_of_a_library_it_is_told_who_complains_and_where_but_never_in_which_words(written, library):
    line = written(lambda: complain(logging.getLogger(library)))
    assert f"logger='{library}'" in line
    assert "event='library.complains'" in line
    assert "error='ValueError'" in line
    assert "at='test_logs:" in line
    assert "Ana" not in line
    assert TOKEN not in line
    assert "Traceback" not in line


def test_what_libraries_tell_in_passing_is_not_told(written):
    assert written(lambda: logging.getLogger("slack_sdk.web").info("Sending a request with %s", NOTE)) == ""


def test_a_level_below_the_one_asked_for_is_not_told(written):
    assert written(lambda: LOG.info("deliver.posted", letter=7), down_to="warning") == ""


def fields_logged(file: Path) -> set[str]:
    """The fields that a file gives to the lines it logs."""
    calls = [each for each in ast.walk(ast.parse(file.read_text())) if isinstance(each, ast.Call)]
    lines = [each for each in calls if ast.unparse(each.func) in LOGGED]
    return {field.arg for each in lines for field in each.keywords if field.arg}


def complain(library: logging.Logger) -> None:
    try:
        raise ValueError(NOTE)
    except ValueError:
        library.exception("failed for %s with %s", NOTE, TOKEN)
