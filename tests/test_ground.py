"""Does what everything stands on hold: the locks, the databases, the browser, the containers?"""

import asyncio
import json
import re
import shutil
import sys
import tomllib
from http import HTTPStatus
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy
import yaml
from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Handler
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.async_api import Browser, expect

from tests.postgres import in_the_wheel, running

ROOT = Path(__file__).parent.parent
LOCKS = {"requirements.lock": ["postgres"], "requirements-dev.lock": ["postgres", "practice", "dev", "bench"]}


@pytest.mark.parametrize(("lock", "extras"), LOCKS.items())
def test_a_lock_holds_what_the_project_asks_for(lock, extras):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]
    locked = versions(lock)
    for requirement in map(Requirement, asked):
        version = locked.get(canonicalize_name(requirement.name), "none")
        assert version != "none", f"`make lock` is due: {requirement}"
        assert version in requirement.specifier, f"`make lock` is due: {requirement}"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "--index" not in text
    packages = [package for package in text.replace("\\\n", "").splitlines() if "==" in package]
    assert all("--hash=sha256:" in package for package in packages)


def test_what_runs_is_what_was_tested():
    assert versions("requirements.lock").items() <= versions("requirements-dev.lock").items()


@pytest.mark.parametrize("test", ["one", "another"])
def test_a_database_is_empty_and_the_tests_own(empty_url, test):
    engine = sqlalchemy.create_engine(empty_url)
    assert sqlalchemy.inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE mine (id INTEGER)")
    engine.dispose()


def test_postgres_keeps_what_was_committed_through_a_crash(postgres, postgres_url):
    with psycopg.connect(postgres_url) as before:
        before.execute("CREATE TABLE kept (word text)")
        before.execute("INSERT INTO kept VALUES ('touch')")
        before.commit()
        postgres.restart("immediate")
        with pytest.raises(psycopg.OperationalError):
            before.execute("SELECT 1")
    with psycopg.connect(postgres_url) as after:
        assert after.execute("SELECT word FROM kept").fetchall() == [("touch",)]


def test_postgres_makes_copies_of_a_database(postgres, empty_postgres_url):
    with psycopg.connect(empty_postgres_url) as original:
        original.execute("CREATE TABLE copied (word text)")
    copy = postgres.database(template=empty_postgres_url)
    with psycopg.connect(copy) as one, psycopg.connect(postgres.database()) as other:
        assert [tables(one), tables(other)] == [["copied"], []]
    postgres.drop(copy)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(copy)


def test_postgres_can_be_stopped_and_comes_back_for_the_next_test(postgres):
    postgres.stop()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(postgres.url("postgres"))
    postgres.drop(postgres.database())
    assert postgres.running


def test_postgres_runs_from_the_wheel_even_where_only_we_may_look(tmp_path_factory):
    private = tmp_path_factory.mktemp("private")
    private.chmod(0o700)
    [binaries] = in_the_wheel()
    package = binaries.parent.parent
    for part in [package, *package.parent.glob(f"{package.name}.libs")]:
        shutil.copytree(part, private / part.name)
    with (
        running(private / binaries.relative_to(package.parent)) as server,
        psycopg.connect(server.database()) as database,
    ):
        assert database.execute("SHOW listen_addresses").fetchall() == [("127.0.0.1",)]


async def test_the_browser_shows_a_page(browser: Browser):
    page = await browser.new_page()
    await page.set_content("<button onclick=\"this.textContent = 'Logged'\">Log it</button>")
    await page.get_by_role("button", name="Log it").click()
    await expect(page.get_by_role("button")).to_have_text("Logged")


def test_containers_may_do_as_little_as_possible():
    services: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    for service in services.values():
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["read_only"]
    assert services["bot"]["stop_grace_period"] == "40s"


def test_the_image_takes_in_what_runs_and_nothing_secret():
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert {"bot", "handlers", "scheduler", "storage", "pyproject.toml", "requirements.lock"} <= let_in
    assert not [name for name in let_in if name.startswith((".env", ".git", "tests")) or not (ROOT / name).exists()]


@pytest.mark.parametrize(("answer", "healthy"), [(HTTPStatus.OK, True), (HTTPStatus.SERVICE_UNAVAILABLE, False)])
async def test_the_image_asks_live_whether_it_is_well(answer, healthy):
    [check] = re.findall(r"HEALTHCHECK.*?CMD (\[.*?\])$", (ROOT / "Dockerfile").read_text(), re.DOTALL | re.MULTILINE)
    _, *arguments = json.loads(check)
    app = web.Application()
    app.router.add_get("/live", answering(answer))
    async with TestServer(app) as server:
        asking = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, env={"PORT": str(server.port)}, stderr=asyncio.subprocess.DEVNULL
        )
        assert (await asking.wait() == 0) is healthy


def answering(status: HTTPStatus) -> Handler:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=status)

    return answer


def versions(lock: str) -> dict[str, str]:
    lines = [line.split()[0] for line in (ROOT / lock).read_text().splitlines() if line[:1].isalnum()]
    pins = map(Requirement, lines)
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pins}


def tables(connection: psycopg.Connection) -> list[str]:
    found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return [name for (name,) in found]
