"""What is asked of a build, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.pages.commentary import Doubt

__all__ = ["Progress", "Published", "Request"]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Request:
    """What to publish, for whom, and where.

    Attributes
    ----------
    data, out : Path
        The book of data, and the folder of the site.
    quarter : str
        "" for the latest.
    as_at : date or None
        Read the ledgers as they stood on this day.
    only : str
        One page's path, for a preview; of the rest only what still holds is shown.
    final : bool
        Refuse while a blocking doubt about commentary stands.
    archive : bool
        Keep each published quarter at an address of its own. A preview and an internal edition
        have no archive.
    """

    data: Path
    out: Path
    quarter: str = ""
    audience: Audience = Audience.PUBLIC
    framework: str = ""
    as_at: dt.date | None = None
    only: str = ""
    final: bool = False
    jobs: int = 2
    archive: bool = True

    @property
    def archived(self) -> bool:
        """Whether earlier quarters are to stand beside the latest."""
        return self.archive and self.audience is Audience.PUBLIC and not self.only


@dataclass(frozen=True)
class Published:
    """What was published.

    Attributes
    ----------
    quarter : str
        The quarter.
    pages, ran : int
        Pages of the quarter's site, and notebooks that had to be run for it.
    changed : bool
        Whether the site is another than before.
    doubts : tuple of Doubt
        What is wrong with the commentary.
    quarters : tuple of str
        The quarters that stand at an address of their own, the oldest first.
    addressed : bool
        Whether the council said where the site is published; an edition without an archive is not.
    """

    out: Path
    quarter: str
    pages: int
    ran: int
    changed: bool
    doubts: tuple[Doubt, ...]
    quarters: tuple[str, ...] = ()
    addressed: bool = True
