"""The figures of one indicator: its parts found in their columns and rows, and put together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pmf_analysis.framework.indicator import Unit
from pmf_analysis.sources.national import spelt
from pmf_analysis.sources.national.account import Account
from pmf_analysis.sources.national.mapping import OfFigures
from pmf_analysis.sources.national.parts import HIDDEN, ROLES, FigureMap, Part, PeriodMap, Where
from pmf_analysis.sources.national.scale import unscaled
from pmf_analysis.sources.national.settle import settle
from pmf_analysis.sources.national.wanted import Wanted

__all__ = ["CHOOSE", "KEY", "Rows", "figures_of", "matching"]

KEY = ["area", "period", "breakdown"]
CHOOSE = "Choose between the rows with where, or name the breakdown that they belong to"
NO_FIGURE = "no figure in it"
PERCENTAGES = ("value", "lower_ci", "upper_ci")  # roles in which a percentage is one
# Of the statuses that two parts of a figure have, that which says more against it.
GRAVEST = (*HIDDEN, "u", "b", "e", "p", "r", "")


@dataclass(frozen=True)
class Rows:
    """The rows of a file that may count, and what is needed to read them.

    Attributes
    ----------
    frame : DataFrame
        Every cell as text, indexed by row.
    area, breakdown : Series of str
        Where each row belongs.
    mapping : OfFigures
        What the columns mean.
    period : PeriodMap
        Where the period stands, unless a figure has its own.
    wanted : Wanted
        The catalogue.
    account : Account
        Told what is left out, and what is wrong.
    """

    frame: pd.DataFrame
    area: pd.Series
    breakdown: pd.Series
    mapping: OfFigures
    period: PeriodMap
    wanted: Wanted
    account: Account


def matching(frame: pd.DataFrame, where: Where) -> pd.Series:
    """Say which rows have one of the wanted cells in every column."""
    right = pd.Series(True, index=frame.index)
    for column, wanted in where.items():
        right &= frame[column].isin(wanted)
    return right


def figures_of(rows: Rows, figure: FigureMap) -> pd.DataFrame:
    """Return what each row publishes of an indicator, as text.

    The parts of a figure may stand in one row or, in a long file, in a row each; the row that
    the figure is known by is that of its first part, and the others say whose part they are.
    """
    indicator = rows.wanted.indicators[figure.indicator]
    blocks: dict[str, dict[str, Part]] = {}
    for role, part in figure.parts.items():
        blocks.setdefault(repr(sorted(part.where.items())), {})[role] = part
    joined, *others = [_block(rows, figure, parts) for parts in blocks.values()]
    for other in others:
        joined = _joined(joined, other, rows.account)
    joined = joined.set_index("row")
    absent = [role for role in ROLES if role not in joined]
    joined = joined.assign(**dict.fromkeys(absent, np.nan))
    joined = joined.assign(**{f"{role}_mark": "" for role in absent})
    alone = figure.denominator is None
    step = _step(rows.frame, figure)
    rows.account.tell(list(unscaled(joined, figure, indicator, step, rows.account.file)))
    settled = settle(joined, indicator.per, step, counted_alone=alone)
    rows.account.leave(joined.index.difference(settled.index).tolist(), NO_FIGURE)
    named = joined.loc[settled.index, KEY].assign(indicator=figure.indicator)
    return pd.concat([named, settled], axis=1)


def _block(rows: Rows, figure: FigureMap, parts: dict[str, Part]) -> pd.DataFrame:
    """The parts that stand in the same rows, with the row, and each key once."""
    where = next(iter(parts.values())).where
    chosen = matching(rows.frame, figure.where) & matching(rows.frame, where)
    frame = rows.frame[chosen]
    period = figure.period or rows.period
    indicator = rows.wanted.indicators[figure.indicator]
    read = spelt.periods(
        _period_texts(frame, period),
        indicator.frequency,
        period.anchor,
        rows.wanted.year_starts,
        rows.account,
    )
    frame = frame.loc[read.index]
    columns = {"area": rows.area[read.index], "breakdown": rows.breakdown[read.index]}
    columns |= {name: read[name] for name in ("period", "period_status")}
    markers = rows.mapping.all_markers
    said = pd.Series("", index=frame.index, dtype=object, name="status")
    if rows.mapping.status:
        said = spelt.unbracketed(frame[rows.mapping.status], markers)
    without = (frame[[part.column for part in parts.values()]] == "").all(axis=1)
    # Where no cell has anything, the status says why in their place; else it is the row's own.
    columns["status"] = spelt.statuses(said, markers, rows.account).mask(without, "")
    speaks = without & said.isin(list(markers))
    for role, part in parts.items():
        cells = frame[part.column].mask(speaks, said).rename(part.column)
        columns[role], columns[f"{role}_mark"] = spelt.figures(
            cells,
            markers,
            part.times,
            rows.account,
            percentages=indicator.unit is Unit.PERCENT and role in PERCENTAGES,
        )
    block = pd.DataFrame(columns)
    marks = (block[[f"{role}_mark" for role in parts]] != "").any(axis=1)
    empty = block[list(parts)].isna().all(axis=1) & ~marks
    rows.account.leave(block.index[empty].tolist(), NO_FIGURE)
    block = rows.account.once(block[~empty], KEY, CHOOSE)
    return block.rename_axis("row").reset_index()


def _period_texts(frame: pd.DataFrame, period: PeriodMap) -> pd.Series:
    if period.constant:
        return pd.Series(period.constant, index=frame.index, dtype=object, name="period")
    if not period.beside:
        return frame[period.column]
    return (frame[period.column] + " " + frame[period.beside]).rename(period.column)


def _joined(first: pd.DataFrame, other: pd.DataFrame, account: Account) -> pd.DataFrame:
    """The parts of the same figures side by side."""
    both = first.merge(other, on=KEY, how="outer", suffixes=("", "_other"))
    for row, part in zip(both["row"], both["row_other"], strict=True):
        if row == row and part == part:  # noqa: PLR0124 - neither is missing
            account.leave([int(part)], f"a part of the figure in row {int(row)}")
    both["row"] = both["row"].fillna(both.pop("row_other")).astype(int)
    for name in ("period_status", "status"):
        pairs = zip(_filled(both[name]), _filled(both.pop(f"{name}_other")), strict=True)
        both[name] = [min(pair, key=GRAVEST.index) for pair in pairs]
    for name in both.columns[both.columns.str.endswith("_mark")]:
        both[name] = _filled(both[name])
    return both


def _filled(statuses: pd.Series) -> pd.Series:
    return statuses.astype(object).where(statuses.notna(), "")


def _step(frame: pd.DataFrame, figure: FigureMap) -> float:
    """One of the last decimal in which the indicator's figures are published."""
    if figure.value is None:
        return 0.0
    cells = frame.loc[matching(frame, {**figure.where, **figure.value.where}), figure.value.column]
    return figure.value.times * 10.0 ** -spelt.places(cells)
