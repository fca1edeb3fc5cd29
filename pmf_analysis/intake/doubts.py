"""What looks wrong among the figures that arrive, before they are added."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pmf_analysis.judgements.evidence import Point
from pmf_analysis.judgements.plausible import Doubted, arriving
from pmf_analysis.tables import reorganisation, vintages
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.rollup import rebuilt
from pmf_analysis.tables.series import Panel, panels

__all__ = ["Settled", "Suspect", "settled", "suspects"]

Cell = tuple[str, str, str]  # indicator, organisation or area, period


@dataclass(frozen=True)
class Suspect:
    """A figure that arrived and looks wrong.

    Attributes
    ----------
    indicator, organisation : str
        Codes; for a figure of another council its area code.
    own : bool
        Whether it is the council's own figure: those of others are told, and stop nothing.
    doubted : Doubted
        Why, and against what.
    arrived : str
        The period of the figure that arrived. A run of the same figures is doubted at its last,
        which may have been there before.
    """

    indicator: str
    organisation: str
    own: bool
    doubted: Doubted
    arrived: str

    @property
    def cell(self) -> Cell:
        """Indicator, organisation and the period that arrived."""
        return self.indicator, self.organisation, self.arrived


@dataclass(frozen=True)
class Settled:
    """A suspect with the reason why it is right all the same."""

    suspect: Suspect
    reason: str
    accepted_by: str


Reason = tuple[str, str]  # why it is right, and the role that says so


def suspects(book: Book, own: Collection[Cell], others: Collection[Cell]) -> list[Suspect]:
    """Return the figures among those that arrived that look wrong.

    Parameters
    ----------
    book : Book
        Every vintage, with the arrived rows among them.
    own, others : collection of (indicator, organisation or area, period)
        The figures that arrived, of the council and of other areas.
    """
    stood = vintages.as_at(book, None)
    stood = stood.replace(
        observations=rebuilt(stood.observations, stood.indicators),
        benchmarks=rebuilt(stood.benchmarks, stood.indicators),
    )
    stood = reorganisation.chained(stood)
    accepted = {
        (r["indicator"], r["organisation"], r["period"], r["doubt"], r["value"])
        for r in stood["acceptances"].to_dict("records")
    }
    found = [
        *_looked_over(stood, stood.observations, own, own=True),
        *_looked_over(stood, _as_observations(stood), others, own=False),
    ]
    return [s for s in found if _named(s) not in accepted]


def _named(suspect: Suspect) -> tuple[object, ...]:
    doubted = suspect.doubted
    return suspect.indicator, suspect.organisation, doubted.period, doubted.doubt, doubted.value


def settled(
    found: Sequence[Suspect], reasons: Mapping[Cell, Reason]
) -> tuple[list[Settled], list[Suspect]]:
    """Return the suspects that a reason was given for, and those of the council that wait."""
    given = [Settled(s, *reasons[s.cell]) for s in found if s.own and s.cell in reasons]
    return given, [s for s in found if s.own and s.cell not in reasons]


def _as_observations(book: Book) -> pd.DataFrame:
    """The figures of other areas in the shape of the council's own."""
    rows = book.benchmarks.rename(columns={"area": "organisation"})
    return rows.assign(breakdown="", note="")[list(book.observations.columns)]


def _looked_over(
    book: Book, rows: pd.DataFrame, cells: Collection[Cell], *, own: bool
) -> Iterator[Suspect]:
    arrived: dict[tuple[str, str], set[str]] = {}
    for indicator, organisation, period in cells:
        arrived.setdefault((indicator, organisation), set()).add(period)
    if not arrived:
        return
    wanted = pd.MultiIndex.from_tuples(arrived)
    keys = pd.MultiIndex.from_frame(rows[["indicator", "organisation"]])
    series = rows[keys.isin(wanted) & (rows["breakdown"] == "")]
    if series.empty:
        return
    last = max(book.framework.period(text) for text in series["period"].unique())
    for panel in panels(book.replace(observations=series), last):
        for k, key in enumerate(panel.keys):
            names = [str(period) for period in panel.periods]
            at = [t for t, name in enumerate(names) if name in arrived[key]]
            for doubted in arriving(book.indicators[key[0]], _points(panel, k), at):
                until = names.index(doubted.period)
                came = max((n for n in at if n <= until), default=at[-1])
                yield Suspect(*key, own, doubted, names[came])


def _points(panel: Panel, k: int) -> tuple[Point, ...]:
    """A series as the tests for doubt want it."""
    rows = (panel.value[k], panel.charted[k], panel.numerator[k], panel.denominator[k])
    points = []
    for t, period in enumerate(panel.periods):
        value, charted, numerator, denominator = (
            None if np.isnan(row[t]) else float(row[t]) for row in rows
        )
        points.append(
            Point(
                period=str(period),
                value=value,
                charted=charted,
                numerator=numerator,
                denominator=denominator,
                status=str(panel.status[k, t]),
                segment=int(panel.segment[k, t]),
                excluded=bool(panel.excluded[k, t]),
            )
        )
    return tuple(points)
