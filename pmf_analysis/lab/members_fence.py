"""A fence around the process that answers one member's choices.

The explorer's kernels run no reader's code. If a fault in the software beneath them ever let a
reader run some, the fence leaves little to find: the process may read Python, its packages and
the public extract, and nothing else; it writes nothing, starts nothing and calls nobody.

Two locks, because each has gaps. Linux's own (`members_landlock`) cannot be undone from inside,
but is not on every computer. Python's audit hook is everywhere, and stops what the first leaves
open: listing names, sending datagrams, loading libraries.
"""

from __future__ import annotations

import os
import sysconfig
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Fence", "guard", "readable"]

PACKAGE = Path(__file__).resolve().parents[1]
# Where Linux keeps the libraries that packages load, and the names of time zones.
SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share/zoneinfo")
SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/dev/urandom")
NOWHERE = "/dev/null"

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
LISTING = frozenset({"os.listdir", "os.scandir", "os.chdir"})
REFUSED = frozenset({
    # other programs, and signals to them
    "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "pty.spawn",
    "subprocess.Popen", "os.kill", "os.killpg",
    # files
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.chflags", "os.utime", "os.setxattr", "os.removexattr",
    "sqlite3.connect", "sqlite3.load_extension",
    # other computers
    "socket.bind", "socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "socket.gethostname",
    # memory and libraries beneath Python
    "ctypes.dlopen", "ctypes.dlsym", "ctypes.dlsym/handle", "ctypes.call_function",
    "ctypes.string_at", "ctypes.wstring_at", "ctypes.cdata", "ctypes.cdata/buffer",
    "ctypes.PyObj_FromPtr",
})  # fmt: skip


@dataclass(frozen=True)
class Fence:
    """What a process may read.

    Attributes
    ----------
    folders : tuple of str
        Folders, with all beneath them.
    files : tuple of str
        Single files.
    """

    folders: tuple[str, ...]
    files: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Whether a path, links followed, lies inside."""
        real = os.path.realpath(path)
        return real in self.files or any(
            real == folder or real.startswith(folder + os.sep) for folder in self.folders
        )


def readable(folders: Iterable[Path], files: Iterable[Path]) -> Fence:
    """Return the fence that lets Python work, and these folders and files be read.

    The folder that holds the package is left out: in a checkout the book of data is there too.
    """
    paths = sysconfig.get_paths()
    python = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    inside = [*python, *SYSTEM, str(PACKAGE), *map(str, folders)]
    single = [*SYSTEM_FILES, NOWHERE, *map(str, files)]
    return Fence(
        tuple(dict.fromkeys(os.path.realpath(p) for p in inside if Path(p).is_dir())),
        tuple(dict.fromkeys(os.path.realpath(p) for p in single if Path(p).exists())),
    )


def guard(fence: Fence) -> Callable[[str, tuple[Any, ...]], None]:
    """Return the audit hook that keeps a process inside; it raises PermissionError.

    Examples
    --------
    >>> hook = guard(Fence(folders=(), files=()))
    >>> hook("os.system", (b"ls",))
    Traceback (most recent call last):
    PermissionError: os.system is not allowed here
    """

    def hook(event: str, given: tuple[Any, ...]) -> None:
        if event in REFUSED:
            raise PermissionError(f"{event} is not allowed here")
        if event != "open" and event not in LISTING:
            return
        path = given[0] if given[0] is not None else "."
        if isinstance(path, int):  # open already
            return
        name = os.fsdecode(path)
        writes = event == "open" and given[2] & WRITING
        if name != NOWHERE and (writes or not fence.holds(name)):
            raise PermissionError(f"{event} is not allowed here")

    return hook
