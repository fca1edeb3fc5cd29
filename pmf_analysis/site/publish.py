"""Publish a quarter: findings, pages, book, checks, and one swap at the end."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from pmf_analysis import findings as flow
from pmf_analysis.findings.extract import both
from pmf_analysis.framework.errors import FaultsFound, PmfError, WrongUse
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.commentary import (
    Doubt,
    DoubtKind,
    all_of_quarter,
    before,
    of_quarter,
    review,
)
from pmf_analysis.pages.places import shipped
from pmf_analysis.pages.produce import CHARTS, produce
from pmf_analysis.site import assets, config, downloads, stage
from pmf_analysis.site.build import build
from pmf_analysis.site.checks import check
from pmf_analysis.site.edition import Edition
from pmf_analysis.site.harden import harden

__all__ = ["Published", "Request", "publish"]

RECORD = "build.json"
LOCK_WAIT = 1.0  # seconds
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


@dataclass(frozen=True)
class Published:
    """What was published.

    Attributes
    ----------
    quarter : str
        The quarter.
    pages, ran : int
        Pages of the site, and notebooks that had to be run.
    changed : bool
        Whether the site is another than before.
    doubts : tuple of Doubt
        What is wrong with the commentary.
    """

    out: Path
    quarter: str
    pages: int
    ran: int
    changed: bool
    doubts: tuple[Doubt, ...]


def publish(request: Request, progress: Progress = lambda *_: None) -> Published:
    """Build a quarter's site and put it in place whole, or leave the old one as it is.

    Raises
    ------
    FaultsFound
        The data, or with `final` the commentary, cannot be used.
    PmfError
        A notebook, the book or the site's checks failed.
    """
    request = replace(request, data=flow.locate(request.data), out=request.out.resolve())
    _guard(request)
    generated = _generated(request)
    generated.mkdir(parents=True, exist_ok=True)
    lock = FileLock(generated / ".lock", timeout=LOCK_WAIT)
    try:
        with lock:
            return _publish(request, generated, progress)
    except Timeout:
        raise PmfError(
            f"another build is writing to {generated.name}; try again after it"
        ) from None


def _publish(request: Request, generated: Path, progress: Progress) -> Published:
    progress("reading the data", 0, 1)
    findings, figures = both(
        request.data, request.quarter, request.audience, request.as_at, request.framework
    )
    if not findings.findings:
        raise WrongUse(f"there is nothing to report for {findings.quarter}")
    remarks = of_quarter(request.data, findings)
    doubts = _doubts(findings, request)
    blocking = [doubt.fault for doubt in doubts if doubt.blocking]
    if request.final and blocking:
        raise FaultsFound(blocking)
    produced = produce(
        findings,
        remarks,
        generated,
        data=request.data,
        earlier=before(request.data, findings),
        jobs=request.jobs,
        only=request.only,
        progress=progress,
    )
    pages = list(produced.pages)
    record = _record(findings, pages, generated, request)
    if _read(request.out / RECORD) == record:
        return Published(request.out, findings.quarter, len(pages), produced.ran, False, doubts)
    with TemporaryDirectory(dir=_beside(request.out), prefix=".pmf-") as folder:
        staged, built = Path(folder) / "book", Path(folder) / "html"
        staged.mkdir()
        built.mkdir()
        progress("building the site", 0, 1)
        stage.lay_out(staged, generated, pages, request.data, findings.framework)
        base = stage.read_yaml(stage.book_file("_config.yml", request.data))
        toc = stage.read_yaml(stage.book_file("_toc.yml", request.data))
        args = (findings.framework, request.audience)
        settings = config.settings(base, args[0], findings.quarter, args[1])
        build(staged, built, settings, config.contents(toc, pages, *args), request.jobs)
        progress("checking the site", 0, 1)
        edition = Edition(findings, figures, tuple(pages), request.data)
        downloads.write(edition, built)
        assets.write(built, (generated / f"{page}{CHARTS}" for page in pages))
        harden(built)
        private = {Path(folder), request.data, Path.cwd(), Path.home()}
        named = [place for place in private if len(place.parts) > 2]  # noqa: PLR2004 - not / or /srv
        check(built, pages, named, whole=not request.only)
        (built / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        _swap(built, request.out)
    return Published(request.out, findings.quarter, len(pages), produced.ran, True, doubts)


def _doubts(findings: Findings, request: Request) -> tuple[Doubt, ...]:
    """What is wrong with the words of this edition, which has none about internal figures."""
    cells, said = all_of_quarter(request.data, findings), before(request.data, findings)
    doubts = review(cells, findings, said)
    lost = any(doubt.kind is DoubtKind.ORPHANED for doubt in doubts)
    if lost and findings.audience is Audience.PUBLIC:
        book = flow.load(request.data, request.framework)
        whose = set(book.framework.organisations)
        doubts = [
            doubt
            for doubt in doubts
            if doubt.kind is not DoubtKind.ORPHANED
            or doubt.about[0] not in book.indicators
            or doubt.about[1] not in whose
        ]
    return tuple(doubts)


def _guard(request: Request) -> None:
    """Refuse to put a site where something else stands: the whole folder is replaced.

    Raises
    ------
    WrongUse
        The folder holds what no build made, or holds the data or the working folder.
    """
    out = request.out
    for kept in (request.data, Path.cwd()):
        if kept.is_relative_to(out):
            raise WrongUse(f"a site in {out} would replace {kept}; name a folder of its own")
    if out.exists() and not out.is_dir():
        raise WrongUse(f"{out} is a file; --out names a folder")
    if out.exists() and any(out.iterdir()) and not (out / RECORD).is_file():
        raise WrongUse(f"{out} holds files that no build made; name a new or empty folder")


def _generated(request: Request) -> Path:
    """Where executed notebooks are kept: the checkout's own folder, or one beside the site."""
    root = request.data.parent
    own = root / "book" / "generated"
    if own.is_dir() and request.out == root / "_build" / "html":
        return own
    return request.out.with_name(f"{request.out.name}-work") / "book" / "generated"


def _beside(out: Path) -> Path:
    out.parent.mkdir(parents=True, exist_ok=True)
    return out.parent


def _record(
    findings: Findings, pages: list[str], generated: Path, request: Request
) -> dict[str, object]:
    """What the site is made from: a later build with the same record has nothing to do."""
    digest = hashlib.sha256()
    sources = [generated / f"{page}.ipynb" for page in pages]
    sources += [stage.book_file(name, request.data) for name in ("_config.yml", "_toc.yml")]
    for root in dict.fromkeys((shipped("book"), request.data.parent / "book")):
        sources += [
            p
            for p in sorted(root.rglob("*"))
            if p.suffix in stage.WRITTEN_SUFFIXES
            and p.is_file()
            and "generated" not in p.relative_to(root).parts
        ]
    package = Path(flow.__file__).parents[1]
    sources += sorted(p for p in package.rglob("*") if p.suffix in {".py", ".html", ".js"})
    for path in sources:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    digest.update(findings.framework.model_dump_json().encode())
    return {
        "quarter": findings.quarter,
        "audience": str(findings.audience),
        "as_at": findings.as_at.isoformat() if findings.as_at else None,
        "pages": len(pages),
        "digest": digest.hexdigest(),
    }


def _read(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _swap(built: Path, out: Path) -> None:
    """Put the new site in the old one's place; the old one goes only when the new one stands."""
    old = out.with_name(f".{out.name}-before")
    if old.exists():
        shutil.rmtree(old)
    if out.exists():
        out.rename(old)
    try:
        built.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    out.chmod(0o755)
    if old.exists():
        shutil.rmtree(old)
