"""Make one edition: its findings, its pages, and its part of the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pmf_analysis import findings as flow
from pmf_analysis.findings.extract import both
from pmf_analysis.findings.issues import Issue, published
from pmf_analysis.framework.errors import FaultsFound, NothingYet, WrongUse
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.case_studies import stories
from pmf_analysis.pages.commentary import (
    Doubt,
    DoubtKind,
    all_of_quarter,
    before,
    filed,
    of_quarter,
    review,
)
from pmf_analysis.pages.produce import CHARTS, produce
from pmf_analysis.site import assets, config, downloads, explorer, search, stage
from pmf_analysis.site.build import build
from pmf_analysis.site.discovery import head
from pmf_analysis.site.edition import Edition
from pmf_analysis.site.harden import harden
from pmf_analysis.site.request import Progress, Request

__all__ = ["Prepared", "prepare", "write"]


@dataclass(frozen=True, eq=False)
class Prepared:
    """An edition whose notebooks have been run.

    Attributes
    ----------
    edition : Edition
        What its part of the site is written from.
    notebooks : Path
        The folder that holds them.
    ran : int
        How many had to be run.
    doubts : tuple of Doubt
        What is wrong with its commentary.
    """

    edition: Edition
    notebooks: Path
    ran: int
    doubts: tuple[Doubt, ...]


def prepare(
    request: Request, notebooks: Path, progress: Progress, issue: Issue | None = None
) -> Prepared:
    """Work out an edition's findings and run its notebooks.

    Parameters
    ----------
    request : Request
        Which edition.
    notebooks : Path
        Where executed notebooks are kept.
    progress : callable
        Told what is being done.
    issue : Issue, optional
        The report to make as it was published; without it the request's quarter as now known.

    Raises
    ------
    FaultsFound
        The data, or with `final` the commentary, cannot be used.
    PmfError
        A notebook failed.
    """
    progress("reading the data", 0, 1)
    findings, figures = (
        published(request.data, issue, request.framework)
        if issue
        else both(request.data, request.quarter, request.audience, request.as_at, request.framework)
    )
    if not findings.findings:
        raise NothingYet(_nothing(findings))
    remarks, earlier = of_quarter(request.data, findings), before(request.data, findings)
    placing = flow.placed(request.data, request.framework)
    if placing:
        remarks = filed(remarks, placing, findings)
        earlier = {quarter: filed(said, placing) for quarter, said in earlier.items()}
    if placing and request.final:
        raise WrongUse("--final is for a council's own report: leave out --framework")
    # Words that stand beside another framework are not to be mended here.
    doubts = () if placing else _doubts(findings, request)
    blocking = [doubt.fault for doubt in doubts if doubt.blocking]
    if request.final and blocking:
        raise FaultsFound(blocking)
    produced = produce(
        findings,
        remarks,
        notebooks,
        data=request.data,
        earlier=earlier,
        stories=stories(request.data, findings, placing),
        jobs=request.jobs,
        only=request.only,
        progress=progress,
    )
    edition = Edition(findings, figures, tuple(produced.pages), request.data)
    return Prepared(edition, notebooks, produced.ran, doubts)


def write(prepared: Prepared, request: Request, folder: Path, address: str) -> Path:
    """Have an edition's pages built, with all that stands beside them, and return where.

    Parameters
    ----------
    prepared : Prepared
        The edition.
    request : Request
        Which it is.
    folder : Path
        An empty folder to work in.
    address : str
        Where the edition will be published; "" for unknown.

    Raises
    ------
    PmfError
        The book could not be built.
    """
    edition, pages = prepared.edition, list(prepared.edition.pages)
    findings, framework = edition.findings, edition.findings.framework
    staged, built = folder / "book", folder / "html"
    staged.mkdir()
    built.mkdir()
    stage.lay_out(staged, prepared.notebooks, pages, request.data, framework)
    base = stage.read_yaml(stage.book_file("_config.yml", request.data))
    toc = stage.read_yaml(stage.book_file("_toc.yml", request.data))
    settings = config.settings(base, framework, findings.quarter, request.audience)
    contents = config.contents(toc, pages, framework, request.audience)
    build(staged, built, settings, contents, request.jobs)
    downloads.write(edition, built)
    explorer.write(edition, built)
    assets.write(built, (prepared.notebooks / f"{page}{CHARTS}" for page in pages))
    search.write(edition, built)
    harden(built, request.audience, address)
    head.write(edition, built, address)
    return built


def _nothing(findings: Findings) -> str:
    """Why a book with figures has none for these readers, and what to do."""
    public = findings.audience is Audience.PUBLIC
    lines = [
        f"There is nothing to report for {findings.quarter} in the {findings.audience} edition.",
        "In observations.csv, a figure of a whole has an empty cell under breakdown.",
    ]
    if public:
        lines.append("In indicators.csv, an indicator that all may see has public under audience.")
        lines.append("The edition with the others is made by: pmf build --audience internal")
    return "\n".join(lines)


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
