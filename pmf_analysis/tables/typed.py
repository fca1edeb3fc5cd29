"""Turn checked text into typed columns and indicators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
from pmf_analysis.tables.columns import Cell, Table

__all__ = ["catalogue", "typed"]

_ENUMS = {
    "unit": Unit,
    "kind": Kind,
    "role": Role,
    "polarity": Polarity,
    "frequency": Frequency,
    "basis": Basis,
    "over_time": OverTime,
    "over_organisations": OverOrganisations,
    "chart": ChartKind,
    "audience": Audience,
}


def typed(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with numbers, dates and yes-or-nothing as such; text stays text.

    Rows of one day that say at what time they were recorded stand in the order of their times;
    from then on only the day counts.

    Parameters
    ----------
    table : Table
        The schema that `frame` has passed.
    frame : DataFrame
        Every cell as text; not changed. The line numbers of its index are kept.
    """
    columns: dict[str, Any] = {}
    recorded: pd.Series | None = None
    for column in table.all_columns:
        cells = frame[column.name]
        match column.cell:
            case Cell.NUMBER | Cell.INTEGER:
                columns[column.name] = pd.to_numeric(cells, errors="coerce").astype(float)
            case Cell.DATE:
                columns[column.name] = pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce")
            case Cell.MOMENT:
                recorded = pd.to_datetime(cells, format="ISO8601", errors="coerce")
                columns[column.name] = recorded.dt.normalize()
            case Cell.YES:
                columns[column.name] = cells == "yes"
            case _:
                columns[column.name] = cells
    done = pd.DataFrame(columns, index=frame.index)
    if recorded is None or recorded.equals(recorded.dt.normalize()):
        return done
    return done.loc[recorded.sort_values(kind="stable").index]


def catalogue(frame: pd.DataFrame | None) -> Mapping[str, Indicator]:
    """Return the indicators of a typed ``indicators`` table, in its order."""
    if frame is None:
        return {}
    return {row["indicator"]: _indicator(row) for row in frame.to_dict("records")}


def _indicator(row: Mapping[Any, Any]) -> Indicator:
    cells = dict(row)
    for name, kind in _ENUMS.items():
        cells[name] = kind(cells[name])
    for name in ("plausible_min", "plausible_max"):
        cells[name] = None if pd.isna(cells[name]) else cells[name]
    cells["decimals"], cells["lag_days"] = int(cells["decimals"]), int(cells["lag_days"])
    cells["keywords"] = tuple(w.strip() for w in cells["keywords"].split(";") if w.strip())
    return Indicator(**cells)
