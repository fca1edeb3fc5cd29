"""The tables of a book of data: their columns, keys and what each cell may hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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

__all__ = ["RECORDED_ON", "STATUSES", "TABLES", "Cell", "Column", "Table"]


class Cell(StrEnum):
    """What a column's cells hold."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    PERIOD = "period"
    YES = "yes"
    CHOICE = "choice"


@dataclass(frozen=True)
class Column:
    """One column: its name, what it holds, whether a cell may be empty, where codes come from."""

    name: str
    cell: Cell = Cell.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    refers: str = ""  # organisation, indicator, theme, perspective, directorate, service, group
    description: str = ""


@dataclass(frozen=True)
class Table:
    """One table: columns, the columns that make its key, and whether it is a ledger."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False
    ledger: bool = False

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns, with ``recorded_on`` where nothing is ever overwritten."""
        return (*self.columns, RECORDED_ON) if self.ledger else self.columns


def _choice(name: str, kind: type[StrEnum], *, required: bool = True, about: str = "") -> Column:
    choices = tuple(str(member) for member in kind)
    return Column(name, Cell.CHOICE, required, choices, description=about)


def _text(name: str, about: str = "", *, required: bool = False) -> Column:
    return Column(name, Cell.TEXT, required, description=about)


def _number(name: str, about: str = "") -> Column:
    return Column(name, Cell.NUMBER, description=about)


def _code(name: str, refers: str, *, required: bool = False) -> Column:
    return Column(name, Cell.CODE, required, refers=refers)


# The shorthand of the Government Statistical Service.
STATUSES = ("p", "r", "e", "c", "u", "x", "z", "b")
RECORDED_ON = Column("recorded_on", Cell.DATE, True, description="The day this row was recorded")
STATUS = Column(
    "status",
    Cell.CHOICE,
    choices=STATUSES,
    description="p provisional, r revised, e estimated, c confidential, u low reliability, "
    "x not available, z not applicable, b break in the series",
)
INDICATOR = _code("indicator", "indicator", required=True)
ORGANISATION = _code("organisation", "organisation", required=True)
PERIOD = Column("period", Cell.PERIOD, True)

INDICATORS = Table(
    "indicators",
    (
        Column("indicator", Cell.CODE, True, description="Short code"),
        _text("name", required=True),
        _text("definition"),
        _text("keywords", "Words a resident would search for, separated by semicolons"),
        _text("numerator", "What the upper part counts"),
        _text("denominator", "What the lower part counts"),
        _choice("unit", Unit),
        Column("per", Cell.NUMBER, True, description="100 for a percentage, 1000 for a rate"),
        Column("decimals", Cell.INTEGER, True, least=0, most=6),
        _code("theme", "theme"),
        _code("mission", "mission"),
        _code("perspective", "perspective", required=True),
        _code("directorate", "directorate"),
        _code("service", "service"),
        _choice("kind", Kind),
        _choice("role", Role),
        _choice("polarity", Polarity),
        _choice("frequency", Frequency),
        _choice("basis", Basis),
        _choice("over_time", OverTime),
        _choice("over_organisations", OverOrganisations),
        Column("chart", Cell.CHOICE, choices=tuple(k for k in ChartKind if k)),
        Column(
            "lag_days",
            Cell.INTEGER,
            True,
            least=0,
            most=3650,
            description="Days from period end until due",
        ),
        _number("plausible_min"),
        _number("plausible_max"),
        _text("source"),
        _text("statutory_return"),
        _text("partners"),
        _text("owner_role"),
        _text("portfolio_role"),
        _code("benchmark_group", "group"),
        _code("disclosure", "disclosure"),
        _text("standard", "A published service standard"),
        _choice("audience", Audience),
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
        _text("breakdown", "Empty, or a kind and a value such as ward: Northgate"),
        _number("value"),
        _number("numerator"),
        _number("denominator"),
        STATUS,
        _text("note"),
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
        _number("target"),
        _number("lower", "Lower edge of a target band"),
        _number("upper", "Upper edge of a target band"),
        _number("tolerance", "Width of amber, where it differs from the council's own"),
        _number("floor", "Amber down to here"),
        _text("set_by"),
        _text("rationale"),
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
        _text("label", required=True),
        Column("rebase", Cell.YES, description="New limits start in this period"),
        Column("exclude", Cell.YES, description="This period takes no part in limits"),
        _text("reason"),
        _text("approved_by"),
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
        _number("value"),
        _number("numerator"),
        _number("denominator"),
        _number("lower_ci"),
        _number("upper_ci"),
        STATUS,
        _text("source"),
    ),
    key=("indicator", "area", "period"),
    ledger=True,
)

AREAS = Table(
    "areas",
    (
        Column("area", Cell.CODE, True, description="GSS code"),
        _text("name", required=True),
        _text("kind"),
        _text("region"),
        Column("start", Cell.DATE),
        Column("end", Cell.DATE),
        Column("replaced_by", Cell.CODE),
        _number("population"),
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
        _text("source"),
    ),
    key=("group", "area", "neighbour"),
)

TABLES = {
    table.name: table
    for table in (INDICATORS, OBSERVATIONS, TARGETS, EVENTS, BENCHMARKS, AREAS, NEIGHBOURS)
}
