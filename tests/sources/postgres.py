"""A PostgreSQL server for the tests: started for them, on this computer alone, and gone after.

It is never the one that a distribution may have set up.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

DEBIAN = Path("/usr/lib/postgresql")
INSTALL = "PostgreSQL is missing; on Debian or Ubuntu: sudo apt-get install postgresql"
OWNER = "owner"
START_WAIT = 30.0  # seconds
ATTEMPTS = 5  # at a port that nobody else takes meanwhile


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    password: str = field(repr=False)

    def url(self, database: str = "postgres", user: str = OWNER, password: str = "") -> str:
        """Return the address of a database."""
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str, database: str = "postgres") -> list[Any]:
        """Run a statement as the owner, and return its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def new_database(self) -> str:
        """Make an empty database and return its name."""
        name = f"book_{secrets.token_hex(6)}"
        self.run(f"CREATE DATABASE {name}")
        return name


def _programs() -> Path:
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda p: float(p.parents[1].name))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        pytest.fail(INSTALL)
    return found[-1].parent if found else Path(str(on_path)).resolve().parent


def _who() -> dict[str, Any]:
    """The server refuses to be run by root."""
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        pytest.fail(f"there is no user postgres to run the server as. {INSTALL}")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server of one's own, one for each process that runs tests."""
    programs, who = _programs(), _who()
    home = Path(tempfile.mkdtemp(prefix="pmf-postgres-"))
    if who:
        os.chown(home, who["user"], who["group"])
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    settings = {"cwd": home, "env": clean, **who}
    try:
        password = secrets.token_hex(16)
        secret = home / "password"
        secret.write_text(password, encoding="utf-8")
        made = subprocess.run(
            [
                programs / "initdb", "--pgdata", home / "data", "--username", OWNER,
                "--auth", "scram-sha-256", "--pwfile", secret, "--encoding", "UTF8",
                "--locale", "C", "--no-sync",
            ],
            capture_output=True, text=True, check=False, **settings,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        process, server = _started(programs, home, password, settings)
        try:
            yield server
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            try:
                process.wait(START_WAIT)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _started(
    programs: Path, home: Path, password: str, settings: dict[str, Any]
) -> tuple[subprocess.Popen[bytes], Server]:
    log = home / "log"
    for _ in range(ATTEMPTS):
        with socket.socket() as asked:
            asked.bind(("127.0.0.1", 0))
            port = asked.getsockname()[1]
        with log.open("wb") as out:
            command = [
                programs / "postgres", "-D", home / "data", "-p", str(port),
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                "-c", "fsync=off",
            ]  # fmt: skip
            process = subprocess.Popen(command, stdout=out, stderr=out, **settings)
        server = Server(port, password)
        if _answers(server, process):
            return process, server
        process.kill()
        process.wait()
    pytest.fail(f"PostgreSQL did not start: {log.read_text(encoding='utf-8', errors='replace')}")


def _answers(server: Server, process: subprocess.Popen[bytes]) -> bool:
    ends = time.monotonic() + START_WAIT
    while time.monotonic() < ends and process.poll() is None:
        try:
            server.run("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return True
    return False
