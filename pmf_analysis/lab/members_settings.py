"""What the explorer's server is told by the command that starts it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from pmf_analysis.framework.errors import WrongUse

__all__ = ["KERNEL", "LOOPBACK", "READY", "Settings"]

# The name under which Jupyter finds the fenced kernel, and the only one it may start.
KERNEL = "members"
LOOPBACK = "127.0.0.1"
# The server says this word and its port when it can be read.
READY = "ready"
TAKEN = "taken"  # what it says of a port that it cannot have
PREFIX = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*")


@dataclass(frozen=True)
class Settings:
    """One explorer.

    Attributes
    ----------
    title : str
        What the browser's tab says.
    port : int
        On this computer alone; 0 for any that is free.
    base_url : str
        The path under which a reverse proxy shows it, such as ``/explore/``.
    origin : str
        The public address of the site that the proxy serves, such as
        ``https://council.example``; "" without one.
    readers : int
        How many may read at once; each has a process.
    idle : int
        Seconds without a choice after which a reader's process ends.
    """

    title: str
    port: int = 8866
    base_url: str = "/"
    origin: str = ""
    readers: int = 12
    idle: int = 1200

    def __post_init__(self) -> None:
        """Refuse addresses that no browser would send.

        Raises
        ------
        WrongUse
            The base URL or the origin is none.
        """
        if not PREFIX.fullmatch(self.base_url):
            raise WrongUse(f"a base URL is a path such as /explore/, but came as {self.base_url!r}")
        try:
            parts = urlsplit(self.origin)
        except ValueError:
            parts = urlsplit("")
        plain = parts.netloc and f"{parts.scheme}://{parts.netloc}" == self.origin
        if self.origin and not (plain and parts.scheme in {"http", "https"}):
            raise WrongUse(
                f"an origin is an address such as https://council.example, without a path, "
                f"but came as {self.origin!r}"
            )

    @property
    def hosts(self) -> frozenset[str]:
        """What a request's ``Host`` may be."""
        own = {f"{LOOPBACK}:{self.port}", f"localhost:{self.port}"}
        return frozenset(own | ({urlsplit(self.origin).netloc} if self.origin else set()))

    @property
    def origins(self) -> frozenset[str]:
        """What a request's ``Origin`` may be."""
        own = {f"http://{LOOPBACK}:{self.port}", f"http://localhost:{self.port}"}
        return frozenset(own | ({self.origin} if self.origin else set()))

    def document(self) -> dict[str, str | int]:
        """Return the settings as JSON keeps them."""
        return asdict(self)
