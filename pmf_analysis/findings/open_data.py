"""The readable figures of an edition as tables that others may take: no row that is withheld."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from pmf_analysis.findings.extract import Extract
from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.tables.data_package import data_package

__all__ = ["OpenTable", "open_data"]

Cell = str | float | None


@dataclass(frozen=True)
class OpenTable:
    """A table with a header, and None where there is nothing."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def open_data(extract: Extract, title: str) -> tuple[dict[str, Any], tuple[OpenTable, ...]]:
    """Return what an edition's readers may take away, and the Data Package that describes it.

    Parameters
    ----------
    extract : Extract
        What they may see.
    title : str
        The package's.

    Returns
    -------
    tuple of (dict, tuple of OpenTable)
        The description names of each table the columns that it has here, and no other.
    """
    council = extract.framework.council
    tables = tuple(table for table in _tables(extract) if table.rows)
    names = tuple(table.name for table in tables)
    slug = f"{council.short}-{extract.quarter.slug}".lower().replace(" ", "-")
    described = data_package(slug, title, council.licence, names)
    for resource, table in zip(described["resources"], tables, strict=True):
        schema = resource["schema"]
        fields = {field["name"]: field for field in schema["fields"]}
        schema["fields"] = [fields[name] for name in table.header]
        schema["primaryKey"] = [name for name in schema["primaryKey"] if name in table.header]
    return described, tables


NAMING = ["approved_by"]  # free text in which a person may be named; no page shows it


def _tables(extract: Extract) -> Iterator[OpenTable]:
    header = tuple(Indicator.__dataclass_fields__)
    listed = [tuple(_cell(getattr(i, n)) for n in header) for i in extract.indicators.values()]
    yield OpenTable("indicators", header, tuple(listed))
    for name, table in extract.book.tables.items():
        frame = table.drop(columns=NAMING, errors="ignore")
        yield OpenTable(name, tuple(map(str, frame.columns)), _rows(frame))


def _rows(frame: pd.DataFrame) -> tuple[tuple[Cell, ...], ...]:
    columns = (map(_cell, frame[column].tolist()) for column in frame)
    return tuple(zip(*columns, strict=True))


def _cell(value: object) -> Cell:
    """A cell as the book of data spells it."""
    if isinstance(value, bool):
        return "yes" if value else None
    if isinstance(value, tuple):
        return "; ".join(value) or None
    if isinstance(value, StrEnum | str):
        return str(value) or None
    if isinstance(value, int | float):
        return None if math.isnan(value) else float(value)
    return None
