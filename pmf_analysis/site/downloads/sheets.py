"""A quarter as plain tables, one a sheet: what a spreadsheet holds of its indicators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pmf_analysis.judgements.evidence import Place, Point
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.site.downloads.plain import Cell, exact
from pmf_analysis.visuals import words
from pmf_analysis.visuals.rows import SHORTHAND
from pmf_analysis.visuals.sentences import verdict_name

__all__ = ["Sheet", "measured", "notes", "sheet"]

T = TypeVar("T")


@dataclass(frozen=True)
class Sheet:
    """A table of its own.

    Attributes
    ----------
    label : str
        On the sheet's tab.
    title : str
        Says what the table is.
    columns : tuple of str
        Unlike one another.
    rows : tuple of tuple
        As many cells as columns; None for what there is not.
    """

    label: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheet(
    label: str, title: str, columns: Mapping[str, Callable[[T], object]], things: Iterable[T]
) -> Sheet:
    """Return a sheet with a row a thing, each column with what it says of one."""
    rows = tuple(tuple(_cell(said(thing)) for said in columns.values()) for thing in things)
    return Sheet(label, title, tuple(columns), rows)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        return None
    if isinstance(value, dt.date):
        return value.isoformat()
    return exact(value) if isinstance(value, int | float) else str(value)


# A figure for the year so far is drawn, and judged, by what each period adds to it.
CHARTED = "Average and usual range are those of the figure charted."


def notes() -> Sheet:
    """Return the meaning of every mark."""
    columns: dict[str, Callable[[tuple[str, str]], object]] = {
        "Mark": lambda pair: f"[{pair[0]}]",
        "Meaning": lambda pair: pair[1],
    }
    return sheet("Notes", "The marks that stand in cells", columns, SHORTHAND.items())


def measured(findings: Findings) -> list[Sheet]:
    """Return the sheets of indicators: what they measure, what is found, every figure, others'."""
    every = findings.findings
    points = [(f, p) for f in every for p in f.points]
    places = [(f, p) for f in every if f.comparison for p in f.comparison.places]
    many = words.capital(findings.framework.words.indicators)
    return [
        _catalogue(findings),
        sheet(
            "Findings", f"What is found in {findings.quarter}. {CHARTED}", _found(findings), every
        ),
        sheet("Figures", f"Every figure of every period. {CHARTED}", _FIGURES, points),
        sheet("Comparisons", f"{many} beside other councils", _PLACES, places),
    ]


def _catalogue(findings: Findings) -> Sheet:
    framework = findings.framework
    own, themes = framework.words, {t.code: t.name for t in framework.themes}
    columns: dict[str, Callable[[str], object]] = {
        "Code": lambda code: code,
        "Name": lambda code: findings.indicators[code].name,
        "What it measures": lambda code: findings.indicators[code].definition,
        "Unit": lambda code: findings.indicators[code].unit,
        "Which way is better": lambda code: findings.indicators[code].polarity,
        "How often": lambda code: findings.indicators[code].frequency,
        f"Its {own.theme}": lambda code: themes.get(findings.indicators[code].theme),
        f"Its {own.directorate}": lambda code: framework.organisation_name(
            findings.indicators[code].directorate
        ),
        "Answers for it": lambda code: findings.indicators[code].owner_role,
        "Source": lambda code: findings.indicators[code].source,
    }
    title = f"Every {own.indicator} and what it measures"
    return sheet("Measures", title, columns, findings.indicators)


def _found(findings: Findings) -> dict[str, Callable[[Finding], object]]:
    label = findings.framework.rating.label
    return {
        "Code": lambda f: f.indicator,
        "Name": lambda f: f.name,
        "Organisation": lambda f: f.organisation_name,
        "Period": lambda f: f.period,
        "Value": lambda f: _value(f.value, f.status),
        "Mark": lambda f: _mark(f.status),
        "Numerator": lambda f: f.numerator,
        "Denominator": lambda f: f.denominator,
        "Target": lambda f: f.target,
        "Target from": lambda f: f.target_lower,
        "Target to": lambda f: f.target_upper,
        "Rating": lambda f: label(f.rating),
        "Change": words.variation_words,
        "Reliable": words.assurance_words,
        "What this means": verdict_name,
        "Figure charted": _charted,
        "Target charted": lambda f: f.charted_target,
        "Average": lambda f: f.centre,
        "Usual range from": lambda f: f.lower_limit,
        "Usual range to": lambda f: f.upper_limit,
        "Place among exceptions": lambda f: f.place_in_exceptions,
    }


def _charted(finding: Finding) -> float | None:
    """The last figure that the chart draws, on the same basis as its limits."""
    return next((p.charted for p in reversed(finding.points) if p.charted is not None), None)


_FIGURES: dict[str, Callable[[tuple[Finding, Point]], object]] = {
    "Code": lambda pair: pair[0].indicator,
    "Name": lambda pair: pair[0].name,
    "Organisation": lambda pair: pair[0].organisation_name,
    "Period": lambda pair: pair[1].period,
    "Value": lambda pair: _value(pair[1].value, pair[1].status),
    "Mark": lambda pair: _mark(pair[1].status),
    "Numerator": lambda pair: pair[1].numerator,
    "Denominator": lambda pair: pair[1].denominator,
    "Target": lambda pair: pair[1].target,
    "Target from": lambda pair: pair[1].target_lower,
    "Target to": lambda pair: pair[1].target_upper,
    "Figure charted": lambda pair: pair[1].charted,
    "Target charted": lambda pair: pair[1].charted_target,
    "Average": lambda pair: pair[1].centre,
    "Usual range from": lambda pair: pair[1].lower,
    "Usual range to": lambda pair: pair[1].upper,
}
_PLACES: dict[str, Callable[[tuple[Finding, Place]], object]] = {
    "Code": lambda pair: pair[0].indicator,
    "Name": lambda pair: pair[0].name,
    "Period": lambda pair: pair[0].comparison.period if pair[0].comparison else None,
    "Area code": lambda pair: pair[1].area,
    "Area": lambda pair: pair[1].name,
    "This council": lambda pair: pair[1].ours,
    "Value": lambda pair: pair[1].value,
    "95% interval from": lambda pair: pair[1].lower,
    "95% interval to": lambda pair: pair[1].upper,
    "Place": lambda pair: pair[1].rank,
}
_SAYS_WHY = {"c", "z"}  # why a figure is not there; any other mark belongs to one that is


def _value(value: float | None, status: str) -> Cell:
    """A figure, or the mark that says why there is none."""
    return value if value is not None else f"[{status if status in _SAYS_WHY else 'x'}]"


def _mark(status: str) -> str:
    return f"[{status}]" if status else ""
