"""Where the council stands among its comparison group."""

from __future__ import annotations

from collections.abc import Iterable

from pmf_analysis.framework.indicator import Indicator, Polarity
from pmf_analysis.judgements.finding import Comparison, Finding, Place

__all__ = ["compare"]


def compare(
    finding: Finding,
    indicator: Indicator,
    group: str,
    figures: Iterable[tuple[str, str, float]],
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
    figures : iterable of (area, name, value)
        The group's members that have a figure.
    without : int
        Members that have none.
    nation : float or None
        England's figure.
    """
    if finding.value is None:
        return None
    ours = Place(finding.organisation, finding.organisation_name, finding.value, ours=True)
    others = [Place(*figure, ours=False) for figure in figures]
    lowest_first = indicator.polarity is Polarity.LOWER
    places = sorted([ours, *others], key=lambda p: (p.value if lowest_first else -p.value, p.name))
    ranked = indicator.polarity in {Polarity.HIGHER, Polarity.LOWER}
    ahead = sum((p.value < ours.value) if lowest_first else (p.value > ours.value) for p in others)
    rank = ahead + 1 if ranked else None
    return Comparison(group, finding.period, tuple(places), rank, without, nation)
