"""Any tidy file (CSV, workbook, Parquet) through a mapping that says what its columns mean."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pmf_analysis.framework.arrival import ArrivalKind
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.national import cells as files
from pmf_analysis.sources.national.figures import apart, check_columns, lay_out
from pmf_analysis.sources.national.mapping import (
    AreasMapping,
    FiguresMapping,
    NeighboursMapping,
    TidyMapping,
)
from pmf_analysis.sources.national.places import areas, neighbours
from pmf_analysis.sources.national.wanted import Wanted

__all__ = ["read"]


def read(path: Path, wanted: Wanted, mapping: TidyMapping) -> Arrival:
    """Read figures by area and period, a list of areas, or a list of neighbours.

    Parameters
    ----------
    path : Path
        The file, as published.
    wanted : Wanted
        Which areas and indicators are wanted.
    mapping : FiguresMapping, AreasMapping or NeighboursMapping
        What its columns mean.

    Returns
    -------
    Arrival
        The rows, in the columns of the tables that they belong to. A figure stands as it was
        published, unless its parts give it again: then the parts stand, and the program
        rebuilds it.

    Raises
    ------
    FaultsFound
        Everything that cannot be read or used.
    WrongUse
        There is no such file.
    """
    cells = files.read(path, mapping)
    if isinstance(mapping, AreasMapping):
        return areas(cells, wanted, mapping)
    if isinstance(mapping, NeighboursMapping):
        return neighbours(cells, wanted, mapping)
    place, period = mapping.area, mapping.period
    account = check_columns(cells, mapping, place.column, period.column, period.beside)
    area = _area(cells.frame, mapping)
    breakdown = apart(cells.frame, mapping.breakdown)
    kind = ArrivalKind.TIDY
    return lay_out(cells, kind, area, breakdown, period, mapping, wanted, account)


def _area(frame: pd.DataFrame, mapping: FiguresMapping) -> pd.Series:
    """The area's code, looked up where the file has another code or a name."""
    if mapping.area.constant:
        return pd.Series(mapping.area.constant, index=frame.index, dtype=object)
    given = frame[mapping.area.column]
    codes = mapping.area.codes
    return given.map({text: codes.get(text, text) for text in given.unique()})
