"""The command that serves the explorer: what it is told, and what it leaves behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pmf_analysis.framework.errors import PmfError, WrongUse
from pmf_analysis.lab.members import surroundings
from pmf_analysis.lab.members_settings import Settings
from tests import books
from tests.conftest import ROOT, pmf
from tests.lab.members_serving import knock, reading, served


def alive(pid: int) -> bool:
    """Whether a process is still there."""
    return (Path("/proc") / str(pid)).exists()


def kernels_of(pid: int) -> list[int]:
    """Return the processes that another one started."""
    told = (Path("/proc") / str(pid) / "task" / str(pid) / "children").read_text()
    return [int(child) for child in told.split()]


@pytest.mark.parametrize(
    "base", ("explore", "/explore", "explore/", "/a b/", "//", "/?x=/", "/../x")
)
def test_a_base_url_that_is_no_path_is_refused(base: str) -> None:
    """It begins and ends with a slash, and holds nothing that an address would spell otherwise."""
    with pytest.raises(WrongUse, match="a base URL is a path such as /explore/"):
        Settings("t", base_url=base)


@pytest.mark.parametrize(
    "origin",
    (
        "council.example",
        "https://council.example/",
        "ftp://c.example",
        "https://",
        "*",
        "https://[x",
    ),
)
def test_an_origin_that_no_browser_sends_is_refused(origin: str) -> None:
    """A scheme and a host, without a path."""
    with pytest.raises(WrongUse, match=r"such as https://council\.example, without a path"):
        Settings("t", origin=origin)


@pytest.mark.parametrize("verb", ("explore", "lab", "serve"))
def test_a_port_that_is_none_is_wrong_use(verb: str) -> None:
    """Nothing is served at another port than was asked for."""
    done = pmf(verb, "--port", "99999")
    assert done.returncode == 2
    assert "65535" in done.stderr


def test_the_surroundings_hold_what_is_named_and_no_more(tmp_path: Path) -> None:
    """Language and time zone pass; addresses, keys and folders of the user do not."""
    mine = {"PATH": "/bin", "LANG": "cy_GB.UTF-8", "TZ": "Europe/London", "HOME": "/planted"}
    mine |= {"PMF_DATABASE_URL": "planted", "AWS_SECRET_ACCESS_KEY": "planted", "PWD": "planted"}
    mine |= {"JUPYTER_PATH": "planted", "PYTHONPATH": "planted", "PMF_PAGE_FINDINGS": "planted"}
    given = surroundings(tmp_path, mine)
    assert "planted" not in str(given)
    assert given["LANG"] == "cy_GB.UTF-8"
    assert given["TZ"] == "Europe/London"
    assert given["HOME"] == str(tmp_path / "home")
    assert given["PMF_EXTRACT"].startswith(str(tmp_path / "public"))


@pytest.mark.slow
@pytest.mark.xdist_group("explore")
def test_one_too_many_is_told_so_in_words(tmp_path: Path) -> None:
    """With room for one reader the second is asked to wait; when the first has gone, served."""
    with served(tmp_path, readers=1) as explorer:
        with reading(explorer) as first:
            status, headers, text = knock(explorer, "")
            assert status == 503
            assert headers["retry-after"] == "60"
            assert "Many people are using the explorer" in text
            assert "SAME" in str(first.type("same"))
            origin = explorer.address.rstrip("/")
            knock(explorer, f"voila/api/shutdown/{first.kernel}", "POST", Origin=origin)
        assert knock(explorer, "")[0] == 200


@pytest.mark.slow
@pytest.mark.xdist_group("explore")
def test_a_notebook_that_fails_says_so_without_its_reasons(tmp_path: Path) -> None:
    """The reader gets a sentence; the error and the code stay on the server."""
    with served(tmp_path, "secret_name = 1 / 0") as explorer:
        status, _, page = knock(explorer, "")
    assert status == 200
    assert "The explorer could not be opened" in page
    for word in ("ZeroDivisionError", "secret_name", "Traceback", str(tmp_path)):
        assert word not in page


@pytest.mark.slow
@pytest.mark.xdist_group("explore")
def test_a_taken_port_is_said_in_words(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """No traceback, not even of the server's, and what to do."""
    with served(tmp_path) as explorer:
        port = int(explorer.address.split(":")[2].strip("/"))
        with (
            pytest.raises(PmfError, match=f"port {port} cannot be used.*--port 0"),
            served(tmp_path, port=port),
        ):
            pass
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.slow
@pytest.mark.xdist_group("explore")
@pytest.mark.parametrize("end", (signal.SIGTERM, signal.SIGINT, signal.SIGKILL))
def test_nothing_is_left_behind(tmp_path: Path, end: signal.Signals) -> None:
    """Stopped in any way, server and kernels end, and what could be tidied up is."""
    books.write(tmp_path / "data")
    (tmp_path / "notebooks").mkdir()
    shutil.copyfile(ROOT / "notebooks" / "explore.ipynb", tmp_path / "notebooks" / "explore.ipynb")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "pmf_analysis", "explore", "--port", "0", "--no-browser"]
    running = subprocess.Popen(
        [*command, "--data", str(tmp_path / "data")],
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stdout is not None
    assert "http://127.0.0.1:" in running.stdout.readline()
    server = kernels_of(running.pid)
    started = [*server, *(kernel for one in server for kernel in kernels_of(one))]
    assert started
    running.send_signal(end)
    _, said = running.communicate(timeout=60)
    assert "Traceback" not in said
    until = time.monotonic() + 30
    while any(alive(pid) for pid in started):
        assert time.monotonic() < until
        time.sleep(0.1)
    if end is not signal.SIGKILL:
        assert list(scratch.iterdir()) == []
