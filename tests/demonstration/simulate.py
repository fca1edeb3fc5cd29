"""Draw one series: level, season and chance, in whole counts, from a seed that names the series."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from random import Random

from .periods import FIRST, Period, parse, periods
from .series import COUNCIL, Part, Series

__all__ = ["CLOSE", "Row", "draw"]

CLOSE = date(2025, 12, 2)  # the latest quarter's publication: nothing recorded later is known
CONFIRMED_AFTER = 92  # days from a first figure to its revision: one quarter


@dataclass(frozen=True)
class Row:
    """One line of ``observations.csv``, before it becomes text."""

    indicator: str
    organisation: str
    period: Period
    value: float | None
    numerator: int | None
    denominator: int | None
    status: str
    note: str
    recorded_on: date


def chance(random: Random) -> float:
    """A standard normal draw from twelve uniforms: additions alone, so the same on every machine.

    Added in a loop because ``sum`` rounds floats differently from Python 3.12 on.
    """
    total = -6.0
    for _ in range(12):
        total += random.random()
    return total


def level(series: Series, period: Period) -> float:
    """Level in force in a period, before season and chance."""
    knots = [(parse(name).start if name else FIRST, value) for name, value in series.levels]
    known = [knot for knot in knots if knot[0] <= period.start] or knots[:1]
    ahead = [knot for knot in knots if knot[0] > period.start]
    since, value = known[-1]
    if series.slope and ahead and period.start > since:
        until, later = ahead[0]
        value += (later - value) * (period.start - since).days / (until - since).days
    if series.season:
        value *= series.season[period.season]
    return value


def figures(
    series: Series, part: Part, facts: dict[str, str], period: Period, random: Random
) -> tuple[int | None, int | None, float]:
    """Numerator, denominator and value of one period."""
    per, decimals = float(facts["per"]), int(facts["decimals"])
    wanted = level(series, period) * part.tilt
    shock, size_shock = chance(random), chance(random)
    size = part.size * (1 + series.growth) ** (period.year - 2019)
    bottom = round(size * (1 + series.size_noise * size_shock))
    if not facts["denominator"]:
        mean = wanted * (size if part.size else 1.0)
        width = sqrt(mean) if series.draw == "events" else mean
        value = max(0.0, round(mean + shock * width * series.spread, decimals))
        pinned = dict(series.pinned).get(period.name)
        return None, None, value if pinned is None else float(pinned)
    expected = bottom * wanted / per
    if series.draw == "share":
        fraction = min(1.0, wanted / per)
        expected = bottom * fraction
        width = sqrt(expected * (1 - fraction))
    else:
        width = sqrt(expected) if series.draw == "events" else expected
    top = max(0, round(expected + shock * width * series.spread))
    if series.draw == "share":
        top = min(top, bottom)
    pinned = dict(series.pinned).get(period.name)
    if pinned is not None:
        top = round(bottom * pinned / per)
    return top, bottom, round(per * top / bottom, 4)


def received(lag: int, random: Random) -> int:
    """Days after a period's end at which its figure arrived: mostly in time, now and then late."""
    late, jitter = random.random() < 0.06, random.random()
    if late and lag <= 45:
        return lag + 1 + int(8 * jitter)
    if lag <= 45:
        return lag - 10 + int(7 * jitter)
    return lag - int(4 * jitter)


def told_first(row: Row, multiple: float, status: str, facts: dict[str, str]) -> Row:
    """The figure as it was before it was revised."""
    numerator, value = row.numerator, row.value
    if row.numerator is not None and row.denominator:
        numerator = round(row.numerator * multiple)
        if facts["unit"] == "percent":
            numerator = min(numerator, row.denominator)
        value = round(float(facts["per"]) * numerator / row.denominator, 4)
    elif value is not None:
        value = round(value * multiple, int(facts["decimals"]))
    return Row(
        row.indicator,
        row.organisation,
        row.period,
        value,
        numerator,
        row.denominator,
        status,
        "",
        row.recorded_on,
    )


def marked(series: Series, row: Row) -> Row:
    """Give a row the status and note that its series asks for."""
    name, status, note = row.period.name, "", ""
    value, numerator, denominator = row.value, row.numerator, row.denominator
    if name in dict(series.unavailable):
        status, note = "x", dict(series.unavailable)[name]
        value = numerator = denominator = None
    elif (name, row.organisation) in series.suppressed or (
        series.hide_small and numerator is not None and 1 <= numerator <= 4
    ):
        status, note = "c", "Withheld: a count under five could point to a person."
        value = numerator = None
    elif name in dict(series.breaks):
        status, note = "b", dict(series.breaks)[name]
    elif name in dict(series.estimated):
        status, note = "e", dict(series.estimated)[name]
    elif name in series.unreliable:
        status, note = "u", "Few people were asked; treat with care."
    return Row(
        row.indicator,
        row.organisation,
        row.period,
        value,
        numerator,
        denominator,
        status,
        note,
        row.recorded_on,
    )


def vintages(
    series: Series, row: Row, facts: dict[str, str], provisional: bool, multiple: float
) -> list[Row]:
    """A row as first recorded and, where it was revised, as it is known now."""
    later = row.recorded_on + timedelta(days=CONFIRMED_AFTER)
    for name, factor, note in series.first_told:
        if name == row.period.name and later <= CLOSE:
            return [
                told_first(row, factor, "", facts),
                Row(
                    row.indicator,
                    row.organisation,
                    row.period,
                    row.value,
                    row.numerator,
                    row.denominator,
                    "r",
                    note,
                    later,
                ),
            ]
    if not provisional:
        return [marked(series, row)]
    if later > CLOSE:
        return [told_first(row, 1.0, "p", facts)]
    confirmed = Row(
        row.indicator,
        row.organisation,
        row.period,
        row.value,
        row.numerator,
        row.denominator,
        "r",
        "Confirmed from the final return.",
        later,
    )
    return [told_first(row, multiple, "p", facts), confirmed]


def draw(series: Series, facts: dict[str, str]) -> list[Row]:
    """Every row of a series, for the council or for each directorate, in order of period."""
    rows: list[Row] = []
    to_date = facts["basis"] == "year to date"
    spans = periods(facts["frequency"], since=date(2019, 4, 1) if to_date else FIRST)
    begins = parse(series.levels[0][0]).start if series.levels[0][0] else date.min
    for part in series.parts or (Part(COUNCIL, series.size),):
        key = f"2025:{series.indicator}:{part.directorate}"
        random, post = Random(f"{key}:{series.take}"), Random(f"{key}:received")
        running = 0.0
        for place, period in enumerate(spans):
            top, bottom, value = figures(series, part, facts, period, random)
            running = value + (running if period.season else 0.0)
            arrived = period.end + timedelta(days=received(int(facts["lag_days"]), post))
            multiple = 1 + series.slip * chance(post)
            if period.end < FIRST or period.start < begins or arrived > CLOSE:
                continue
            if period.name in series.missing:
                continue
            row = Row(
                series.indicator,
                part.directorate,
                period,
                running if to_date else value,
                top,
                bottom,
                "",
                "",
                arrived,
            )
            provisional = place >= len(spans) - series.provisional
            rows.extend(vintages(series, row, facts, provisional, multiple))
    return rows
