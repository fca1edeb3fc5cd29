"""The tables of a book of data: their columns, keys and what each cell may hold."""

from __future__ import annotations

from pmf_analysis.framework.indicator import (
    Audience,
    Basis,
    ChartKind,
    Kind,
    OverOrganisations,
    OverTime,
    Polarity,
    Role,
    Unit,
)
from pmf_analysis.framework.period import Frequency
from pmf_analysis.tables.arrival_tables import ARRIVAL_TABLES
from pmf_analysis.tables.columns import (
    INDICATOR,
    ORGANISATION,
    PERIOD,
    STATUS,
    Cell,
    Column,
    Table,
    choice,
    code,
    number,
    text,
)
from pmf_analysis.tables.plan_tables import PLAN_TABLES

__all__ = ["TABLES"]

INDICATORS = Table(
    "indicators",
    (
        Column("indicator", Cell.CODE, True, description="Short code"),
        text("name", required=True),
        text("definition"),
        text("keywords", "Words a resident would search for, separated by semicolons"),
        text("numerator", "What the upper part counts"),
        text("denominator", "What the lower part counts"),
        choice("unit", Unit),
        Column("per", Cell.NUMBER, True, description="100 for a percentage, 1000 for a rate"),
        Column("decimals", Cell.INTEGER, True, least=0, most=6),
        code("theme", "theme"),
        code("mission", "mission"),
        code("perspective", "perspective", required=True),
        code("directorate", "directorate"),
        code("service", "service"),
        choice("kind", Kind),
        choice("role", Role),
        choice("polarity", Polarity),
        choice("frequency", Frequency),
        choice("basis", Basis),
        choice("over_time", OverTime),
        choice("over_organisations", OverOrganisations),
        Column("chart", Cell.CHOICE, choices=tuple(k for k in ChartKind if k)),
        Column(
            "lag_days",
            Cell.INTEGER,
            True,
            least=0,
            most=3650,
            description="Days from period end until due",
        ),
        number("plausible_min"),
        number("plausible_max"),
        text("source"),
        text("statutory_return"),
        text("partners"),
        text("owner_role"),
        text("portfolio_role"),
        code("benchmark_group", "group"),
        code("disclosure", "disclosure"),
        text("standard", "A published service standard"),
        choice("audience", Audience),
    ),
    key=("indicator",),
    required=True,
)

OBSERVATIONS = Table(
    "observations",
    (
        INDICATOR,
        ORGANISATION,
        PERIOD,
        text("breakdown", "Empty, or a kind and a value such as ward: Northgate"),
        number("value"),
        number("numerator"),
        number("denominator"),
        STATUS,
        text("note"),
    ),
    key=("indicator", "organisation", "period", "breakdown"),
    required=True,
    ledger=True,
)

TARGETS = Table(
    "targets",
    (
        INDICATOR,
        ORGANISATION,
        PERIOD,
        number("target"),
        number("lower", "Lower edge of a target band"),
        number("upper", "Upper edge of a target band"),
        number("tolerance", "Width of amber, where it differs from the council's own"),
        number("floor", "Amber down to here"),
        text("set_by"),
        text("rationale"),
    ),
    key=("indicator", "organisation", "period"),
    ledger=True,
)

EVENTS = Table(
    "events",
    (
        INDICATOR,
        ORGANISATION,
        PERIOD,
        text("label", required=True),
        Column("rebase", Cell.YES, description="New limits start in this period"),
        Column("exclude", Cell.YES, description="This period takes no part in limits"),
        text("reason"),
        text("approved_by"),
    ),
    key=("indicator", "organisation", "period", "label"),
    ledger=True,
)

BENCHMARKS = Table(
    "benchmarks",
    (
        INDICATOR,
        Column("area", Cell.CODE, True, description="GSS code"),
        PERIOD,
        number("value"),
        number("numerator"),
        number("denominator"),
        number("lower_ci"),
        number("upper_ci"),
        STATUS,
        text("source"),
    ),
    key=("indicator", "area", "period"),
    ledger=True,
)

AREAS = Table(
    "areas",
    (
        Column("area", Cell.CODE, True, description="GSS code"),
        text("name", required=True),
        text("kind"),
        text("region"),
        Column("start", Cell.DATE),
        Column("end", Cell.DATE),
        Column("replaced_by", Cell.CODE),
        number("population"),
    ),
    key=("area",),
)

NEIGHBOURS = Table(
    "neighbours",
    (
        Column("group", Cell.CODE, True, description="Name of the comparison group"),
        Column("area", Cell.CODE, True, description="GSS code"),
        Column("neighbour", Cell.CODE, True, description="GSS code"),
        Column("rank", Cell.INTEGER),
        text("source"),
    ),
    key=("group", "area", "neighbour"),
)

TABLES = {
    table.name: table
    for table in (
        INDICATORS,
        OBSERVATIONS,
        TARGETS,
        EVENTS,
        BENCHMARKS,
        AREAS,
        NEIGHBOURS,
        *PLAN_TABLES,
        *ARRIVAL_TABLES,
    )
}
