"""The archive: each published quarter at an address that stays, as it was published.

The latest report stands at the root. Every report that was published, the latest too, also stands
under its quarter, such as ``2025-26-q1/indicators/506.html``, and reads there as on the day of its
publication. What is the same for all, such as scripts and style sheet, stands at the root alone.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pmf_analysis.findings.issues import Issue, issues
from pmf_analysis.framework.errors import PmfError
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.places import shipped
from pmf_analysis.pages.produce import PageFailed
from pmf_analysis.site import make, record
from pmf_analysis.site.build import BuildFailed
from pmf_analysis.site.dress import earlier_pages, kept_page
from pmf_analysis.site.edition import Edition
from pmf_analysis.site.request import Progress, Request

__all__ = ["Shelved", "dress", "plan", "put", "ready"]

KEPT = "kept.json"
WORK = ".pmf-"
# What of an edition is its own beside its pages; all else is shared with the root.
OWN = ("downloads", "downloads.html", "headline.png")
SHARED_PAGES = {"explorer"}  # it works with the latest figures
CHARTS = "charts"  # named by what they show, so that the same chart is the same file
LOOK = {".css", ".js", ".svg", ".png"}  # stands at the root, so no edition is made from it


@dataclass(frozen=True)
class Shelved:
    """A published report, and where its part of the site is kept between builds.

    Attributes
    ----------
    issue : Issue
        The report.
    folder : Path
        Holds its built pages and its notebooks.
    key : str
        A digest of what it is made from.
    current : bool
        Whether the site's root says the same, so that it is taken from there.
    """

    issue: Issue
    folder: Path
    key: str
    current: bool

    @property
    def html(self) -> Path:
        """Its built pages."""
        return self.folder / "html"


def plan(request: Request, latest: Findings, generated: Path) -> list[Shelved]:
    """Return the reports that belong on the site, the oldest first.

    Parameters
    ----------
    request : Request
        What is asked for; a preview and an internal edition have no archive.
    latest : Findings
        Of the site's root.
    generated : Path
        Where work is kept between builds.
    """
    if not request.archived:
        return []
    known = issues(request.data, latest.quarter, request.as_at, request.framework)
    made = _program(request.data)
    return [
        Shelved(
            issue,
            generated / "editions" / issue.slug,
            _key(issue, [other.slug for other in known], made, request.data),
            current=issue.settled and issue.quarter == latest.quarter,
        )
        for issue in known
    ]


def _program(data: Path) -> str:
    """A digest of everything but figures and commentary that pages are made from."""
    templates = [
        *shipped("notebooks").glob("*.ipynb"),
        *(data.parent / "notebooks").glob("*.ipynb"),
    ]
    files = [*record.written(data), *record.program(), *sorted(templates)]
    return record.digest(path for path in files if path.suffix not in LOOK).hexdigest()


def _key(issue: Issue, slugs: Sequence[str], program: str, data: Path) -> str:
    """A digest of what an edition is made from; later figures and later words leave it."""
    words = data.parent / "notebooks" / "commentary"
    by_then = sorted(path for path in words.glob("*") if path.name <= issue.slug)
    files = [path for folder in by_then for path in sorted(folder.glob("*")) if path.is_file()]
    homes = (f"{path.parent.name}/{path.name}" for path in files)
    inputs = (issue.known, program, record.digest(files).hexdigest(), *homes, *slugs[:1])
    return hashlib.sha256("\0".join(inputs).encode()).hexdigest()


def ready(shelved: Shelved, request: Request, progress: Progress) -> bool:
    """Have an edition built where it is not kept already, and say whether it had to be.

    Raises
    ------
    PmfError
        It could not be built; what was kept of it is left.
    """
    if shelved.current or _holds(shelved):
        return False
    issue = shelved.issue
    asked = replace(request, quarter=issue.quarter, as_at=issue.day, final=False)

    def told(doing: str, done: int, of: int) -> None:
        progress(f"{issue.quarter}: {doing}", done, of)

    shelved.folder.mkdir(parents=True, exist_ok=True)
    for left in shelved.folder.glob(f"{WORK}*"):  # by a build that was killed
        shutil.rmtree(left)
    try:
        prepared = make.prepare(asked, shelved.folder / "book", told, issue)
        address = prepared.edition.findings.framework.council.address
        with TemporaryDirectory(dir=shelved.folder, prefix=WORK) as folder:
            told("building the site", 0, 1)
            own = f"{address}{issue.slug}/" if address else ""
            built = make.write(prepared, asked, Path(folder), own)
            (shelved.folder / KEPT).unlink(missing_ok=True)
            shutil.rmtree(shelved.html, ignore_errors=True)
            built.rename(shelved.html)
    except (BuildFailed, PageFailed) as error:
        raise PmfError(f"the report of {issue.quarter}, as published: {error}") from None
    pages = list(prepared.edition.pages)
    kept = {"key": shelved.key, "files": _bytes(shelved.html), "pages": pages}
    record.write(shelved.folder / KEPT, kept)  # last: without it nothing counts as kept
    return True


def _holds(shelved: Shelved) -> bool:
    """Whether an edition is kept, made from the same, with the bytes that it was kept as."""
    kept = _kept(shelved)
    return kept.get("key") == shelved.key and kept.get("files") == _bytes(shelved.html)


def _kept(shelved: Shelved) -> dict[str, Any]:
    said = record.read(shelved.folder / KEPT)
    return said if isinstance(said, dict) else {}


def _bytes(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return record.digest(files).hexdigest()


def put(shelf: Sequence[Shelved], site: Path, latest: Edition) -> None:
    """Copy each edition's own part beneath the site, before anything is said about it."""
    for shelved in shelf:
        source = site if shelved.current else shelved.html
        pages = latest.pages if shelved.current else _kept(shelved)["pages"]
        target = site / shelved.issue.slug
        for name in (*(f"{page}.html" for page in pages if page not in SHARED_PAGES), *OWN):
            _copy(source / name, target / name)
        if not shelved.current:
            shutil.copytree(source / CHARTS, site / CHARTS, dirs_exist_ok=True)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.is_file():
        shutil.copyfile(source, target)


def dress(shelf: Sequence[Shelved], site: Path, latest: Findings) -> None:
    """Say on each page which report it belongs to, and lead from each to its history."""
    period = latest.framework.period
    issues_by_slug = {shelved.issue.slug: shelved.issue for shelved in shelf}
    slugs = {quarter.slug for quarter in latest.framework.quarters}
    there = frozenset(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    for name in sorted(n for n in there if n.endswith(".html")):
        folder, _, rest = name.partition("/")
        issue = issues_by_slug.get(folder)
        quarter, page, up = period(latest.quarter), name, 0
        text = (site / name).read_text(encoding="utf-8")
        if issue:
            quarter, page, up = period(issue.quarter), rest, 1
            text = kept_page(text, page, issue, quarter, there)
        past = [i for i in issues_by_slug.values() if period(i.quarter) < quarter]
        text = earlier_pages(text, page, past, slugs, there, up=up)
        (site / name).write_text(text, encoding="utf-8")
