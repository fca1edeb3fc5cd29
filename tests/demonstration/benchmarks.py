"""Draw other areas' figures: England's is the sum of its councils, most of which are not listed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt
from random import Random

from .beside import BESIDE, Beside
from .cells import text
from .others import AREAS, ENGLAND, HOME, MEMBERS, Area
from .periods import LAST, Period, periods
from .series import Series
from .simulate import CLOSE, chance

__all__ = ["benchmark_rows", "spans"]

KEPT = {"month": 12, "quarter": 8, "term": 6}  # latest periods of each frequency
YEARS = 5
IN_A_YEAR = 365.25
NO_RETURN = 0.015  # chance that a council's figure is not available
SLIP = 0.008  # how far a provisional figure is from the confirmed one, as a fraction
NEED = 0.06  # how far a council's denominator strays from its share of the population
SMALL = range(1, 5)
SOURCE = "Made up"
REST = replace(ENGLAND, code="REST")  # all of England's councils that are not listed here
CORE = {ENGLAND.code, *MEMBERS["similar-councils"], *(area.code for area in AREAS if area.end)}


@dataclass(frozen=True)
class Figure:
    """What one area has in one period, before it becomes text."""

    value: float
    numerator: int | None = None
    denominator: int | None = None
    margin: float | None = None


def spans(beside: Beside, series: Series, facts: dict[str, str]) -> list[Period]:
    """The latest periods that were out before the close and for which there were figures."""
    out = [
        period
        for period in periods(facts["frequency"])
        if released(beside, period) < CLOSE and period.name not in series.missing
    ]
    return out[-KEPT.get(facts["frequency"], YEARS) :]


def released(beside: Beside, period: Period) -> date:
    """The day on which the national figures of a period are out."""
    return period.end + timedelta(days=beside.lag)


def there(area: Area, period: Period) -> bool:
    """Whether an area reported a period; one that a reorganisation falls in is the new area's."""
    ended = area.end and date.fromisoformat(area.end) < period.end
    return not ended and not (area.start and date.fromisoformat(area.start) > period.end)


def drawn(
    beside: Beside, series: Series, facts: dict[str, str], area: Area, period: Period
) -> Figure:
    """One area's figure; all of England that is not listed counts as one area at its level."""
    rest = area.code == REST.code
    place = Random(f"2025:{beside.indicator}:{area.code}:place")
    stands, need = chance(place), chance(place)
    level = beside.nation if rest else beside.similar + beside.between * stands
    level += beside.drift * (period.end - LAST).days / IN_A_YEAR
    if series.season:
        level *= series.season[period.season]
    scale = area.population / HOME.population
    random = Random(f"2025:{beside.indicator}:{area.code}:{period.name}")
    shock, size_shock = chance(random), chance(random)
    if not facts["denominator"] or not size(series):
        value = level * (1 + series.spread * shock / sqrt(scale))
        margin = beside.margin * value / sqrt(scale) if beside.margin else None
        return Figure(value, margin=margin)
    per = float(facts["per"])
    stray = 1.0 if rest else 1 + NEED * need + series.size_noise * size_shock
    grown = (1 + series.growth) ** (period.year - 2019)
    bottom = max(1, round(size(series) * scale * grown * stray))
    expected = bottom * level / per
    if series.draw == "share":
        width = sqrt(max(0.0, expected * (1 - level / per)))
    elif series.draw == "events":
        width = sqrt(expected)
    else:
        width = expected * series.spread / sqrt(scale)
    top = max(0, round(expected + shock * width))
    if series.draw == "share":
        top = min(top, bottom)
    return Figure(per * top / bottom, top, bottom)


def size(series: Series) -> float:
    """Inventshire's denominator, over all directorates where each reports."""
    total = series.size
    for part in series.parts:
        total += part.size
    return total


def added(figures: Iterable[Figure], facts: dict[str, str]) -> Figure:
    """England: numerators and denominators of all its councils, each added up."""
    tops, bottoms = 0, 0
    for figure in figures:
        tops += figure.numerator or 0
        bottoms += figure.denominator or 0
    return Figure(float(facts["per"]) * tops / bottoms, tops, bottoms)


