"""The whole flow, spelt once: data and a quarter in, findings out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.profile import Framework, Spc
from pmf_analysis.judgements.assess import assess
from pmf_analysis.judgements.comparison import compare
from pmf_analysis.judgements.exceptions import is_exception
from pmf_analysis.judgements.finding import Finding, Findings, Happening
from pmf_analysis.judgements.rating import Target
from pmf_analysis.judgements.series import Series
from pmf_analysis.sources import folder
from pmf_analysis.statistics.control_chart import MAKING_DATA_COUNT, PLOT_THE_DOTS, RuleSet, xmr
from pmf_analysis.tables import audience as audiences
from pmf_analysis.tables import disclosure, quarters, rollup, validate, vintages
from pmf_analysis.tables.benchmarks import Shelf
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.schemas import TABLES
from pmf_analysis.tables.series import Panel, panels

__all__ = ["compute", "document", "dump", "find", "load", "locate", "restore"]

# Weeks after its end when a quarter without a calendar entry is taken to be reported.
USUAL_DELAY = dt.timedelta(weeks=9)


def compute(
    data: str | Path,
    quarter: str = "",
    audience: Audience | str = Audience.PUBLIC,
    as_at: dt.date | None = None,
    framework: str = "",
) -> Findings:
    """Work out every finding of a quarter from a book of data.

    Parameters
    ----------
    data : str or Path
        The folder that holds the book.
    quarter : str
        For example ``2025-26 Q2``; the latest quarter when left out.
    audience : Audience or str
        ``public`` or ``internal``.
    as_at : date, optional
        Read the ledgers as they stood on this day.
    framework : str
        Name of a ready-made profile to use in place of the book's own.

    Raises
    ------
    FaultsFound
        Something in the book cannot be used.
    WrongUse
        There is no such folder, quarter or framework.
    """
    book = load(data, framework)
    return find(
        book,
        quarters.asked_for(vintages.as_at(book, as_at), quarter, as_at),
        Audience(audience),
        as_at,
    )


def locate(data: str | Path) -> Path:
    """Return the folder that holds a book of data, looked for upwards from here.

    Raises
    ------
    WrongUse
        There is no such folder.
    """
    return folder.locate(data)


def load(data: str | Path, framework: str = "") -> Book:
    """Read a book of data and check it.

    Raises
    ------
    FaultsFound, WrongUse
        As `compute`.
    """
    found = folder.read(folder.locate(data), TABLES, framework)
    return validate.book(found.framework, found.tables, found.faults)


def find(book: Book, quarter: Period, audience: Audience, as_at: dt.date | None = None) -> Findings:
    """Find what a checked book says in a quarter."""
    readable = vintages.as_at(book, as_at)
    readable = rollup.over_organisations(readable)
    readable = disclosure.suppress(readable)
    readable = audiences.keep(readable, audience)
    now = _judged(readable, quarter, as_at)
    before = {f.key: f for f in _judged(readable, quarter.previous(), as_at)}
    findings = _placed(_with_past(f, before.get(f.key)) for f in now)
    shelf = Shelf(readable)
    return Findings(
        framework=book.framework,
        quarter=str(quarter),
        reported_on=_reported_on(book.framework, quarter, as_at),
        as_at=as_at,
        audience=audience,
        indicators=dict(readable.indicators),
        findings=tuple(_compared(f, readable, shelf) for f in findings),
    )


def _judged(book: Book, quarter: Period, as_at: dt.date | None) -> Iterator[Finding]:
    """Yield a finding for each series, in the order of profile and catalogue."""
    reported_on = _reported_on(book.framework, quarter, as_at)
    rules = rule_set(book.framework.spc)
    found: dict[tuple[str, str], Finding] = {}
    happenings = _happenings(book, quarter)
    for panel in panels(book, quarter):
        values = np.where(panel.excluded, np.nan, panel.charted)
        chart = xmr(values, rules=rules, segments=panel.segment)
        for k, key in enumerate(panel.keys):
            series = Series(
                book.indicators[key[0]],
                key[1],
                book.framework.organisation_name(key[1]),
                panel.periods,
                panel.value[k],
                panel.numerator[k],
                panel.denominator[k],
                panel.charted[k],
                panel.status[k],
                _targets(panel, k),
                panel.excluded[k],
                chart.row(k),
                happenings.get(key, ()),
            )
            found[key] = assess(series, book.framework.rating, rules.minimum_points, reported_on)
    for organisation in book.framework.organisations:
        for indicator in book.indicators:
            if (indicator, organisation) in found:
                yield found[indicator, organisation]


def rule_set(spc: Spc) -> RuleSet:
    """Return the rules for special causes that the profile asks for."""
    base = PLOT_THE_DOTS if spc.rules == "plot_the_dots" else MAKING_DATA_COUNT
    return replace(base, run_length=spc.run_length, minimum_points=spc.minimum_points)


def _reported_on(framework: Framework, quarter: Period, as_at: dt.date | None) -> dt.date:
    dates = framework.quarters.get(quarter)
    published = dates.publication if dates else None
    return as_at or published or quarter.end + USUAL_DELAY


def _targets(panel: Panel, k: int) -> tuple[Target, ...]:
    columns = (panel.target, panel.lower, panel.upper, panel.tolerance, panel.floor)
    return tuple(Target(*(float(c[k, t]) for c in columns)) for t in range(len(panel.periods)))


def _happenings(book: Book, quarter: Period) -> dict[tuple[str, str], tuple[Happening, ...]]:
    told: dict[tuple[str, str], tuple[Happening, ...]] = {}
    for row in book.events.to_dict("records"):
        if book.framework.period(row["period"]) > quarter:
            continue
        key = (row["indicator"], row["organisation"])
        names = ("period", "label", "rebase", "exclude", "reason", "approved_by")
        told[key] = (*told.get(key, ()), Happening(*(row[name] for name in names)))
    return told


def _with_past(finding: Finding, before: Finding | None) -> Finding:
    if before is None:
        return finding
    return replace(finding, previous_rating=before.rating, previous_verdict=before.verdict)


def _compared(finding: Finding, book: Book, shelf: Shelf) -> Finding:
    """Put the council's own figures beside its comparison group's."""
    indicator = book.indicators[finding.indicator]
    if finding.organisation != book.framework.council.code or not indicator.benchmark_group:
        return finding
    members = shelf.members(finding.indicator, finding.period, indicator.benchmark_group)
    if members is None:
        return finding
    compared = compare(
        finding, indicator, members.group, members.figures, members.without, members.nation
    )
    return replace(finding, comparison=compared)


def _placed(findings: Iterable[Finding]) -> list[Finding]:
    """Number the exceptions of each organisation, the most pressing first."""
    listed = list(findings)
    place: dict[tuple[str, str], int] = {}
    pressing = (f for f in listed if is_exception(f.verdict, f.rating) and f.shown)
    counts: dict[str, int] = {}
    for finding in sorted(pressing, key=lambda f: f.urgency):
        counts[finding.organisation] = counts.get(finding.organisation, 0) + 1
        place[finding.key] = counts[finding.organisation]
    return [replace(f, place_in_exceptions=place.get(f.key)) for f in listed]


@cache
def _adapter() -> TypeAdapter[Findings]:
    return TypeAdapter(Findings)


def dump(findings: Findings) -> bytes:
    """Return findings as JSON that `restore` reads back whole."""
    return _adapter().dump_json(findings)


def restore(path: str | Path) -> Findings:
    """Return the findings that a build wrote for one page."""
    return _adapter().validate_json(Path(path).read_bytes())


SCHEMA_VERSION = "1.0"
SIGNIFICANT_DIGITS = 12
# What a finding holds for charts and ordering, and the document leaves out.
_NOT_IN_DOCUMENT = {"points", "urgency", "happenings", "comparison"}


def document(findings: Findings) -> dict[str, Any]:
    """Return the findings as the documented, versioned interface.

    Numbers are rounded once, to 12 significant digits, and findings sorted by indicator and
    organisation, so that one book gives the same bytes from any source.
    """
    return {
        "version": SCHEMA_VERSION,
        "council": findings.framework.council.name,
        "council_code": findings.framework.council.code,
        "illustrative": findings.framework.council.illustrative,
        "quarter": findings.quarter,
        "as_at": findings.as_at.isoformat() if findings.as_at else None,
        "reported_on": findings.reported_on.isoformat(),
        "audience": str(findings.audience),
        "findings": [_entry(f) for f in sorted(findings.findings, key=lambda f: f.key)],
    }


def _entry(finding: Finding) -> dict[str, Any]:
    names = (f.name for f in fields(finding) if f.name not in _NOT_IN_DOCUMENT)
    entry = {name: _plain(getattr(finding, name)) for name in names}
    return entry | {"fingerprint": finding.fingerprint}


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{SIGNIFICANT_DIGITS}g}")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
