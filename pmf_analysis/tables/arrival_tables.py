"""The tables of what came in: each file that was taken, and each doubt that was settled."""

from __future__ import annotations

from pmf_analysis.framework.arrival import ArrivalKind, Doubt
from pmf_analysis.tables.columns import (
    INDICATOR,
    ORGANISATION,
    PERIOD,
    Cell,
    Column,
    Table,
    choice,
    code,
    number,
    text,
)

__all__ = ["ARRIVAL_TABLES"]

RECEIPTS = Table(
    "receipts",
    (
        Column("receipt", Cell.CODE, True, description="SHA-256 of the file, in 64 hex digits"),
        choice("kind", ArrivalKind),
        text("file", "The name under which it came", required=True),
        text("mapping", "Of published statistics: SHA-256 of the mapping that they were read by"),
        code("directorate", "directorate"),
        Column(
            "quarter", Cell.PERIOD, description="Of a return: the quarter that it was asked for"
        ),
        text("source", "Who published it"),
        text("licence"),
        Column("rows", Cell.INTEGER, description="Rows that it holds"),
        Column("left_out", Cell.INTEGER, description="Rows that gave no figure"),
        Column("added", Cell.INTEGER, description="Rows that it added to the tables"),
    ),
    key=("receipt",),
    ledger=True,
    history=True,
    automatic=True,
)

ACCEPTANCES = Table(
    "acceptances",
    (
        INDICATOR,
        ORGANISATION,
        PERIOD,
        choice("doubt", Doubt, about="What made the figure look wrong"),
        number("value", "The figure that was accepted; for another one the doubt stands again"),
        text("reason", "Why it is right all the same", required=True),
        text("accepted_by", "A role, never a person"),
    ),
    key=("indicator", "organisation", "period", "doubt"),
    ledger=True,
    automatic=True,
)

ARRIVAL_TABLES = (RECEIPTS, ACCEPTANCES)
