"""Every line of money by quarter, so made that lines add up to indicators F01 and F03."""

import csv

from ..tables import DATA
from .chance import pick
from .dates import COUNCIL, YEARS, quarters, told, year_of
from .money_balances import BALANCES
from .money_capital import CAPITAL
from .money_people import PEOPLE_REVENUE
from .money_places import PLACES_REVENUE
from .money_savings import SAVINGS, Saving
from .money_words import FINANCE_HEADER, UNEXPLAINED, Line, Words, Yearly, owes

__all__ = ["tables"]

REVENUE = (*PEOPLE_REVENUE, *PLACES_REVENUE)
DIRECTORATES = ("adults", "children", "wellbeing", "place", "growth", "resources")
SPENT = (0.242, 0.489, 0.742, 1.0)  # of the year's spending, by each quarter's end
KNOWN = (0.35, 0.6, 0.85, 1.0)  # of the year's final variance, foreseen at each quarter's end
FIRST_QUARTERS = {"2019-20 Q1": 0.006, "2019-20 Q2": 0.003}  # before indicators begin
GENERAL_FUND = 14_000_000  # planned for March 2020
TOP_UP = 1_400_000  # put back each year
Known = dict[tuple[str, str], tuple[float, float, str]]  # value, denominator, day recorded


def observed(indicator: str) -> Known:
    """An indicator's latest figures by directorate and quarter."""
    found: Known = {}
    with (DATA / "observations.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["indicator"] == indicator and not row["breakdown"]:
                upper = float(row["numerator"] or row["value"])
                lower = float(row["denominator"] or 0)
                found[row["organisation"], row["period"]] = (upper, lower, row["recorded_on"])
    return found


def yearly_savings() -> dict[tuple[str, str], int]:
    """Savings that the budget asks of each directorate in each year, from the targets."""
    with (DATA / "targets.csv").open(encoding="utf-8", newline="") as handle:
        return {
            (row["organisation"], year_of(row["period"])): int(row["target"])
            for row in csv.DictReader(handle)
            if row["indicator"] == "F03" and row["period"].endswith("Q4")
        }


def text(number: float) -> str:
    """A number without digits that rounding left behind."""
    return f"{number:.1f}".removesuffix(".0")


def entry(
    line: tuple[str, str, str, str, bool],
    quarter: str,
    figures: tuple[float, float, float],
    words: Words,
    day: str,
) -> list[str]:
    """One line of ``finance.csv``, explained where that is owed."""
    code, organisation, area, title, volatile = line
    budget, _, forecast = figures
    owed = owes(budget, forecast, volatile) and (code, quarter) not in UNEXPLAINED
    said = words.say(forecast - budget, YEARS.index(year_of(quarter)), quarter) if owed else ""
    mark = "yes" if volatile else ""
    return [
        code,
        organisation,
        quarter,
        area,
        title,
        mark,
        *(text(f) for f in figures),
        said,
        day,
    ]


def revenue(totals: Known) -> list[list[str]]:
    """Revenue lines: each directorate's add up to its F01 budget and forecast to the pound."""
    rows = []
    for directorate in DIRECTORATES:
        lines = [line for line in REVENUE if line.organisation.split("-")[0] == directorate]
        for quarter in quarters():
            total, budget, day = total_of(totals, directorate, quarter)
            shares = [round(budget * line.share) for line in lines[:-1]]
            shares.append(round(budget) - sum(shares))
            for line, share, forecast in zip(
                lines, shares, forecasts(lines, shares, round(total), quarter), strict=True
            ):
                place = int(quarter[-1]) - 1
                noise = pick(f"spent:{line.code}:{quarter}", -8, 8) / 1000
                spent = SPENT[place] * (1 + (noise if SPENT[place] < 1 else 0))
                kind = (line.code, line.organisation, "revenue", line.title, line.volatile)
                figures = (share, round(forecast * spent), forecast)
                rows.append(entry(kind, quarter, figures, line.words, day))
    return sorted(rows, key=lambda row: row[0])


def total_of(totals: Known, directorate: str, quarter: str) -> tuple[float, float, str]:
    """A directorate's forecast and budget; for the two quarters before F01 begins, drawn back."""
    if quarter in FIRST_QUARTERS:
        total, budget, _ = totals[directorate, "2019-20 Q3"]
        return total + budget * FIRST_QUARTERS[quarter], budget, told(quarter, "F01")
    return totals[directorate, quarter]


def forecasts(lines: list[Line], budgets: list[int], total: int, quarter: str) -> list[int]:
    """Forecasts of a directorate's lines in whole pounds, together its total."""
    year = YEARS.index(year_of(quarter))
    found = []
    for line, budget in zip(lines, budgets, strict=True):
        noise = pick(f"forecast:{line.code}:{quarter}", -25, 25) / 10_000
        lean = line.lean[year] + (noise if line.takes else noise / 2)
        found.append(round(budget * (1 + lean)))
    left = total - sum(found)
    extra = [round(left * line.takes) for line in lines]
    main = max(range(len(lines)), key=lambda place: lines[place].takes)
    extra[main] += left - sum(extra)
    return [forecast + more for forecast, more in zip(found, extra, strict=True)]


def savings(delivered: Known) -> list[list[str]]:
    """Savings lines: each directorate's deliveries add up to F03, their plans to its target."""
    rows = []
    planned = yearly_savings()
    for directorate in DIRECTORATES:
        lines = [line for line in SAVINGS if line.directorate == directorate]
        for quarter in quarters():
            year, place = year_of(quarter), int(quarter[-1]) - 1
            value, day = so_far(delivered, directorate, quarter)
            final = delivered.get((directorate, f"{year} Q4"), (0.0, 0.0, ""))[0]
            plans = split(planned[directorate, year], lines)
            actuals = split(value, lines)
            finals = split(round(final), lines)
            for line, plan, actual, end in zip(lines, plans, actuals, finals, strict=True):
                short = line.short if not final else plan - end
                seen = KNOWN[place] if final else (0.6, 1.0)[place]
                forecast = end if final and place + 1 == len(KNOWN) else plan - round(short * seen)
                kind = (line.code, directorate, "saving", line.title, False)
                rows.append(entry(kind, quarter, (plan, actual, forecast), line.words, day))
    return sorted(rows, key=lambda row: row[0])


def so_far(delivered: Known, directorate: str, quarter: str) -> tuple[int, str]:
    """What had been saved since April; for the two quarters before F03 begins, drawn back."""
    if quarter in FIRST_QUARTERS:
        share = (0.275, 0.618)[int(quarter[-1]) - 1]
        value = delivered[directorate, "2019-20 Q3"][0]
        return round(value * share), told(quarter, "F03")
    value, _, day = delivered[directorate, quarter]
    return round(value), day


def split(total: int, lines: list[Saving]) -> list[int]:
    """A total in whole pounds, shared out among lines."""
    parts = [round(total * line.share) for line in lines[:-1]]
    return [*parts, total - sum(parts)]


def yearly(line: Yearly) -> list[list[str]]:
    """A line that is planned by the year, quarter by quarter."""
    rows = []
    before = {year: outturn for year, _, outturn in line.years}
    for year, plan, outturn in line.years:
        opened = before.get(YEARS[YEARS.index(year) - 1], plan) if year != YEARS[0] else plan
        for quarter in quarters():
            if year_of(quarter) != year:
                continue
            place = int(quarter[-1]) - 1
            open_year = year == YEARS[-1]
            seen = (0.7, 1.0)[place] if open_year else KNOWN[place]
            forecast = plan + (outturn - plan) * seen
            reached = line.reach[place]
            start = opened if line.balance else 0.0
            wobble = pick(f"yearly:{line.code}:{quarter}", -10, 10) / 1000
            actual = start + (forecast - start) * reached
            if reached < 1:
                actual *= 1 + wobble * (0.2 if line.area == "collection" else 1.0)
            if line.area != "collection":
                forecast, actual = round(forecast, -3), round(actual, -2)
            actual = forecast if reached == 1 else actual
            kind = (line.code, line.organisation, line.area, line.title, line.volatile)
            figures = (plan, actual, forecast)
            rows.append(entry(kind, quarter, figures, line.words, told(quarter, line.code)))
    return rows


def general_fund(totals: Known) -> list[list[str]]:
    """The general reserve: what is overspent comes out of it."""
    rows = []
    plan = GENERAL_FUND
    kind = ("RSV-01", COUNCIL, "reserve", "General reserve", False)
    words = Words(
        ("Services spend less than their budgets, and the rest is kept.",),
        ("Services overspend, and the reserve must meet it.",),
    )
    forecast = plan
    for quarter in quarters():
        over = 0
        for directorate in DIRECTORATES:
            total, budget, _ = total_of(totals, directorate, quarter)
            over += round(total) - round(budget)
        forecast = plan - over
        held = plan - TOP_UP if quarter[-1] != "4" else forecast
        rows.append(entry(kind, quarter, (plan, held, forecast), words, told(quarter, "RSV-01")))
        if quarter.endswith("Q4"):
            plan = round(forecast + TOP_UP, -4)
    return rows


def tables() -> dict[str, list[list[str]]]:
    """Every line of money."""
    totals = observed("F01")
    rows = [*revenue(totals), *savings(observed("F03"))]
    for line in (*CAPITAL, *BALANCES):
        rows += yearly(line)
    return {"finance.csv": [FINANCE_HEADER.split(), *rows, *general_fund(totals)]}
