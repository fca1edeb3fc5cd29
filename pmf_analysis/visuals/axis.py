"""The axes of a series: periods named once each, and figures with their unit."""

from __future__ import annotations

from pmf_analysis.framework.indicator import Indicator, Unit
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.judgements.finding import Finding

__all__ = ["label", "label_expression", "ticks"]


def label(text: str, year_starts: int) -> str:
    """A period as the axis says it; each once in a chart."""
    period = Period.parse(text, year_starts)
    match period.frequency:
        case Frequency.QUARTER:
            return f"{text[-2:]} {text[2:4]}/{text[5:7]}"
        case Frequency.TERM:
            year, term = text.split(" ")
            return f"{term} {year[2:]}"
        case Frequency.ACADEMIC_YEAR:
            return text.removesuffix(" academic")
        case Frequency.POOLED:
            return f"{text[:4]}-{text[-2:]}"
        case _:
            return text


def ticks(finding: Finding, names: list[str], year_starts: int, most: int) -> list[str]:
    """The axis labels: the first period of each year, thinned out to fit."""
    periods = [Period.parse(point.period, year_starts) for point in finding.points]
    opening = periods[0].frequency.per_year if periods else 1
    if opening == 1:
        chosen = list(range(len(names)))
    else:
        starts = 9 if periods[0].frequency is Frequency.TERM else year_starts
        chosen = [k for k, p in enumerate(periods) if p.start.month == starts] or [0]
    step = -(-len(chosen) // most)
    return [names[k] for k in chosen[::step]]


def label_expression(indicator: Indicator) -> str:
    """Return the Vega expression that writes a tick with its unit."""
    number = "format(datum.value, ',~f')"  # never rounded: a tick at 2.5 is not 3
    if indicator.unit is Unit.PERCENT:
        return f"{number} + '%'"
    if indicator.unit is Unit.CURRENCY:
        return f"'£' + {number}"
    return number
