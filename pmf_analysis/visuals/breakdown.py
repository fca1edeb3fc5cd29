"""Who is affected: an indicator by ward, age, sex, ethnicity or deprivation, in tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from pmf_analysis.framework.indicator import Indicator, Polarity
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.breakdown import CONFIDENTIAL, Breakdown, Group
from pmf_analysis.visuals import panels, theme, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.rows import SHORTHAND
from pmf_analysis.visuals.scorecard import RatingMark
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["affected", "explained", "summary"]

WIDTH, HEIGHT, EDGE, MARK = 150, 20, 8, 5  # pixels
NEAR = 0.4  # of the highest: from figures this low the scale starts at 0
_WITHHELD = "withheld, as it might identify someone"
_SIDES = {1: ("▲", "Higher than the rest"), -1: ("▼", "Lower than the rest")}
_BETTER = {Polarity.HIGHER: 1, Polarity.LOWER: -1}


def affected(breakdowns: Iterable[Breakdown], indicator: Indicator, framework: Framework) -> Html:
    """Show an indicator by each kind that is known, a table a kind; nothing where none is.

    Parameters
    ----------
    breakdowns : iterable of Breakdown
        Of any indicators.
    indicator : Indicator
        The one to show.
    framework : Framework
        Gives the council's year.
    """
    starts = framework.council.year_starts
    mine = [b for b in breakdowns if b.indicator == indicator.indicator]
    return panels.sections((_heading(b.kind), _table(b, indicator, starts)) for b in mine)


def explained(marks: Iterable[str]) -> str:
    """Say what each shorthand that stands in place of a figure means; "" where there is none."""
    meanings = {**SHORTHAND, CONFIDENTIAL: _WITHHELD}
    used = sorted({mark for mark in marks if mark in meanings})
    told = "; ".join(f"[{mark}] {meanings[mark]}" for mark in used)
    return f"{told}." if told else ""


def _heading(kind: str) -> str:
    return f"By {kind}" if kind else "By group"


def _table(breakdown: Breakdown, indicator: Indicator, starts: int) -> Html:
    groups = breakdown.groups
    when = words.short_period(breakdown.period, starts)
    if all(group.withheld or group.missing for group in groups):
        return panels.message(f"{when}: too few cases to show without identifying people.")
    intervals = any(group.lower is not None for group in groups)
    caption = f"{indicator.name}, {when}."
    if intervals:
        caption += " Lines are 95% intervals: where the true figure very likely lies."
    marks = explained(group.status for group in groups if group.withheld or group.missing)
    caption = f"{caption} {marks}".strip()
    columns = [
        Column("Group"),
        Column("Figure", numeric=True),
        *([Column("95% interval", numeric=True)] if intervals else []),
        Column("Drawn"),
        Column("What this means"),
    ]
    span = _span(groups)
    rows = []
    for group in groups:
        unshown = group.withheld or group.missing
        figure = f"[{group.status}]" if unshown else words.figure(group.value, indicator)
        between = Cell()
        if group.lower is not None and group.upper is not None:
            between = Cell(words.usual_range(group.lower, group.upper, indicator))
        row = [Cell(group.name or "All others"), Cell(figure, _parts(group, indicator))]
        row += [between] if intervals else []
        row += [Cell(piece=_drawn(group, span)), _meaning(group, breakdown, indicator)]
        rows.append(row)
    return table(caption, columns, rows, "")


def _parts(group: Group, indicator: Indicator) -> str:
    """The counts behind a share or a rate."""
    if not indicator.counts_cases or group.numerator is None or not group.denominator:
        return ""
    return f"{group.numerator:,.0f} of {group.denominator:,.0f}"


def _meaning(group: Group, breakdown: Breakdown, indicator: Indicator) -> Cell:
    if group.withheld:
        return Cell("Too few cases to show")
    if group.missing:
        return Cell(words.capital(SHORTHAND[group.status]))
    if group.side is None:
        return Cell("Not tested", _why_not(breakdown, indicator))
    if group.side == 0:
        return Cell(mark=RatingMark("○", "Like the rest", "none"), under="no more than chance")
    shape, label = _SIDES[group.side]
    better = _BETTER.get(indicator.polarity)
    under = "" if better is None else "better" if better == group.side else "worse"
    return Cell(mark=RatingMark(shape, label, "none"), under=under)


def _why_not(breakdown: Breakdown, indicator: Indicator) -> str:
    if any(group.withheld for group in breakdown.groups):
        return "a test would say something of a group that is too small to show"
    if any(group.missing for group in breakdown.groups):
        return "a group has no figure, so that the others are not the whole"
    if indicator.adds_up:
        return "a count says nothing without the size of each group"
    return "the counts behind the figures are not known"


def _span(groups: Sequence[Group]) -> tuple[float, float]:
    """The scale that all groups of a kind share; from 0 where the figures come near it."""
    ends = (end for g in groups for end in (g.value, g.lower, g.upper))
    known = [end for end in ends if end is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    low = min(low, 0.0) if low < NEAR * high else low
    return low, high if high > low else low + 1.0


def _drawn(group: Group, span: tuple[float, float]) -> Html | None:
    """A figure with its interval; the shape says which side of the rest it is on."""
    if group.value is None:
        return None

    def x(value: float) -> float:
        return EDGE + (value - span[0]) / (span[1] - span[0]) * (WIDTH - 2 * EDGE)

    at, middle = x(group.value), HEIGHT / 2
    parts = [f'<path d="M{EDGE} {middle}H{WIDTH - EDGE}" stroke="{theme.HAIRLINE}"/>']
    if group.lower is not None and group.upper is not None:
        line = f"M{x(group.lower):.1f} {middle}H{x(group.upper):.1f}"
        parts.append(f'<path d="{line}" stroke="{theme.SERIES}" stroke-width="2.4"/>')
    up, down = middle - MARK, middle + MARK
    match group.side:
        case 1:
            shape = f"M{at - MARK:.1f} {down}H{at + MARK:.1f}L{at:.1f} {up}Z"
        case -1:
            shape = f"M{at - MARK:.1f} {up}H{at + MARK:.1f}L{at:.1f} {down}Z"
        case _:
            shape = ""
    parts.append(
        f'<path d="{shape}" fill="{theme.COLOURS[0]}"/>'
        if shape
        else f'<circle cx="{at:.1f}" cy="{middle}" r="4" fill="{theme.COMMON}"/>'
    )
    svg = (
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )
    return Html(Markup(svg))  # noqa: S704 - numbers and colours of our own


def summary(
    breakdowns: Iterable[Breakdown],
    indicators: Mapping[str, Indicator],
    framework: Framework,
    to: str,
    caption: str,
    empty: str,
) -> Html:
    """Show in a line each which groups are higher or lower than the rest.

    Parameters
    ----------
    breakdowns : iterable of Breakdown
        In the order to be shown.
    indicators : mapping of str to Indicator
        The catalogue.
    framework : Framework
        The council's words.
    to : str
        The way from the page to the site's root.
    caption, empty : str
        Said above the table, and in its place.
    """
    columns = [
        Column(words.capital(framework.words.indicator)),
        Column("By"),
        Column("Higher than the rest"),
        Column("Lower than the rest"),
        Column("What this means"),
    ]
    starts = framework.council.year_starts
    rows = []
    for breakdown in breakdowns:
        indicator = indicators[breakdown.indicator]
        href = f"{to}indicators/{breakdown.indicator.lower()}.html"
        when = words.short_period(breakdown.period, starts)
        rows.append(
            [
                Cell(indicator.name, when, href),
                Cell(breakdown.kind or "group"),
                _names(breakdown, 1, indicator),
                _names(breakdown, -1, indicator),
                Cell(_said(breakdown, indicator)),
            ]
        )
    return table(caption, columns, rows, empty)


def _names(breakdown: Breakdown, side: int, indicator: Indicator) -> Cell:
    groups = [g for g in breakdown.apart if g.side == side]
    if not groups:
        return Cell("None") if any(g.side is not None for g in breakdown.groups) else Cell()
    named = (f"{g.name} ({words.figure(g.value, indicator)})" for g in groups)
    return Cell(f"{_SIDES[side][0]} {', '.join(named)}")


def _said(breakdown: Breakdown, indicator: Indicator) -> str:
    """How the groups stand, in words."""
    groups, better = breakdown.groups, _BETTER.get(indicator.polarity)
    apart = len(breakdown.apart)
    if all(group.side is None for group in groups):
        why = _why_not(breakdown, indicator)
        return f"Not tested: {why}."
    if not apart:
        return "No group differs from the rest by more than chance explains."
    verb = "differs" if apart == 1 else "differ"
    text = f"{words.capital(words.count(apart))} of {words.count(len(groups))} {verb} from the rest"
    if len(groups) == 2:  # noqa: PLR2004 - each is the other's rest
        return "The two differ."
    if better is None:
        return f"{text}."
    worse = sum(group.side == -better for group in groups)
    return f"{text}; {words.count(worse) if worse else 'none'} on the worse side."
