"""What a kernel could do if a reader ever made it run code: read the public figures, no more."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pmf_analysis.lab.members_fence import Fence, guard
from pmf_analysis.lab.members_landlock import version
from tests.lab.members_serving import knock, served

# Each is tried by a kernel; what it says of each is shown on the page.
PROBE = """
import ctypes, glob, json, os, pathlib, shutil, socket, sqlite3, subprocess, sys, tempfile
here, book = pathlib.Path.cwd(), pathlib.Path({book!r})
runtime = here.parent / "runtime"
tries = {{
    "read the book": lambda: (book / "observations.csv").read_text(),
    "read it by its number": lambda: os.read(os.open(book / "observations.csv", os.O_RDONLY), 9),
    "list the book": lambda: os.listdir(book),
    "list its parent": lambda: list(os.scandir(book.parent)),
    "read the passwords": lambda: open("/etc/passwd").read(),
    "read the server's memory": lambda: open(f"/proc/{{os.getppid()}}/environ").read(),
    "read its own memory": lambda: open("/proc/self/mem", "rb"),
    "see the other kernels": lambda: os.listdir(runtime),
    "read the server's settings": lambda: (here.parent / "settings.json").read_text(),
    "write here": lambda: (here / "new").write_text("x"),
    "write in the temporary folder": lambda: tempfile.TemporaryFile(),
    "write over the extract": lambda: (here / "extract").write_text("x"),
    "remove the extract": lambda: (here / "extract").unlink(),
    "rename it": lambda: (here / "extract").rename(here / "other"),
    "run a shell": lambda: os.system("true"),
    "run a program": lambda: subprocess.run(["true"]),
    "become a program": lambda: os.execv("/bin/true", ["true"]),
    "split in two": lambda: os.fork() or os._exit(0),
    "signal the server": lambda: os.kill(os.getppid(), 0),
    "call another computer": lambda: socket.create_connection(("192.0.2.1", 80), 1),
    "call this computer": lambda: socket.create_connection(("127.0.0.1", 80), 1),
    "send a datagram": lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
    "ask for a name": lambda: socket.gethostbyname("example.org"),
    "listen": lambda: socket.socket().bind(("127.0.0.1", 0)),
    "load a library": lambda: ctypes.CDLL("libm.so.6"),
    "call the system": lambda: ctypes.pythonapi.Py_IsInitialized(),
    "open a database": lambda: sqlite3.connect("x.db"),
}}
def outcome(attempt):
    try:
        attempt()
    except OSError as error:
        return "refused" if isinstance(error, PermissionError) else repr(error)
    return "done"
said = {{name: outcome(attempt) for name, attempt in tries.items()}}
said["environment"] = dict(os.environ)
said["arguments"] = pathlib.Path(sys.argv[0]).name, sys.argv[1:], sys.orig_argv
said["extract"] = (here / "extract").read_text()
from IPython.display import display
display({{"text/plain": "PROBED" + json.dumps(said) + "DEBORP"}}, raw=True)
"""
ALONE = """
import sys
from pathlib import Path
from pmf_analysis.lab.members_fence import readable
from pmf_analysis.lab.members_landlock import enclose
inside, outside = map(Path, sys.argv[1:])
assert enclose(readable([inside], []))
print((inside / "a").read_text())
def refused(attempt):
    try:
        attempt()
    except PermissionError:
        return True
import os, socket, subprocess
print(refused(lambda: (outside / "b").read_text()), refused(lambda: os.listdir(outside)),
      refused(lambda: (inside / "c").write_text("x")), refused(lambda: (inside / "a").unlink()),
      refused(lambda: subprocess.run(["/bin/true"])),
      refused(lambda: (Path("/proc") / str(os.getppid()) / "environ").read_bytes()))
"""


@pytest.mark.slow
@pytest.mark.xdist_group("explore")
def test_a_kernel_that_runs_a_readers_code_finds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No book, no writing, no program, no network, no secret: the extract, and that alone."""
    book = tmp_path / "book"
    book.mkdir()
    (book / "observations.csv").write_text("planted", encoding="utf-8")
    monkeypatch.setenv("PMF_DATABASE_URL", "postgresql://planted-secret@db/book")
    monkeypatch.setenv("PMF_BOOK", str(book))
    source = PROBE.format(book=str(book))
    with served(tmp_path, source, extract="the extract") as explorer:
        _, _, page = knock(explorer, "")
        running = (Path("/proc") / str(explorer.process.pid) / "environ").read_bytes()
    told = re.search(r"PROBED(.*?)DEBORP", page, re.DOTALL)
    assert told is not None, page
    said = json.loads(json.loads(f'"{told.group(1)}"'))
    assert said.pop("extract") == "the extract"
    environment, arguments = said.pop("environment"), said.pop("arguments")
    assert set(said.values()) == {"refused"}, said
    for kept in (str(environment), str(arguments), page, str(running)):
        assert "planted" not in kept
    assert str(book) not in str(environment) + str(arguments) + str(running)
    assert environment["HOME"].endswith("/home")


@pytest.mark.skipif(not version(), reason="not run: this computer has no Landlock")
def test_the_systems_lock_holds_by_itself(tmp_path: Path) -> None:
    """Without Python's own hook: reading outside, writing, and starting a program are refused."""
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder, name in ((inside, "a"), (outside, "b")):
        folder.mkdir()
        (folder / name).write_text("text", encoding="utf-8")
    command = [sys.executable, "-c", ALONE, str(inside), str(outside)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["text", *["True"] * 6], done.stderr


def test_the_hook_follows_links_and_steps(tmp_path: Path) -> None:
    """A link out of the fence, or a path that climbs out, is outside; what is inside is read."""
    inside, secret = tmp_path / "inside", tmp_path / "secret"
    inside.mkdir()
    secret.write_text("x", encoding="utf-8")
    (inside / "link").symlink_to(secret)
    hook = guard(Fence((str(inside),), ()))
    hook("open", (str(inside / "figures"), "r", os.O_RDONLY))
    hook("open", (os.fsencode(inside / "figures"), "r", os.O_RDONLY))
    hook("open", (3, "r", os.O_RDONLY))
    hook("open", ("/dev/null", "w", os.O_WRONLY))
    hook("os.listdir", (str(inside),))
    hook("import", ("json", None, None, None, None))
    for path in (inside / "link", inside / ".." / "secret", secret, f"{inside}-beside"):
        with pytest.raises(PermissionError):
            hook("open", (str(path), "r", os.O_RDONLY))
    for flags in (os.O_WRONLY, os.O_RDWR, os.O_RDONLY | os.O_CREAT, os.O_RDONLY | os.O_TRUNC):
        with pytest.raises(PermissionError):
            hook("open", (str(inside / "figures"), "w", flags))
    with pytest.raises(PermissionError):
        hook("os.scandir", (None,))
