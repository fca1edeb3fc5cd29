"""Indicators, files and what is wanted of them, for tests of national data."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pmf_analysis.framework.indicator import (
    Audience,
    Basis,
    ChartKind,
    Indicator,
    Kind,
    OverOrganisations,
    OverTime,
    Polarity,
    Role,
    Unit,
)
from pmf_analysis.framework.period import Frequency
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.national import Wanted

COUNCIL = "E06000063"
ENGLAND = "E92000001"


def indicator(
    code: str, frequency: str = "quarter", per: float = 100, unit: str = "percent"
) -> Indicator:
    """Return an indicator of which only what matters here is set."""
    return Indicator(
        indicator=code,
        name=code,
        definition="",
        keywords=(),
        numerator="",
        denominator="",
        unit=Unit(unit),
        per=per,
        decimals=1,
        theme="",
        mission="",
        perspective="",
        directorate="",
        service="",
        kind=Kind.COMMUNITY,
        role=Role.CONTEXTUAL,
        polarity=Polarity.LOWER,
        frequency=Frequency(frequency),
        basis=Basis.IN_PERIOD,
        over_time=OverTime.RATIO,
        over_organisations=OverOrganisations.RATIO,
        chart=ChartKind.UNNAMED,
        lag_days=0,
        plausible_min=None,
        plausible_max=None,
        source="",
        statutory_return="",
        partners="",
        owner_role="",
        portfolio_role="",
        benchmark_group="",
        disclosure="",
        standard="",
        audience=Audience.PUBLIC,
    )


def wanted(*indicators: Indicator, areas: tuple[str, ...] = (ENGLAND,)) -> Wanted:
    """Return what Cumberland wants: these indicators, for itself and some areas."""
    return Wanted(COUNCIL, frozenset(areas), {i.indicator: i for i in indicators})


def written(folder: Path, name: str, text: str) -> Path:
    """Write a file and return where it is."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def accounted_for(arrival: Arrival) -> bool:
    """Whether each row gave a figure, or was left out for a reason, and never both."""
    used = {row for table in arrival.tables.values() for row in table.index}
    left = [one.row for one in arrival.left_out]
    reasons = all(one.reason for one in arrival.left_out)
    apart = len(left) == len(set(left)) and not used & set(left)
    return reasons and apart and len(used) + len(left) == arrival.rows


def cells(arrival: Arrival, table: str, *columns: str) -> list[tuple[str, ...]]:
    """Return some columns of a table, row by row."""
    return list(arrival.tables[table][list(columns)].itertuples(index=False, name=None))


def settled(figures: list[tuple[float, float, float]]) -> pd.DataFrame:
    """Return rows of value, numerator and denominator as they are before they are settled."""
    columns = ["value", "numerator", "denominator"]
    return pd.DataFrame(figures, columns=columns, dtype=float).assign(status="")
