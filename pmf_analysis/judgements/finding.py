"""A finding: all that the program says of one indicator for one organisation."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from pmf_analysis.framework.indicator import Audience, ChartKind, Indicator, Unit
from pmf_analysis.framework.period import Frequency
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.evidence import Comparison, Happening, Outlook, Point, Runs, Trend
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.rating import published
from pmf_analysis.judgements.sensitivity import Borderline
from pmf_analysis.judgements.signal import Assurance, Variation
from pmf_analysis.judgements.travel import Travel
from pmf_analysis.judgements.verdict import Reason, Verdict

__all__ = ["Finding", "Findings"]


@dataclass(frozen=True)
class Finding:
    """What is found for one indicator and one organisation in one quarter.

    Attributes
    ----------
    period : str
        The period of the figure that is shown.
    expected_period : str
        The period that the quarter asks for; differs while a figure is awaited.
    due : date
        When the expected figure is due.
    value, numerator, denominator : float or None
        The figure shown; None where there has never been one.
    sigma : float or None
        One uncut sigma of the chart.
    n_points, points_needed : int
        Values in the latest segment, and how many limits need.
    first_period, last_period : str
        The stretch that the series covers.
    chart : ChartKind
        What is drawn: a control chart of some kind, a run chart, or a line.
    charted_every : Frequency
        How often the chart has a point; a quarter where months hold too few cases.
    seasonal : bool
        Whether the limits follow the seasons.
    trend : Trend or None
        None where a trend means nothing or there are too few points.
    outlook : Outlook or None
        None where a forecast means nothing, or its past errors do not bear it out.
    runs : Runs or None
        Where a run chart is drawn.
    suggested_rebase : str
        The period from which a person should look whether limits ought to start anew; "" for none.
    borderline : Borderline
        Whether chance or another tolerance would have changed the rating.
    place_in_exceptions : int or None
        1 for the most pressing exception of its organisation's list; None for no exception.
    fingerprint : str
        Changes when anything changes that commentary may speak of.
    """

    indicator: str
    name: str
    unit: Unit
    decimals: int
    organisation: str
    organisation_name: str
    period: str
    expected_period: str
    due: dt.date
    status: str
    value: float | None
    numerator: float | None
    denominator: float | None
    target: float | None
    target_lower: float | None
    target_upper: float | None
    target_since: str
    charted_target: float | None
    rating: Rating
    travel_short: Travel
    travel_short_tested: bool
    previous_period: str
    previous_value: float | None
    travel_long: Travel
    travel_long_tested: bool
    last_year_period: str
    last_year_value: float | None
    variation: Variation
    assurance: Assurance
    verdict: Verdict
    reason: Reason
    rule: str
    recent_trend: int | None
    centre: float | None
    lower_limit: float | None
    upper_limit: float | None
    sigma: float | None
    n_points: int
    points_needed: int
    first_period: str
    last_period: str
    shortfall: float | None
    urgency: tuple[float, ...]
    place_in_exceptions: int | None = None
    previous_rating: Rating | None = None
    previous_verdict: Verdict | None = None
    points: tuple[Point, ...] = ()
    happenings: tuple[Happening, ...] = ()
    comparison: Comparison | None = None
    run: int = 0
    chart: ChartKind = ChartKind.LINE
    charted_every: Frequency | None = None
    seasonal: bool = False
    trend: Trend | None = None
    outlook: Outlook | None = None
    runs: Runs | None = None
    suggested_rebase: str = ""
    borderline: Borderline = Borderline.NO

    @property
    def key(self) -> tuple[str, str]:
        """Indicator and organisation."""
        return self.indicator, self.organisation

    @property
    def shown(self) -> bool:
        """Whether there is a figure to speak of: neither confidential nor not applicable."""
        return self.status not in {"c", "z"}

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits over what commentary may speak of; not limits or version."""
        figures = (self.value, self.target, self.target_lower, self.target_upper)
        spoken = (
            self.period,
            *(self._displayed(figure) for figure in figures),
            self.rating,
            self.travel_short,
            self.travel_long,
            self.variation,
            self.assurance,
            self.verdict,
        )
        return hashlib.sha256(repr([str(s) for s in spoken]).encode()).hexdigest()[:12]

    def _displayed(self, figure: float | None) -> str:
        return "" if figure is None else str(published(figure, self.decimals))


@dataclass(frozen=True)
class Findings:
    """Everything found for one quarter and one audience.

    Attributes
    ----------
    framework : Framework
        The council's words and rules.
    quarter : str
        The reporting quarter.
    reported_on : date
        The day that decides what was due: the `as_at` day, or the day of publication.
    as_at : date or None
        The day whose vintages were read; None for all.
    indicators : dict of str to Indicator
        The catalogue, for this audience.
    findings : tuple of Finding
        Sorted by organisation, then indicator, in the order of profile and catalogue.
    picture : Picture
        Everything beside the indicators.
    """

    framework: Framework
    quarter: str
    reported_on: dt.date
    as_at: dt.date | None
    audience: Audience
    indicators: dict[str, Indicator]
    findings: tuple[Finding, ...] = ()
    picture: Picture = field(default_factory=Picture)

    def of(self, organisation: str) -> tuple[Finding, ...]:
        """Return the findings of one organisation."""
        return tuple(f for f in self.findings if f.organisation == organisation)

    @property
    def council(self) -> tuple[Finding, ...]:
        """The findings of the council as a whole."""
        return self.of(self.framework.council.code)
