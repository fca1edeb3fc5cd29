"""What a funnel shows, in words and as a table."""

from __future__ import annotations

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.evidence import Comparison
from pmf_analysis.judgements.funnel import Bounds, Funnel
from pmf_analysis.visuals import among, comparison, words
from pmf_analysis.visuals.figure import Html

__all__ = ["alternative", "figures", "heading", "read", "whereabouts"]

_STANDS = {
    2: "above the 99.8% limit",
    1: "above the 95% limit",
    0: "within the limits",
    -1: "below the 95% limit",
    -2: "below the 99.8% limit",
}
_READ = (
    "Each mark is an area, and those beyond a limit are named. The less a figure rests on, the "
    "further chance can move it: the limits are wider to the left. Chance alone puts about "
    "one area in 20 beyond a 95% limit. It puts one in 500 beyond a 99.8% limit."
)
_WIDENED = (
    "These areas differ by more than the chance of their own cases. The limits leave room for "
    "that: an area beyond them stands out even so, and one within them may still differ from the "
    "rest beyond chance."
)


def whereabouts(outside: int) -> str:
    """Say where an area stands in its funnel."""
    return _STANDS[outside]


def heading(compared: Comparison, made: Funnel, indicator: Indicator) -> str:
    """Say in about ten words where the council stands."""
    figure = words.figure(compared.ours.value, indicator)
    outside = _outside(compared, made)
    if not outside:
        if made.widened:
            return f"{figure} is within what is usual among these councils"
        return f"{figure} is within the limits for a council of this size"
    return f"{figure} is {whereabouts(outside)} for a council of this size"


def read(compared: Comparison, made: Funnel) -> Html:
    """Say what stands out and how the chart is read."""
    facts = [
        ("This council", words.capital(whereabouts(_outside(compared, made))), ""),
        ("Other areas beyond a limit", _others(compared, made) or "None", ""),
        ("How to read it", "", _READ),
    ]
    if made.widened:
        facts.append(("Wider than chance alone", "", _WIDENED))
    return comparison.reading(facts)


def alternative(compared: Comparison, made: Funnel, indicator: Indicator) -> str:
    """Describe the funnel: its areas, its centre, the council and who lies beyond."""
    ours = next(m for m in made.members if m.area == compared.ours.area)
    sizes = [m.bounds.denominator for m in made.members]
    beyond = _others(compared, made)
    others = f"Other areas beyond a limit: {beyond}." if beyond else "No other area is beyond one."
    return (
        f"Funnel chart of {indicator.name} in {len(made.members)} areas, by what the figure rests "
        f"on, from {min(sizes):,.0f} to {max(sizes):,.0f}. The group together: "
        f"{words.figure(made.centre, indicator)}. {compared.ours.name}: "
        f"{words.figure(compared.ours.value, indicator)} of {ours.bounds.denominator:,.0f}, "
        f"{whereabouts(ours.outside)}. {others}"
    )


def figures(
    compared: Comparison, made: Funnel, indicator: Indicator
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the header and the rows of the funnel's table, the largest area first."""
    places = {place.area: place for place in compared.places}
    ordered = sorted(made.members, key=lambda m: (-m.bounds.denominator, m.area))
    return ("Area", "Rests on", "Figure", "95% limits", "99.8% limits", "Where it stands"), tuple(
        (
            among.told(places[member.area]),
            f"{member.bounds.denominator:,.0f}",
            words.figure(places[member.area].value, indicator),
            *_spelt(member.bounds, indicator),
            whereabouts(member.outside),
        )
        for member in ordered
    )


def _spelt(bounds: Bounds, indicator: Indicator) -> tuple[str, str]:
    number = words.number
    return (
        f"{number(bounds.lower_95, indicator)} to {number(bounds.upper_95, indicator)}",
        f"{number(bounds.lower_998, indicator)} to {number(bounds.upper_998, indicator)}",
    )


def _outside(compared: Comparison, made: Funnel) -> int:
    return next(m.outside for m in made.members if m.area == compared.ours.area)


def _others(compared: Comparison, made: Funnel) -> str:
    """The other areas beyond a limit, each with its side."""
    names = {place.area: place.name for place in compared.places if not place.ours}
    return ", ".join(
        f"{names[m.area]} ({whereabouts(m.outside)})"
        for m in made.members
        if m.outside and m.area in names
    )
