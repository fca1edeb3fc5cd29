"""Data files of Explore Education Statistics, each with the meta file that describes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from pmf_analysis.framework.arrival import ArrivalKind
from pmf_analysis.framework.errors import Fault
from pmf_analysis.sources.arrival import Arrival
from pmf_analysis.sources.national import cells as files
from pmf_analysis.sources.national.cells import Cells
from pmf_analysis.sources.national.figures import apart, check_columns, lay_out
from pmf_analysis.sources.national.mapping import EesMapping, OfFile
from pmf_analysis.sources.national.wanted import Wanted

__all__ = ["read"]

# Where each geographic level keeps its code; other levels (schools, wards) are left out.
LEVELS = {
    "national": "country_code",
    "regional": "region_code",
    "local authority": "new_la_code",
}
OTHER_LEVEL = "a geographic level that is not compared: "


def read(data: Path, meta: Path, wanted: Wanted, mapping: EesMapping) -> Arrival:
    """Read a data file by its meta file.

    Parameters
    ----------
    data, meta : Path
        The two files, as published.
    wanted : Wanted
        Which areas and indicators are wanted.
    mapping : EesMapping
        Which indicator columns and filters answer to which indicator.

    Raises
    ------
    FaultsFound
        Everything that cannot be read; a column used for what the meta file says it is not; a
        filter that the mapping does not choose from.
    WrongUse
        One of the files is not there.
    """
    cells, about = files.read(data, mapping), files.read(meta, OfFile())
    period = mapping.period
    account = check_columns(
        cells, mapping, "geographic_level", *LEVELS.values(), period.column, period.beside
    )
    account.tell(list(files.missing(about, ("col_name", "col_type"))))
    account.check()
    account.tell(list(_misused(cells, about, mapping)))
    account.check()
    frame = cells.frame
    level = frame["geographic_level"].str.lower()
    area = pd.Series("", index=frame.index, dtype=object)
    for name, column in LEVELS.items():
        area = area.mask(level == name, frame[column])
    for other in sorted(set(level.unique()) - set(LEVELS)):
        account.leave(level.index[level == other].tolist(), f"{OTHER_LEVEL}{other or 'none'}")
    breakdown = apart(frame, mapping.breakdown)
    return lay_out(cells, ArrivalKind.EES, area, breakdown, period, mapping, wanted, account)


def _misused(cells: Cells, about: Cells, mapping: EesMapping) -> Iterator[Fault]:
    """Yield filters taken for figures, and filters that nobody chooses from."""
    kinds = dict(zip(about.frame["col_name"], about.frame["col_type"].str.lower(), strict=True))
    filters = [name for name, kind in kinds.items() if kind == "filter"]
    broken = {of.column for of in mapping.breakdown.values()}
    for figure in mapping.figures:
        for role, part in figure.parts.items():
            if kinds.get(part.column) != "indicator":
                expected = f"an indicator of {about.file}, for the {role} of {figure.indicator}"
                got = kinds.get(part.column, "a column that it does not describe")
                yield Fault(cells.file, None, part.column, expected, got)
        period = figure.period or mapping.period
        chosen = {*mapping.where, *figure.where, *broken, period.beside}
        for part in figure.parts.values():
            for name in filters:
                if name in chosen or name in part.where or name not in cells.frame:
                    continue
                if cells.frame[name].nunique() > 1:
                    texts = ", ".join(map(repr, sorted(cells.frame[name].unique())[:5]))
                    expected = f"a choice for {figure.indicator}, with where or as a breakdown"
                    yield Fault(cells.file, None, name, expected, f"{texts} and no choice")
