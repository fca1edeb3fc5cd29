"""The council beside its comparison group: a table, and what may be said of it."""

from __future__ import annotations

from pmf_analysis.framework.indicator import Indicator, Polarity
from pmf_analysis.judgements.comparison import same_as_published
from pmf_analysis.judgements.evidence import Against, Comparison, Place
from pmf_analysis.visuals import words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.templates import render

__all__ = ["comparison", "standing"]


def comparison(compared: Comparison, indicator: Indicator, year_starts: int) -> Html:
    """Return the council among its comparison group, best first."""
    places = [
        {
            "place": str(place.rank or ""),
            "likely": _likely(place),
            "name": place.name,
            "value": words.figure(place.value, indicator),
            "interval": _interval(place, indicator),
            "ours": place.ours,
        }
        for place in compared.places
    ]
    when = words.short_period(compared.period, year_starts)
    caption = f"{indicator.name}, {when}. Group: {_spaced(compared.group)}"
    return Html(
        render(
            "comparison.html",
            caption=caption,
            places=places,
            notes=_notes(compared, indicator),
            ranked=any(place["place"] for place in places),
            intervals=any(place["interval"] for place in places),
        )
    )


def standing(compared: Comparison) -> str:
    """Say the council's place with what chance leaves open: 5 of 16, likely 3 to 8."""
    likely = _likely(compared.ours)
    between = f", likely {likely}" if likely else ""
    return f"{compared.rank} of {len(compared.places)}, 1 is best{between}"


def _notes(compared: Comparison, indicator: Indicator) -> list[str]:
    notes = []
    if compared.nation is not None:
        notes.append(_against("England", compared, compared.nation, indicator))
    if compared.others is not None:
        rest = "The rest of the group together"
        notes.append(_against(rest, compared, compared.others, indicator))
    if compared.without:
        notes.append(
            f"{words.count(compared.without, 'area').capitalize()} of the group without a figure."
        )
    return notes


def _against(name: str, compared: Comparison, other: Against, indicator: Indicator) -> str:
    figure = f"{name}: {words.figure(other.value, indicator)}."
    if other.side is None:
        return figure
    if same_as_published(compared.ours.value, other.value, indicator):
        return f"{figure} The council's is the same as published."
    if other.side == 0:
        return f"{figure} The council does not differ from it by more than chance explains."
    way = "higher" if other.side > 0 else "lower"
    better = {Polarity.HIGHER: "higher", Polarity.LOWER: "lower"}.get(indicator.polarity)
    meaning = f", which is {'better' if way == better else 'worse'}" if better else ""
    return f"{figure} The council is {way} by more than chance explains{meaning}."


def _likely(place: Place) -> str:
    low, high = place.rank_lower, place.rank_upper
    if low is None or high is None:
        return ""
    return f"{low} to {high}" if low < high else str(low)


def _interval(place: Place, indicator: Indicator) -> str:
    if place.lower is None or place.upper is None:
        return ""
    return f"{words.number(place.lower, indicator)} to {words.number(place.upper, indicator)}"


def _spaced(code: str) -> str:
    return code.replace("-", " ").replace("_", " ")
