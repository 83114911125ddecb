"""Does every module keep to its place: what it may import, what it may ask, what it may hold?"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ["bot", "handlers", "scheduler", "storage", "practice"]

SLACK_SDK = {
    "slack_sdk": ["bot/credentials.py"],
    "slack_sdk.socket_mode": ["handlers/socket.py"],
    "slack_sdk.models": ["bot/blocks.py", "bot/forms/*", "bot/messages/*"],
    "slack_sdk.errors": ["scheduler/replies.py", "handlers/*", "bot/credentials.py"],
    "slack_sdk.signature": ["handlers/*"],
}
THE_TIME = {
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.gmtime",
    "time.localtime",
}
NOT_IN_TESTS = {"unittest.mock", "time.sleep", "monkeypatch.setattr"}


def test_the_import_contracts_hold():
    # In a process of its own, since the linter sets up logging for all of this one.
    linter = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(linter, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_module_keeps_to_its_place():
    files = [path for folder in [*CODE, "tests"] for path in (ROOT / folder).rglob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}:{complaint}"
        for path in sorted(files)
        for complaint in complaints(path.relative_to(ROOT).as_posix(), path.read_text())
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("path", "source", "expected"),
    [
        ("bot/messages/offers.py", "from slack_sdk.models.blocks import SectionBlock", []),
        ("bot/rules/offers.py", "from slack_sdk.models.blocks import SectionBlock", ["slack_sdk.models"]),
        ("handlers/app.py", "from slack_sdk.errors import SlackApiError", []),
        ("scheduler/replies.py", "import slack_sdk.errors", []),
        ("scheduler/gather.py", "import slack_sdk.errors", ["slack_sdk.errors"]),
        ("scheduler/gather.py", "import slack_sdk.errors, slack_sdk.web", ["slack_sdk.errors", "slack_sdk"]),
        ("scheduler/gather.py", "from slack_sdk import errors", ["slack_sdk.errors"]),
        ("handlers/web.py", "from slack_sdk.signature import SignatureVerifier", []),
        ("bot/credentials.py", "from slack_sdk.web.async_client import AsyncWebClient", []),
        ("handlers/app.py", "from slack_sdk.web.async_client import AsyncWebClient", ["slack_sdk"]),
        ("handlers/app.py", "def asked():\n    from slack_sdk import WebClient", ["slack_sdk"]),
        ("handlers/app.py", "if TYPE_CHECKING:\n    from slack_sdk import WebClient", []),
        ("bot/clock.py", "from datetime import datetime\ndatetime.now(UTC)", []),
        ("bot/rules/dates.py", "from datetime import datetime as d\nd.now(UTC)", ["datetime.datetime.now"]),
        ("storage/inbox.py", "import datetime\ndatetime.date.today()", ["datetime.date.today"]),
        ("scheduler/loop.py", "from time import time\nfield(default_factory=time)", ["time.time"]),
        ("scheduler/loop.py", "self.clock.now()", []),
        ("scheduler/loop.py", "import time\ntime.monotonic()", []),
        ("storage/__init__.py", '"""Its memory."""\nfrom storage import audit, inbox\n', []),
        ("storage/__init__.py", "def log():\n    pass", ["only lists its modules"]),
        ("tests/test_ground.py", "from unittest.mock import Mock", ["unittest.mock"]),
        ("tests/test_ground.py", "from unittest import mock", ["unittest.mock"]),
        ("tests/test_ground.py", "import time\ntime.sleep(1)", ["time.sleep"]),
        ("tests/test_ground.py", "monkeypatch.setattr(thing, 'x', 1)", ["monkeypatch.setattr"]),
        ("tests/test_ground.py", "monkeypatch.setenv('PORT', '1')\nasyncio.sleep(0)", []),
    ],
)
def test_a_module_out_of_its_place_is_noticed(path, source, expected):
    found = complaints(path, source)
    assert len(found) == len(expected)
    assert all(word in complaint for word, complaint in zip(expected, found, strict=True))


def complaints(path: str, source: str) -> list[str]:
    """What is out of place in one file, as `line: what`."""
    tree = ast.parse(source)
    found = [*of_tests(tree)] if path.startswith("tests/") else [*of_slack(path, tree), *of_time(path, tree)]
    if path.endswith("/__init__.py") and any(not only_lists(node) for node in tree.body):
        found.append("1: a package's __init__ only lists its modules")
    return found


def of_slack(path: str, tree: ast.Module) -> Iterator[str]:
    names_of_types = {id(node) for block in ast.walk(tree) if is_type_checking(block) for node in ast.walk(block)}
    for node in ast.walk(tree):
        if id(node) in names_of_types:
            continue
        for _, name in imported(node):
            parts = [part for part in SLACK_SDK if f"{name}.".startswith(f"{part}.")]
            if parts and not any(fnmatch(path, place) for place in SLACK_SDK[max(parts, key=len)]):
                yield f"{node_line(node)}: {max(parts, key=len)} has no place here"


def of_time(path: str, tree: ast.Module) -> Iterator[str]:
    if path != "bot/clock.py":
        for node, name in used(tree):
            if name in THE_TIME:
                yield f"{node_line(node)}: {name}: only bot/clock.py knows the time"


def of_tests(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        for _, name in imported(node):
            if f"{name}.".startswith("unittest.mock."):
                yield f"{node_line(node)}: unittest.mock: tests use real parts"
    for node, name in used(tree):
        if name in NOT_IN_TESTS:
            yield f"{node_line(node)}: {name}: tests use real parts and wait for conditions"


def used(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every name that is read, spelt out by the imports: `d.now` becomes `datetime.datetime.now`."""
    known = {alias: name for node in ast.walk(tree) for alias, name in imported(node) if alias}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            first, _, rest = ast.unparse(node).partition(".")
            yield node, f"{known.get(first, first)}.{rest}".rstrip(".")


def imported(node: ast.AST) -> list[tuple[str | None, str]]:
    """What an import brings: the name it goes by in this file, if it has a new one, and its full name."""
    if isinstance(node, ast.Import):
        return [(name.asname, name.name) for name in node.names]
    if isinstance(node, ast.ImportFrom):
        return [(name.asname or name.name, f"{node.module}.{name.name}") for name in node.names]
    return []


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def only_lists(node: ast.stmt) -> bool:
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    listing = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    return docstring or listing or isinstance(node, ast.Import | ast.ImportFrom)


def node_line(node: ast.AST) -> int:
    return getattr(node, "lineno", 1)
