"""Where the council stands among its comparison group, once chance is allowed for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pmf_analysis.framework.indicator import Indicator, Polarity, Unit
from pmf_analysis.judgements.evidence import Against, Comparison, Place, Spread
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.judgements.funnel import Funnel, funnel
from pmf_analysis.judgements.rating import published
from pmf_analysis.statistics.intervals import compare as by_interval
from pmf_analysis.statistics.intervals import difference, interval_p_value, rate, wilson
from pmf_analysis.statistics.multiplicity import benjamini_hochberg
from pmf_analysis.statistics.neighbours import rank

__all__ = ["Area", "adjusted", "compare", "same_as_published"]

LEVEL = 0.05
SPREAD_NEEDS = 4  # figures that have quarters

Floats = NDArray[np.float64]
_Kind = Literal["proportion", "rate", "value"]


@dataclass(frozen=True)
class Area:
    """Another area's figure; NaN where a part is not known.

    Attributes
    ----------
    value, lower, upper : float
        In the indicator's unit, with the 95% interval that its source gives.
    numerator, denominator : float
        What it was worked out from.
    """

    area: str
    name: str
    value: float
    numerator: float = math.nan
    denominator: float = math.nan
    lower: float = math.nan
    upper: float = math.nan


def compare(
    finding: Finding,
    indicator: Indicator,
    group: str,
    figures: Iterable[Area],
    without: int,
    nation: float | None,
) -> Comparison | None:
    """Place the council's figure among those of its group in the same period.

    Parameters
    ----------
    finding : Finding
        The council's own; one without a figure is not compared.
    indicator : Indicator
        Gives the polarity; without a better side there is an order but no rank.
    group : str
        The group's name.
    figures : iterable of Area
        The group's members that have a figure.
    without : int
        Members that have none.
    nation : float or None
        England's figure.

    Returns
    -------
    Comparison or None
        Its tests are not yet adjusted for the other indicators; see `adjusted`. Figures that
        are the same as published have side 0 whatever the test: among very many cases any
        difference is beyond chance, and no reader could see one.
    """
    if finding.value is None:
        return None
    parts = (finding.numerator, finding.denominator)
    numerator, denominator = (math.nan if part is None else part for part in parts)
    ours = Area(
        finding.organisation, finding.organisation_name, finding.value, numerator, denominator
    )
    others = list(figures)
    kind = _kind(indicator, [ours, *others])
    places = _places(indicator, kind, [ours, *others])
    mine = next(place for place in places if place.ours)
    return Comparison(
        group,
        finding.period,
        tuple(places),
        mine.rank,
        without,
        # A council's count says nothing beside a whole nation's.
        None if nation is None or indicator.adds_up else _nation(indicator, mine, nation),
        _others(indicator, kind, ours, others),
        _spread([other.value for other in others]),
        _funnel(indicator, kind, [ours, *others]),
    )


def adjusted(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Adjust the tests of each comparator for their number; what chance explains has side 0.

    One nation is one comparator, and each group another.
    """
    nation = _adjusted([c.nation for c in comparisons])
    others: list[Against | None] = [c.others for c in comparisons]
    for group in {c.group for c in comparisons}:
        at = [k for k, c in enumerate(comparisons) if c.group == group]
        for k, made in zip(at, _adjusted([others[k] for k in at]), strict=True):
            others[k] = made
    return [
        replace(c, nation=n, others=o) for c, n, o in zip(comparisons, nation, others, strict=True)
    ]


def _adjusted(tests: Sequence[Against | None]) -> list[Against | None]:
    known = [math.nan if t is None or t.p_value is None else t.p_value for t in tests]
    found: list[Against | None] = []
    for test, p_value in zip(tests, benjamini_hochberg(known), strict=True):
        if test is None or math.isnan(p_value):
            found.append(test)
            continue
        side = test.side if p_value <= LEVEL else 0
        found.append(replace(test, side=side, p_value=float(p_value)))
    return found


def _kind(indicator: Indicator, areas: Sequence[Area]) -> _Kind:
    """Proportions and rates where every area gives cases and population; else plain values."""
    parts = [(a.numerator, a.denominator) for a in areas]
    known = all(n > 0 and x >= 0 for x, n in parts)  # False for NaN
    if not indicator.counts_cases or not known:
        return "value"
    if indicator.unit is Unit.PERCENT:
        return "proportion" if all(x <= n for x, n in parts) else "value"
    return "rate"


