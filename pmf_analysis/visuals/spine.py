"""The spine chart: the council's figures beside its group's, a row an indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmf_analysis.framework.indicator import Indicator, Polarity
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.comparison import same_as_published
from pmf_analysis.judgements.evidence import Against, Comparison, Spread
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.visuals import theme, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.standing import MARKS, Beside, beside, mark
from pmf_analysis.visuals.table import Cell, Column, table
from pmf_analysis.visuals.templates import render

__all__ = ["key", "spine", "spines"]

WIDTH, HEIGHT = 200, 30  # pixels
SAME = "the same as published"
MIDDLE, REACH = 100.0, 90.0  # where the median stands, and how far to each side a figure may

_QUARTERS = {
    1: "in the best quarter",
    2: "in the second best quarter",
    3: "in the second worst quarter",
    4: "in the worst quarter",
}


def spine(compared: Comparison, indicator: Indicator) -> Html:
    """Draw one row: the group's range and middle half, its median, England and the council.

    Every row has its own scale, with the median in the middle and the better side to the right.
    """
    spread = compared.spread
    if spread is None:
        return Html("")
    ours, nation = compared.ours.value, compared.nation
    values = [spread.lowest, spread.highest, ours, *([nation.value] if nation else [])]
    furthest = max(abs(value - spread.median) for value in values) or 1.0
    side = -1 if indicator.polarity is Polarity.LOWER else 1

    def x(value: float) -> float:
        return round(MIDDLE + side * REACH * (value - spread.median) / furthest, 1)

    def bar(first: float, last: float) -> dict[str, float]:
        low, high = sorted((x(first), x(last)))
        return {"x": low, "width": round(high - low, 1)}

    drawn = MARKS[beside(compared.others, indicator.polarity)]
    return Html(
        render(
            "spine.html",
            width=WIDTH,
            height=HEIGHT,
            middle=MIDDLE,
            ink=theme.INK,
            whole=bar(spread.lowest, spread.highest),
            half=bar(spread.lower_quartile, spread.upper_quartile),
            nation=x(nation.value) if nation else None,
            ours=x(ours),
            mark=drawn,
            label=_alternative(compared, spread, indicator),
        )
    )


def _alternative(compared: Comparison, spread: Spread, indicator: Indicator) -> str:
    figure = words.figure
    nation = f", England {figure(compared.nation.value, indicator)}" if compared.nation else ""
    return (
        f"The council {figure(compared.ours.value, indicator)}{nation}; the group from "
        f"{words.number(spread.lowest, indicator)} to {figure(spread.highest, indicator)}, half "
        f"of it from {words.number(spread.lower_quartile, indicator)} to "
        f"{figure(spread.upper_quartile, indicator)}"
    )


def key() -> Html:
    """Explain the drawing: each part as it is drawn, with what it means."""
    return Html(render("spine_key.html", ink=theme.INK, marks=MARKS, meanings=_MEANINGS))


_MEANINGS = {
    Beside.BETTER: "better than the rest of the group together",
    Beside.WORSE: "worse",
    Beside.SIMILAR: "similar: no difference beyond chance",
    Beside.HIGHER: "higher or lower, neither being better",
    Beside.UNTESTED: "not tested",
}


def spines(
    findings: Iterable[Finding],
    indicators: Mapping[str, Indicator],
    framework: Framework,
    to: str,
    caption: str,
    empty: str,
) -> Html:
    """Return the table of what is compared, a spine in each row; the rest is left out."""
    columns = [
        Column(words.capital(framework.words.indicator)),
        Column("Council", numeric=True),
        Column("Middle of the group", numeric=True),
        Column("England", numeric=True),
        Column("Worse to better"),
        Column("Place in the group"),
        Column("Beside the rest together"),
    ]
    year_starts = framework.council.year_starts
    rows = [
        _row(f, f.comparison, indicators[f.indicator], to, year_starts)
        for f in findings
        if f.comparison is not None
    ]
    return table(caption, columns, rows, empty)


def _row(
    finding: Finding, compared: Comparison, indicator: Indicator, to: str, year_starts: int
) -> list[Cell]:
    spread, nation, ours = compared.spread, compared.nation, compared.ours
    href = f"{to}indicators/{finding.indicator.lower()}.html"
    interval = ""
    if ours.lower is not None and ours.upper is not None:
        low, high = (words.number(end, indicator) for end in (ours.lower, ours.upper))
        interval = f"likely {low} to {high}"
    around = ""
    if spread:
        low, high = (words.number(end, indicator) for end in (spread.lowest, spread.highest))
        around = f"from {low} to {high}"
    england = f"England: {_said(nation, ours.value, indicator)}" if nation else ""
    rest = compared.others
    under = [f"the rest: {words.figure(rest.value, indicator)}"] if rest else []
    if _said(rest, ours.value, indicator) == SAME:
        under = [f"{under[0]}, {SAME}"]
    under += [england] if england else []
    return [
        Cell(indicator.name, under=words.short_period(compared.period, year_starts), href=href),
        Cell(words.figure(ours.value, indicator), under=interval),
        Cell(words.figure(spread.median, indicator) if spread else "", under=around),
        Cell(words.figure(nation.value, indicator) if nation else ""),
        Cell(piece=spine(compared, indicator)),
        _place(compared),
        Cell(mark=mark(beside(rest, indicator.polarity)), under="; ".join(under)),
    ]


def _said(other: Against | None, ours: float, indicator: Indicator) -> str:
    """How the council stands beside another; what is equal as published is called so."""
    standing = beside(other, indicator.polarity)
    if other is None or standing is Beside.UNTESTED:
        return standing.value
    return SAME if same_as_published(ours, other.value, indicator) else standing.value


def _place(compared: Comparison) -> Cell:
    """The place with what chance leaves open, and the quarter of the group that it lies in."""
    ours, of = compared.ours, len(compared.places)
    if ours.rank is None:
        return Cell(f"one of {of}", under="neither side is better")
    said = [_QUARTERS[ours.quartile]] if ours.quartile else []
    low, high = ours.rank_lower, ours.rank_upper
    if low is not None and high is not None:
        said.append(f"likely place {low} to {high}" if low < high else f"likely place {low}")
    return Cell(f"{ours.rank} of {of}", under=", ".join(said))
