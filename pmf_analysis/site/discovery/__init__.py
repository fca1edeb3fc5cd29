"""How others find the report and keep up with it: feed, sitemap, robots, previews."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.site.discovery import feed, listing, missing
from pmf_analysis.site.edition import Edition

if TYPE_CHECKING:
    from pmf_analysis.site.archive import Shelved

__all__ = ["settle", "write"]


def write(latest: Edition, site: Path, shelf: Sequence[Shelved]) -> None:
    """Write the files that are about the whole site.

    Parameters
    ----------
    latest : Edition
        At the site's root.
    site : Path
        The built pages, with every kept report in its place.
    shelf : sequence of Shelved
        The kept reports, the oldest first.
    """
    issues = [shelved.issue for shelved in shelf]
    (site / "robots.txt").write_text(listing.robots(latest.findings), encoding="utf-8")
    if latest.findings.audience is not Audience.PUBLIC:
        return
    (site / "feed.xml").write_text(feed.feed(latest.findings, issues, site), encoding="utf-8")
    if latest.findings.framework.council.address:
        text = listing.sitemap(latest.findings, issues, site)
        (site / "sitemap.xml").write_text(text, encoding="utf-8")


def settle(site: Path, address: str) -> None:
    """Make the page for what is not there work from wherever it is shown."""
    path = site / "404.html"
    path.write_text(missing.rooted(path.read_text(encoding="utf-8"), address), encoding="utf-8")
