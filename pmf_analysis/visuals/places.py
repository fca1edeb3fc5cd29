"""The council's place in every comparison, with the places that chance leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.evidence import Comparison
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.visuals import among, comparison, theme, words
from pmf_analysis.visuals.figure import Figure
from pmf_analysis.visuals.ranking import BOTTOM, TOP, along
from pmf_analysis.visuals.specification import specification
from pmf_analysis.visuals.standing import MARKS, Beside, beside

__all__ = ["Row", "places", "places_spec", "ranked"]

ROOM = 74  # pixels to the right, for the place in words
_SHAPES = ", ".join(
    f"{MARKS[standing].character} {standing}"
    for standing in (Beside.BETTER, Beside.WORSE, Beside.SIMILAR, Beside.UNTESTED)
)
_READ = (
    "How to read it",
    "",
    "The mark is the council's place, 1 being the best. Its shape says how the figure stands "
    f"beside the rest of the group together: {_SHAPES}. "
    "The thick bar holds the places that chance leaves open, the thin line the whole group. "
    "Without a thick bar, no interval is known.",
)
_SIZES = {"wide": among.Size(700, 23, 330, ROOM), "narrow": among.Size(350, 40, 0, ROOM)}
ABOVE = 16  # pixels from a row to the name above it


@dataclass(frozen=True)
class Row:
    """One comparison in which the council has a place."""

    name: str
    compared: Comparison
    standing: Beside

    @property
    def of(self) -> int:
        """How many areas are in order."""
        return len(self.compared.places)

    @property
    def middle(self) -> float:
        """The place in the middle of the group."""
        return (self.of + 1) / 2


def ranked(findings: Iterable[Finding], indicators: Mapping[str, Indicator]) -> list[Row]:
    """Return the comparisons in which the council has a place, the best placed first."""
    rows = [
        Row(indicators[f.indicator].name, f.comparison, _standing(f, indicators))
        for f in findings
        if f.comparison is not None and f.comparison.rank is not None
    ]
    return sorted(rows, key=lambda row: ((row.compared.rank or 0) / row.of, row.name))


def _standing(finding: Finding, indicators: Mapping[str, Indicator]) -> Beside:
    others = finding.comparison.others if finding.comparison else None
    return beside(others, indicators[finding.indicator].polarity)


def places(rows: Sequence[Row], framework: Framework, quarter: str) -> Figure | None:
    """Draw the council's place in each comparison; None without a comparison.

    Parameters
    ----------
    rows : sequence of Row
        As `ranked` returns them.
    framework : Framework
        The council's words.
    quarter : str
        The quarter that is reported.
    """
    if not rows:
        return None
    word = framework.words
    title = _title(rows)
    when = words.short_period(quarter, framework.council.year_starts)
    many = words.count(len(rows), word.indicator, word.indicators)
    return Figure(
        title=title,
        subtitle=f"{words.capital(many)} of {framework.council.name}, figures up to {when}",
        alternative=(
            f"Chart of the council's place in {words.count(len(rows), 'comparison')}, the best "
            f"placed first. {title}. The table beneath gives each place."
        ),
        specs=tuple((name, places_spec(rows, size)) for name, size in _SIZES.items()),
        header=(words.capital(word.indicator), "Place", "Of", "Likely place", "Beside the rest"),
        rows=tuple(
            (
                row.name,
                str(row.compared.rank),
                str(row.of),
                among.likely(row.compared.ours),
                row.standing.value,
            )
            for row in rows
        ),
        notes=("Clearly in a half: every place that chance leaves open lies in it.",),
        aside=comparison.reading([_READ]).html,
    )


def _title(rows: Sequence[Row]) -> str:
    """Count what is clearly in either half of its group, once chance is allowed for."""
    ours = [(row.compared.ours, row.middle) for row in rows]
    known = [(p.rank_lower, p.rank_upper, middle) for p, middle in ours]
    better = sum(last is not None and last < middle for _, last, middle in known)
    worse = sum(first is not None and first > middle for first, _, middle in known)
    total = sum(first is not None for first, _, _ in known)
    if not total:
        return "How far chance moves these places is not known"
    better_said, worse_said = (words.count(n) if n else "none" for n in (better, worse))
    return (
        f"Of {words.count(total, 'place')}, {better_said} clearly in the better half, "
        f"{worse_said} in the worse"
    )


def places_spec(rows: Sequence[Row], size: among.Size) -> dict[str, Any]:
    """Return the Vega-Lite specification of the council's places, a row a comparison."""
    theme.register()
    most = max(row.of for row in rows)
    base = alt.Chart().encode(y=among.rows_axis([row.name for row in rows], size))

    def x(field: str) -> alt.X:
        return along(most, field)

    layers = [
        base.mark_rule(color=theme.HAIRLINE, strokeWidth=2).encode(x("one"), alt.X2("of:Q")),
        base.transform_filter("isValid(datum.first)")
        .mark_rule(color="#a9b6c3", strokeWidth=7, strokeCap="round")
        .encode(x("first"), alt.X2("last:Q")),
        base.mark_point(opacity=1, strokeWidth=1.4, size=110).encode(
            x("place"), tooltip=_TOLD, **_marked()
        ),
        base.mark_text(align="left", dx=10, baseline="middle").encode(x("end"), text="said:N"),
    ]
    if not size.names:
        above = base.mark_text(align="left", dy=-ABOVE, baseline="middle", color=theme.INK)
        layers.append(above.encode(x=alt.value(0), text="short:N"))
    chart = alt.layer(*layers, data=alt.Data(values=_data(rows, most, size))).properties(
        **size.framed(len(rows), TOP, BOTTOM)
    )
    return specification(chart)


_TOLD = [
    alt.Tooltip("name:N", title="Measure"),
    alt.Tooltip("said:N", title="Place"),
    alt.Tooltip("likely:N", title="Likely place"),
    alt.Tooltip("standing:N", title="Beside the rest"),
]


def _data(rows: Sequence[Row], most: int, size: among.Size) -> list[dict[str, Any]]:
    return [
        {
            "row": str(k),
            "name": row.name,
            "short": among.cut(row.name, size.width - size.left),
            "one": 1,
            "of": row.of,
            "end": most,
            "place": row.compared.rank,
            "first": row.compared.ours.rank_lower,
            "last": row.compared.ours.rank_upper,
            "said": f"{row.compared.rank} of {row.of}",
            "likely": among.likely(row.compared.ours) or "not known",
            "standing": row.standing.value,
        }
        for k, row in enumerate(rows)
    ]


def _marked() -> dict[str, Any]:
    """The encodings of a mark by its standing, as the table of comparisons draws it."""
    channels = {"fill": alt.Fill, "stroke": alt.Stroke, "shape": alt.Shape}
    domain = [standing.value for standing in MARKS]
    return {
        name: channel(
            "standing:N",
            scale=alt.Scale(domain=domain, range=[getattr(m, name) for m in MARKS.values()]),
            legend=None,
        )
        for name, channel in channels.items()
    }