def line(
    beside: Beside,
    facts: dict[str, str],
    area: Area,
    period: Period,
    figure: Figure | None,
    status: str,
    day: date,
) -> list[str]:
    """One line of ``benchmarks.csv``; no figure at all where there was no return."""
    cells = [""] * 5
    if figure is not None and status == "c":
        cells[2] = text(figure.denominator)
    elif figure is not None and figure.denominator:
        value = round(figure.value, 4)
        cells[:3] = text(value), text(figure.numerator), text(figure.denominator)
    elif figure is not None:
        digits = int(facts["decimals"])
        value = round(figure.value, digits)
        cells[0] = text(value)
        if figure.margin:
            cells[3] = text(round(max(0.0, value - figure.margin), digits + 1))
            cells[4] = text(round(value + figure.margin, digits + 1))
    return [beside.indicator, area.code, period.name, *cells, status, SOURCE, day.isoformat()]


def told_first(figure: Figure, facts: dict[str, str], area: Area, random: Random) -> Figure:
    """A figure as it was before it was confirmed: England's errors nearly cancel out."""
    multiple = 1 + SLIP * chance(random) / sqrt(area.population / HOME.population)
    if figure.numerator is None or figure.denominator is None:
        return replace(figure, value=figure.value * multiple)
    top = round(figure.numerator * multiple)
    if facts["unit"] == "percent":
        top = min(top, figure.denominator)
    return replace(figure, numerator=top, value=float(facts["per"]) * top / figure.denominator)


def lines(
    beside: Beside, series: Series, facts: dict[str, str], area: Area, known: dict[str, Figure]
) -> list[list[str]]:
    """Every line of one area and indicator, in order of period and of the day it was recorded."""
    rows = []
    named = spans(beside, series, facts)
    # The rest of the region is kept for half as long: it shows the region as it is now.
    since = 0 if area.code in CORE else len(named) // 2
    for place, period in enumerate(named):
        if period.name not in known or place < since:
            continue
        figure, day = known[period.name], released(beside, period)
        random = Random(f"2025:{beside.indicator}:{area.code}:{period.name}:return")
        newest = named[-1]
        if beside.gaps and area != ENGLAND and random.random() < NO_RETURN:
            rows.append(line(beside, facts, area, period, None, "x", day))
        elif series.hide_small and figure.numerator in SMALL:
            rows.append(line(beside, facts, area, period, figure, "c", day))
        elif beside.provisional and period == newest:
            rows.append(line(beside, facts, area, period, figure, "p", day))
        elif beside.provisional and period == named[-2]:
            first = told_first(figure, facts, area, random)
            rows.append(line(beside, facts, area, period, first, "p", day))
            confirmed = released(beside, newest)
            rows.append(line(beside, facts, area, period, figure, "r", confirmed))
        else:
            rows.append(line(beside, facts, area, period, figure, "", day))
    return rows


def benchmark_rows(
    catalogue: dict[str, dict[str, str]], drawn_from: dict[str, Series]
) -> list[list[str]]:
    """Every line of ``benchmarks.csv``, by indicator, with England before its councils."""
    rows: list[list[str]] = []
    for beside in BESIDE:
        facts, series = catalogue[beside.indicator], drawn_from[beside.indicator]
        known: dict[str, dict[str, Figure]] = {area.code: {} for area in (ENGLAND, *AREAS)}
        for period in spans(beside, series, facts):
            councils = {
                area.code: drawn(beside, series, facts, area, period)
                for area in AREAS
                if there(area, period)
            }
            for code, figure in councils.items():
                known[code][period.name] = figure
            rest = drawn(beside, series, facts, unlisted(period), period)
            whole = added([*councils.values(), rest], facts) if rest.denominator else rest
            known[ENGLAND.code][period.name] = whole
        for area in (ENGLAND, *AREAS):
            rows += lines(beside, series, facts, area, known[area.code])
    return rows


def unlisted(period: Period) -> Area:
    """The rest of England, Inventshire among it."""
    listed = sum(area.population for area in AREAS if there(area, period))
    return replace(REST, population=ENGLAND.population - listed)
