"""Publish a quarter: findings, pages, book, archive, checks, and one swap at the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import PmfError
from pmf_analysis.site import archive, discovery, folders, make, record
from pmf_analysis.site.checks import check
from pmf_analysis.site.downloads import api
from pmf_analysis.site.request import Progress, Published, Request

__all__ = ["Progress", "Published", "Request", "publish"]

LOCK_WAIT = 1.0  # seconds
NAMELESS = 2  # parts of a path such as /srv, which every machine has


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
    folders.guard(request)
    generated = folders.generated(request)
    generated.mkdir(parents=True, exist_ok=True)
    lock = FileLock(generated / ".lock", timeout=LOCK_WAIT)
    try:
        with lock:
            folders.recover(request.out)
            return _publish(request, generated, progress)
    except Timeout:
        raise PmfError(
            f"another build is writing to {generated.name}; try again after it"
        ) from None


def _publish(request: Request, generated: Path, progress: Progress) -> Published:
    latest = make.prepare(request, generated, progress)
    shelf = archive.plan(request, latest.edition.findings, generated)
    made_from = record.record(latest.edition, generated, {e.issue.slug: e.key for e in shelf})
    address = latest.edition.findings.framework.council.address
    published = Published(
        out=request.out,
        quarter=latest.edition.findings.quarter,
        pages=len(latest.edition.pages),
        ran=latest.ran,
        changed=True,
        doubts=latest.doubts,
        quarters=tuple(e.issue.quarter for e in shelf),
        addressed=bool(address) or not request.archived,
    )
    if record.read(request.out / record.RECORD) == made_from:
        return replace(published, changed=False)
    fresh = [archive.ready(each, request, progress) for each in shelf]
    with TemporaryDirectory(
        dir=folders.beside(request.out), prefix=folders.working(request.out)
    ) as folder:
        progress("building the site", 0, 1)
        built = make.write(latest, request, Path(folder), address)
        archive.put(shelf, built, latest.edition)
        earlier = {e.issue.quarter: e.html for e in shelf if not e.current}
        api.write(built, latest.edition.findings, earlier)
        discovery.write(latest.edition, built, shelf)
        archive.dress(shelf, built, latest.edition.findings)
        progress("checking the site", 0, 1)
        private = {Path(folder), request.data, Path.cwd(), Path.home()}
        named = [place for place in private if len(place.parts) > NAMELESS]
        apart = {e.issue.slug for e, new in zip(shelf, fresh, strict=True) if not new}
        check(built, latest.edition.pages, named, whole=not request.only, apart=apart)
        discovery.settle(built, address)
        record.write(built / record.RECORD, made_from)
        folders.swap(built, request.out)
    return published
