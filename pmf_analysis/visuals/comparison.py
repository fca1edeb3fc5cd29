"""The council beside its comparison group: what may be said of it."""

from __future__ import annotations

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.comparison import same_as_published
from pmf_analysis.judgements.evidence import Against, Comparison
from pmf_analysis.visuals import among, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.standing import Beside, beside
from pmf_analysis.visuals.templates import render

__all__ = ["comparison", "reading", "standing", "title"]


def comparison(compared: Comparison, indicator: Indicator) -> Html:
    """Return the facts of a comparison: place, England, the rest of the group."""
    facts = [("Place", standing(compared), "")] if compared.rank else []
    if compared.nation is not None:
        facts.append(_against("England", compared, compared.nation, indicator))
    if compared.others is not None:
        rest = "The rest of the group together"
        facts.append(_against(rest, compared, compared.others, indicator))
    if compared.without:
        missing = words.capital(words.count(compared.without, "area"))
        facts.append(("Without a figure", f"{missing} of the group", ""))
    return Html(render("comparison.html", facts=facts))


def reading(facts: list[tuple[str, str, str]]) -> Html:
    """Return what stands beside a chart to say how it is read: name, fact, words."""
    return Html(render("comparison.html", facts=facts))


def standing(compared: Comparison) -> str:
    """Say the council's place with what chance leaves open: 5 of 16, likely 3 to 8."""
    likely = among.likely(compared.ours)
    between = f", likely {likely}" if likely else ""
    return f"{compared.rank} of {len(compared.places)}, 1 is best{between}"


def title(compared: Comparison, indicator: Indicator) -> str:
    """Say in about ten words what the test against the rest of the group found."""
    ours, rest = compared.ours.value, compared.others
    figure = words.figure(ours, indicator)
    found = beside(rest, indicator.polarity)
    if rest is None or found is Beside.UNTESTED:
        if compared.rank is None:
            return f"{figure} beside {words.count(len(compared.places) - 1, 'other area')}"
        return f"Place {compared.rank} of {len(compared.places)}, not tested against chance"
    if same_as_published(ours, rest.value, indicator):
        return f"{figure} is the same as the rest of the group, as published"
    if found is Beside.SIMILAR:
        return f"{figure} does not differ from the rest of the group beyond chance"
    return f"{figure} is {found.value} than the rest of the group, beyond chance"


def _against(
    name: str, compared: Comparison, other: Against, indicator: Indicator
) -> tuple[str, str, str]:
    figure = words.figure(other.value, indicator)
    if other.side is None:
        return name, figure, ""
    if same_as_published(compared.ours.value, other.value, indicator):
        return name, figure, "The council's is the same as published."
    if other.side == 0:
        return name, figure, "The council does not differ from it by more than chance explains."
    way = "higher" if other.side > 0 else "lower"
    found = beside(other, indicator.polarity)
    meaning = f", which is {found.value}" if found in {Beside.BETTER, Beside.WORSE} else ""
    return name, figure, f"The council is {way} by more than chance explains{meaning}."
