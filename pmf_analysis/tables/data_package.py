"""Describe the tables for others, as a Data Package with a Table Schema each."""

from __future__ import annotations

from typing import Any

from pmf_analysis.tables.columns import RECORDED_ON, Cell, Column, Table
from pmf_analysis.tables.schemas import TABLES

__all__ = ["data_package"]

_FIELD_TYPES = {
    Cell.NUMBER: "number",
    Cell.INTEGER: "integer",
    Cell.DATE: "date",
}


def data_package(name: str, title: str, licence: str, tables: tuple[str, ...]) -> dict[str, Any]:
    """Describe tables as a Data Package 2.0, each with its Table Schema.

    Parameters
    ----------
    name, title, licence : str
        What the package is called and its licence's title.
    tables : tuple of str
        Names of the tables that are there.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": title,
        "licenses": [{"title": licence}],
        "resources": [_resource(TABLES[table]) for table in tables],
    }


def _resource(table: Table) -> dict[str, Any]:
    key = [*table.key, RECORDED_ON.name] if table.ledger else list(table.key)
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.all_columns],
            "primaryKey": key,
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _FIELD_TYPES.get(column.cell, "string")}
    if column.description:
        field["description"] = column.description
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    choices = ("yes",) if column.cell is Cell.YES else column.choices
    if choices:
        constraints["enum"] = list(choices)
    if constraints:
        field["constraints"] = constraints
    return field
