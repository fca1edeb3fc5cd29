"""An indicator: what is measured, for whom, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pmf_analysis.framework.period import Frequency

__all__ = [
    "Audience",
    "Basis",
    "ChartKind",
    "Indicator",
    "Kind",
    "OverOrganisations",
    "OverTime",
    "Polarity",
    "Role",
    "Unit",
]


class Unit(StrEnum):
    """What a value counts."""

    PERCENT = "percent"
    COUNT = "count"
    RATE = "rate"
    CURRENCY = "currency"
    DAYS = "days"
    SCORE = "score"
    RANK = "rank"
    YES_NO = "yes/no"


class Polarity(StrEnum):
    """Which way is better; ``range`` is best between two bounds, ``none`` has no better side."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    NONE = "none"


class Basis(StrEnum):
    """What stretch of time one value covers."""

    IN_PERIOD = "in period"
    SNAPSHOT = "snapshot"
    YEAR_TO_DATE = "year to date"
    ROLLING = "rolling 12 months"


class Role(StrEnum):
    """Whether a target is expected."""

    TARGETED = "targeted"
    CONTEXTUAL = "contextual"
    DATA_ONLY = "data only"


class Kind(StrEnum):
    """A service of the council itself, or an outcome of the wider community."""

    COUNCIL = "council"
    COMMUNITY = "community"


class OverTime(StrEnum):
    """How shorter periods make a longer one."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    RATIO = "ratio"


class OverOrganisations(StrEnum):
    """How parts of the council make the whole; averages are never averaged."""

    SUM = "sum"
    RATIO = "ratio"
    NONE = "none"


class ChartKind(StrEnum):
    """A chart that the catalogue may name; blank lets the program choose."""

    UNNAMED = ""
    XMR = "xmr"
    P = "p"
    P_PRIME = "p'"
    U = "u"
    U_PRIME = "u'"
    C = "c"
    T = "t"
    G = "g"
    RUN = "run"
    LINE = "line"


class Audience(StrEnum):
    """Who may read a row or a page."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Indicator:
    """One row of ``indicators.csv``; the field names are its columns.

    Attributes
    ----------
    numerator, denominator : str
        What the two parts count, in words.
    per : float
        The multiplier of numerator over denominator: 100 for a percentage, 1,000 for a rate.
    decimals : int
        Decimal places of the published figure.
    lag_days : int
        Days from the end of a period until its figure is due.
    """

    indicator: str
    name: str
    definition: str
    keywords: tuple[str, ...]
    numerator: str
    denominator: str
    unit: Unit
    per: float
    decimals: int
    theme: str
    mission: str
    perspective: str
    directorate: str
    service: str
    kind: Kind
    role: Role
    polarity: Polarity
    frequency: Frequency
    basis: Basis
    over_time: OverTime
    over_organisations: OverOrganisations
    chart: ChartKind
    lag_days: int
    plausible_min: float | None
    plausible_max: float | None
    source: str
    statutory_return: str
    partners: str
    owner_role: str
    portfolio_role: str
    benchmark_group: str
    disclosure: str
    standard: str
    audience: Audience

    @property
    def adds_up(self) -> bool:
        """Whether figures of successive periods may be added, and totals taken apart again.

        Money for each of something, as a denominator says, is no total.
        """
        each = self.unit is Unit.CURRENCY and bool(self.denominator)
        return self.unit in {Unit.COUNT, Unit.CURRENCY} and not each

    @property
    def has_parts(self) -> bool:
        """Whether it is a proportion or a rate whose chart may rest on its parts."""
        return self.unit in {Unit.PERCENT, Unit.RATE} and self.chart is not ChartKind.LINE

    @property
    def counts_cases(self) -> bool:
        """Whether numerator and denominator count cases, so that chance can be reckoned.

        A figure that is drawn as a line, such as spending against budget, is no sample. A rate
        for each one of something is an average amount, such as kilograms a household: its
        numerator counts no cases, and would say more or less with another unit.
        """
        return self.has_parts and not (self.unit is Unit.RATE and self.per == 1)

    @property
    def suits_limits(self) -> bool:
        """Whether control limits mean anything for this kind of figure.

        Ranks and yes/no answers have none; annual and pooled figures are too few; rolling
        figures share most of their months, so that neighbouring points are not independent;
        money in the year is managed to a budget, unless the catalogue names a chart.
        """
        return (
            self.unit not in {Unit.RANK, Unit.YES_NO}
            and (self.unit is not Unit.CURRENCY or self.chart is not ChartKind.UNNAMED)
            and self.frequency.per_year > 1
            and self.basis is not Basis.ROLLING
            and self.chart not in {ChartKind.LINE, ChartKind.RUN}
        )
