"""What Linux offers a process that wants less: Landlock, and to end with its parent.

References
----------
``linux/landlock.h``, and https://docs.kernel.org/userspace-api/landlock.html. The numbers of its
three calls are the same on every architecture.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pmf_analysis.lab.members_fence import NOWHERE, Fence

__all__ = ["enclose", "follow", "version"]

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION = 1
RULE_PATH_BENEATH = 1
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38

WRITE_FILE, READ_FILE, READ_DIR = 1 << 1, 1 << 2, 1 << 3
# Rights over files known to each version: the first 13, then one more each of 2, 3 and 5.
FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
CONNECT_TCP = {4: 1 << 1}
# No signal to, and no abstract socket of, a process outside.
SCOPES = {6: 0b11}


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """Return the version of Landlock that this computer offers, 0 for none."""
    if not sys.platform.startswith("linux"):
        return 0
    return max(0, int(_libc().syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ASK_VERSION)))


def enclose(fence: Fence) -> bool:
    """Keep this thread, and all that it starts, inside the fence; say whether that was possible.

    Nothing is written, executed or connected to afterwards, whatever the fence holds. To be
    called before there are other threads: those keep their rights.

    Raises
    ------
    OSError
        The computer has Landlock but would not do it.
    """
    offered = version()
    if not offered:
        return False
    libc = _libc()
    asked = _Ruleset(
        _known(FILE_RIGHTS, offered), _known(CONNECT_TCP, offered), _known(SCOPES, offered)
    )
    size = ctypes.c_size_t(ctypes.sizeof(asked))
    rules = _checked(libc.syscall(CREATE_RULESET, ctypes.byref(asked), size, 0))
    try:
        for path in fence.folders:
            _allow(libc, rules, path, READ_FILE | READ_DIR)
        for path in fence.files:
            _allow(libc, rules, path, READ_FILE | (WRITE_FILE if path == NOWHERE else 0))
        _checked(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        _checked(libc.syscall(RESTRICT_SELF, rules, 0))
    finally:
        os.close(rules)
    return True


def follow(parent: int) -> None:
    """End with the process that started this one, however that ends.

    Parameters
    ----------
    parent : int
        Its number; where it is gone already, this one ends here.
    """
    if sys.platform.startswith("linux"):
        _checked(_libc().prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0))
        if os.getppid() != parent:
            sys.exit()


def _allow(libc: ctypes.CDLL, rules: int, path: str, rights: int) -> None:
    with _opened(path) as parent:
        beneath = _Beneath(rights, parent)
        _checked(libc.syscall(ADD_RULE, rules, RULE_PATH_BENEATH, ctypes.byref(beneath), 0))


@contextmanager
def _opened(path: str) -> Iterator[int]:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _known(rights: dict[int, int], offered: int) -> int:
    """Return the rights of the newest version that is not newer than the one offered."""
    return rights[max(known)] if (known := [v for v in rights if v <= offered]) else 0


def _checked(result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"Landlock: {os.strerror(code)}")
    return result


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
