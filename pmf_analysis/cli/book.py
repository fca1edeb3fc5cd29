"""Verbs that read a book of data: check, list, findings."""

from __future__ import annotations

from pathlib import Path

import typer

from pmf_analysis import findings as flow
from pmf_analysis.cli import say
from pmf_analysis.cli.app import AsAt, Data, ForAudience, FrameworkName, Json, Quarter, day
from pmf_analysis.cli.doubts import listed
from pmf_analysis.framework.errors import FaultsFound, NothingYet
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.case_studies import stories
from pmf_analysis.pages.commentary import Doubt, all_of_quarter, before, review
from pmf_analysis.pages.contents import contents, left_out
from pmf_analysis.visuals import sentences, words

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    """Add these verbs to the command."""
    app.command()(check)
    app.command(name="list")(list_pages)
    app.command()(findings)


def check(
    data: Data = Path("data"),
    quarter: Quarter = "",
    framework: FrameworkName = "",
    as_at: AsAt = None,
    as_json: Json = False,
) -> None:
    """Check the data and the commentary, and say all that is wrong at once.

    Exit code 0 when the data can be used, 1 when not. What is wrong with the commentary is
    listed; it stops a final build alone, unless it is merely to look at. Of a book without
    figures it says what comes next.

    Examples: `pmf check`, `pmf check --data mybook --json`
    """
    try:
        found = flow.compute(data, quarter, Audience.INTERNAL, day(as_at), framework)
        doubts = _doubts(data, found, framework)
        faults: tuple[object, ...] = ()
    except NothingYet as error:
        _nothing_yet(error, as_json=as_json)
        return
    except FaultsFound as error:
        if not as_json:
            raise
        faults, doubts, found = error.faults, [], None
    if as_json:
        wrong = [vars(fault) for fault in faults]
        said = [listed(doubt) for doubt in doubts]
        missing = {} if found is None else left_out(found)
        result = {"ok": not faults, "faults": wrong, "commentary": said, "left_out": missing}
        say.machine(result)
        raise typer.Exit(1 if faults else 0)
    if found is not None:
        many = found.framework.words.indicators
        say.line(
            f"{found.framework.council.name}: the data can be used. {found.quarter} has "
            f"{len(found.indicators)} {many} and {len(found.findings)} series."
        )
        for table, pages in left_out(found).items():
            without = f", so no {' or '.join(pages)} page" if pages else ""
            say.line(f"not kept: {table}.csv{without}")
    for doubt in doubts:
        say.line(f"commentary: {doubt}")


def _doubts(data: Path, found: Findings, framework: str) -> list[Doubt]:
    """What is wrong with the commentary; that of a book shown elsewhere is not mended there."""
    placing = flow.placed(data, framework)
    stories(data, found, placing)
    return [] if placing else review(all_of_quarter(data, found), found, before(data, found))


def _nothing_yet(what_next: NothingYet, *, as_json: bool) -> None:
    """Say that a book without figures is none the worse for it."""
    if as_json:
        nothing: dict[str, object] = {"faults": [], "commentary": [], "left_out": {}}
        say.machine({"ok": True, **nothing, "next": str(what_next)})
        return
    say.line("Nothing is wrong.")
    say.line(str(what_next))


def list_pages(
    data: Data = Path("data"),
    quarter: Quarter = "",
    audience: ForAudience = Audience.PUBLIC,
    framework: FrameworkName = "",
    as_json: Json = False,
) -> None:
    """List the pages of a quarter, by the names that `build --only` takes.

    Examples: `pmf list`, `pmf list --quarter "2025-26 Q1" --json`
    """
    found = flow.compute(data, quarter, audience, framework=framework)
    told = stories(data, found, flow.placed(data, framework))
    pages = [page for page, _ in contents(found, told)]
    if as_json:
        listed = [{"page": p.path, "kind": p.kind, "scope": p.scope} for p in pages]
        say.machine({"quarter": found.quarter, "pages": listed})
        return
    for page in pages:
        say.line(page.path)


def findings(
    data: Data = Path("data"),
    quarter: Quarter = "",
    audience: ForAudience = Audience.PUBLIC,
    framework: FrameworkName = "",
    as_at: AsAt = None,
    as_json: Json = False,
) -> None:
    """Show what the figures of a quarter say.

    The table is of the council as a whole; `--json` has every organisation. Its fields are
    described in the book, and by `book/developers/findings.schema.json`.

    Examples: `pmf findings`, `pmf findings --quarter "2025-26 Q2" --json`
    """
    found = flow.compute(data, quarter, audience, day(as_at), framework)
    if as_json:
        say.machine(flow.document(found))
        return
    label = found.framework.rating.label
    rows = [
        (
            f.indicator,
            f.name,
            words.figure(f.value, found.indicators[f.indicator]),
            words.target_words(f, found.indicators[f.indicator]),
            label(f.rating),
            sentences.verdict_name(f),
        )
        for f in found.council
    ]
    header = ("Code", "Name", "Now", "Target", "Rating", "Verdict")
    say.table(f"{found.framework.council.name}, {found.quarter}", header, rows)
