"""The comparison group by place, with the places that chance leaves open to each area."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.evidence import Comparison
from pmf_analysis.visuals import among, comparison, theme
from pmf_analysis.visuals.figure import Figure
from pmf_analysis.visuals.specification import specification

__all__ = ["BOTTOM", "TOP", "along", "ranking", "ranking_spec"]

TICK_EVERY = 5  # places
MARGIN = 0.4  # of a place, so that the first and the last mark stand clear of the edge
TOP, BOTTOM = 6, 46  # pixels above the rows, and for the axis and its title
_READ = (
    "How to read it",
    "",
    "The mark is an area's place, 1 being the best. The bar holds the places that chance leaves "
    "open to it: 95 of 100 draws from what its cases allow end there. Where bars overlap, the "
    "order may be chance.",
)


def ranking(compared: Comparison, indicator: Indicator, year_starts: int) -> Figure | None:
    """Draw each area's place with the places likely by chance; None where none are known.

    Parameters
    ----------
    compared : Comparison
        The places, best first.
    indicator : Indicator
        What is measured.
    year_starts : int
        First month of the council's year, to read the period with.
    """
    known = [place for place in compared.places if place.rank_lower is not None]
    if compared.rank is None or not known:
        return None
    ours = compared.ours
    said = [f"Chart of the places of {len(compared.places)} areas in {indicator.name}."]
    said.append(f"{ours.name}: {comparison.standing(compared)}.")
    widest = max((p.rank_upper or 0) - (p.rank_lower or 0) + 1 for p in known)
    said.append(f"Chance leaves an area up to {widest} places.")
    return Figure(
        title=_title(compared),
        subtitle=f"Places: {among.about(compared, indicator, year_starts)}",
        alternative=" ".join(said),
        specs=(
            ("wide", ranking_spec(compared, among.WIDE)),
            ("narrow", ranking_spec(compared, among.NARROW)),
        ),
        header=("Area", "Place", "Likely place"),
        rows=tuple((among.told(p), str(p.rank), among.likely(p)) for p in compared.places),
        aside=comparison.reading([_READ]).html,
    )


def ranking_spec(compared: Comparison, size: among.Size) -> dict[str, Any]:
    """Return the Vega-Lite specification of a group's places."""
    theme.register()
    places = compared.places
    rows = [
        {
            "row": str(k),
            "name": place.name,
            "kind": among.kind(place),
            "place": place.rank,
            "first": place.rank_lower,
            "last": place.rank_upper,
            "likely": among.likely(place) or "not known",
        }
        for k, place in enumerate(places)
    ]
    ours = next(k for k, place in enumerate(places) if place.ours)
    base = alt.Chart().encode(y=among.rows_axis([place.name for place in places], size, ours))
    chart = alt.layer(
        base.transform_filter("isValid(datum.first)")
        .mark_rule(strokeCap="round")
        .encode(along(len(rows), "first"), alt.X2("last:Q"), **among.barred(5, 4)),
        base.mark_point(opacity=1, strokeWidth=1.2).encode(
            along(len(rows), "place"), tooltip=_TOLD, **among.pointed()
        ),
        data=alt.Data(values=rows),
    ).properties(**size.framed(len(rows), TOP, BOTTOM))
    return specification(chart)


_TOLD = [
    alt.Tooltip("name:N", title="Area"),
    alt.Tooltip("place:Q", title="Place"),
    alt.Tooltip("likely:N", title="Likely place"),
]


def along(places: int, field: str) -> alt.X:
    """Return the axis of places, with the best at the left."""
    ticks = sorted({1, *range(TICK_EVERY, places + 1, TICK_EVERY)})
    scale = alt.Scale(domain=[MARGIN, places + 1 - MARGIN], nice=False, zero=False)
    axis = alt.Axis(title="Place, 1 is best", grid=True, values=ticks, format="d")
    return alt.X(f"{field}:Q", axis=axis, scale=scale)


def _title(compared: Comparison) -> str:
    of, likely = len(compared.places), among.likely(compared.ours)
    if not likely:
        return f"Place {compared.rank} of {of}; how far chance moves it is not known"
    if likely == str(compared.rank):
        return f"Place {compared.rank} of {of}, and chance hardly moves that place"
    return f"Place {compared.rank} of {of}, though chance leaves {likely} open"