def _places(indicator: Indicator, kind: _Kind, areas: Sequence[Area]) -> list[Place]:
    value, lower, upper, x, n = (
        np.array([getattr(a, name) for a in areas])
        for name in ("value", "lower", "upper", "numerator", "denominator")
    )
    if indicator.counts_cases:
        lower, upper = _intervals(indicator, x, n, lower, upper)
    ranked = indicator.polarity in {Polarity.HIGHER, Polarity.LOWER}
    lowest_first = indicator.polarity is Polarity.LOWER
    codes = [a.area for a in areas]
    place = (
        rank(codes, high_is_first=not lowest_first, value=value, lower=lower, upper=upper)
        if kind == "value"
        else rank(codes, high_is_first=not lowest_first, kind=kind, x=x, n=n)
    )
    found = [
        Place(
            area.area,
            area.name,
            area.value,
            ours=k == 0,
            lower=_number(lower[k]),
            upper=_number(upper[k]),
            rank=_whole(place.rank[k]) if ranked else None,
            rank_lower=_whole(place.lower[k]) if ranked else None,
            rank_upper=_whole(place.upper[k]) if ranked else None,
            quartile=_whole(place.quartile[k]) if ranked else None,
        )
        for k, area in enumerate(areas)
    ]
    return sorted(found, key=lambda p: (p.value if lowest_first else -p.value, p.name))


def _intervals(
    indicator: Indicator, x: Floats, n: Floats, lower: Floats, upper: Floats
) -> tuple[Floats, Floats]:
    """Each area's interval from its own parts where they are known, else as its source gives."""
    known = (n > 0) & (x >= 0)  # False for NaN
    if indicator.unit is Unit.PERCENT:
        known &= x <= n
    cases, population = np.where(known, x, np.nan), np.where(known, n, 1.0)
    made = wilson if indicator.unit is Unit.PERCENT else rate
    own = made(cases, population).times(indicator.per)
    return np.where(known, own.lower, lower), np.where(known, own.upper, upper)


def same_as_published(first: float, second: float, indicator: Indicator) -> bool:
    """Whether two figures of an indicator are equal once rounded as published."""
    return published(first, indicator.decimals) == published(second, indicator.decimals)


def _side(indicator: Indicator, ours: float, other: float, side: float) -> int:
    """The side that a test found; 0 where nobody could see a difference."""
    return 0 if same_as_published(ours, other, indicator) else int(side)


def _nation(indicator: Indicator, ours: Place, nation: float) -> Against:
    if ours.lower is None or ours.upper is None:
        return Against(nation, None)
    side = float(by_interval(ours.value, ours.lower, ours.upper, nation).side)
    p_value = float(interval_p_value(ours.value, ours.lower, ours.upper, nation))
    return Against(nation, _side(indicator, ours.value, nation, side), p_value)


def _others(
    indicator: Indicator, kind: _Kind, ours: Area, others: Sequence[Area]
) -> Against | None:
    """Test against the rest of the group pooled, without the council itself."""
    if kind == "value":
        return None
    x, n = sum(a.numerator for a in others), sum(a.denominator for a in others)
    test = difference(kind, ours.numerator, ours.denominator, x, n)
    value, side = indicator.per * x / n, float(np.sign(test.difference))
    return Against(value, _side(indicator, ours.value, value, side), float(test.p_value))


def _spread(values: Sequence[float]) -> Spread | None:
    if len(values) < SPREAD_NEEDS:
        return None
    return Spread(*(float(q) for q in np.quantile(values, (0, 0.25, 0.5, 0.75, 1))))


def _funnel(indicator: Indicator, kind: _Kind, areas: Sequence[Area]) -> Funnel | None:
    if kind == "value":
        return None
    ordered = sorted(areas, key=lambda a: a.area)  # the order that they come in cannot matter
    x, n = (np.array([getattr(a, part) for a in ordered]) for part in ("numerator", "denominator"))
    return funnel([a.area for a in ordered], x, n, kind, indicator.per)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _whole(value: float) -> int | None:
    return None if math.isnan(value) else int(value)
