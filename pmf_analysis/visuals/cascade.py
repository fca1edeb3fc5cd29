"""A scorecard rolled down: each part of the council by each quadrant, in counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.visuals import words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["Part", "cascade"]


@dataclass(frozen=True)
class Part:
    """A part of the council with the findings of its own scorecard."""

    name: str
    href: str
    findings: Sequence[Finding]


def cascade(
    parts: Sequence[Part],
    indicators: Mapping[str, Indicator],
    framework: Framework,
    heading: str,
    caption: str,
) -> Html:
    """Return a row a part and a column a quadrant: how many there are by rating, worst first.

    Parameters
    ----------
    parts : sequence of Part
        Directorates of the council, or services of a directorate.
    indicators : mapping of str to Indicator
        Their indicators.
    framework : Framework
        The council's quadrants and words.
    heading, caption : str
        Of the first column, and of the table.
    """
    quadrants = framework.perspectives
    columns = [Column(heading), *(Column(q.name) for q in quadrants), Column("Needs attention")]
    rows = []
    for part in parts:
        cells = [Cell(part.name, href=part.href)]
        for quadrant in quadrants:
            mine = [
                f for f in part.findings if indicators[f.indicator].perspective == quadrant.code
            ]
            cells.append(_counts(mine, framework))
        placed = sum(f.place_in_exceptions is not None for f in part.findings)
        cells.append(Cell(words.capital(words.count(placed, "exception"))))
        rows.append(cells)
    return table(caption, columns, rows, "")


def _counts(findings: Sequence[Finding], framework: Framework) -> Cell:
    """How many of each rating, with its shape; nothing where there is no indicator."""
    counted = {r: sum(f.rating is r for f in findings) for r in _WORST_FIRST}
    said = [
        f"{words.RATING_SHAPES[rating]} {n} {framework.rating.label(rating).lower()}"
        for rating, n in counted.items()
        if n
    ]
    return Cell(said[0] if said else "", under=", ".join(said[1:]))


_WORST_FIRST = (
    Rating.RED,
    Rating.AMBER,
    Rating.GREEN,
    Rating.NO_DATA,
    Rating.NO_TARGET,
    Rating.NOT_DUE,
)
