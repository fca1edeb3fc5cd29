"""Write the demonstration's drawn tables as the data model lays them down."""

import csv
from datetime import date, timedelta
from pathlib import Path

from .aims import AIMS
from .benchmarks import benchmark_rows
from .breakdowns import breakdown_rows
from .cells import text
from .happenings import EVENTS
from .others import area_rows, member_rows
from .series import COUNCIL, Aim, Series
from .series_costs import COSTS
from .series_health import HEALTH
from .series_organisation import ORGANISATION
from .series_people import PEOPLE
from .series_places import PLACES
from .simulate import Row, draw

__all__ = ["COLUMNS", "DATA", "SERIES", "read_indicators", "write"]

DATA = Path(__file__).resolve().parents[2] / "data"
SERIES: tuple[Series, ...] = (*PLACES, *PEOPLE, *HEALTH, *ORGANISATION, *COSTS)
COLUMNS = {
    "observations.csv": "indicator organisation period breakdown value numerator denominator "
    "status note recorded_on",
    "targets.csv": "indicator organisation period target lower upper tolerance floor set_by "
    "rationale recorded_on",
    "events.csv": "indicator organisation period label rebase exclude reason approved_by "
    "recorded_on",
    "areas.csv": "area name kind region start end replaced_by population",
    "neighbours.csv": "group area neighbour rank source",
    "benchmarks.csv": "indicator area period value numerator denominator lower_ci upper_ci "
    "status source recorded_on",
}
SET_BEFORE = timedelta(days=20)  # targets are agreed in the March before the year


def read_indicators(folder: Path = DATA) -> dict[str, dict[str, str]]:
    """The hand-kept indicator table, by code."""
    with (folder / "indicators.csv").open(encoding="utf-8", newline="") as handle:
        return {row["indicator"]: row for row in csv.DictReader(handle)}


def observation(row: Row) -> list[str]:
    """One line of ``observations.csv``."""
    parts = [text(row.value), text(row.numerator), text(row.denominator)]
    return [
        row.indicator,
        row.organisation,
        row.period.name,
        "",
        *parts,
        row.status,
        row.note,
        row.recorded_on.isoformat(),
    ]


def span(facts: dict[str, str], year: int) -> tuple[str, date]:
    """Name and first day of the year that holds a target."""
    if facts["frequency"] in ("academic year", "term"):
        return f"{year}/{(year + 1) % 100:02d} academic", date(year, 9, 1)
    if facts["frequency"] == "calendar year":
        return f"{year}", date(year, 1, 1)
    return f"{year}-{(year + 1) % 100:02d}", date(year, 4, 1)


def target_rows(
    aim: Aim, facts: dict[str, str], organisation: str, share: float
) -> list[list[str]]:
    """Lines of ``targets.csv`` for one indicator and organisation."""
    rows: list[list[str]] = []

    def add(year: int, figure: float, recorded: str, why: str) -> None:
        name, _ = span(facts, year)
        quarters = [f"{name} Q{place + 1}" for place in range(len(aim.profile))]
        held = zip(quarters, aim.profile, strict=True) if aim.profile else [(name, 1.0)]
        for period, part in held:
            digits = int(facts["decimals"])
            goal = round(figure * share * part, digits)
            bounds = [text(goal), "", ""]
            if aim.band:
                bounds = ["", text(goal + aim.band[0]), text(goal + aim.band[1])]
            rows.append(
                [
                    aim.indicator,
                    organisation,
                    period,
                    *bounds,
                    text(aim.tolerance),
                    "",
                    aim.set_by,
                    why,
                    recorded,
                ]
            )

    for year, figure in enumerate(aim.values, start=2019):
        if figure is not None:
            opened = span(facts, year)[1]
            add(year, figure, (opened - SET_BEFORE).isoformat(), aim.rationale)
    for year, figure, recorded, why in aim.revised:
        add(year, figure, recorded, why)
    return rows


def organisations(series: Series) -> tuple[str, ...]:
    """Who has targets and events for a series: the council, and any directorates that report it."""
    return (COUNCIL, *(part.directorate for part in series.parts))


def write(folder: Path) -> dict[str, int]:
    """Write the drawn tables into a folder; return how many rows each has."""
    facts = read_indicators()
    holders = {series.indicator: organisations(series) for series in SERIES}
    drawn = {one.indicator: draw(one, facts[one.indicator]) for one in SERIES}
    observations = [observation(row) for rows in drawn.values() for row in rows]
    observations += breakdown_rows(facts, drawn)
    targets = [
        row
        for aim in AIMS
        for holder in holders[aim.indicator]
        for row in target_rows(aim, facts[aim.indicator], holder, dict(aim.shares).get(holder, 1.0))
    ]
    events = [
        [
            event.indicator,
            holder,
            event.period,
            event.label,
            "yes" if event.rebase else "",
            "yes" if event.exclude else "",
            event.reason,
            event.approved_by,
            event.recorded_on,
        ]
        for event in EVENTS
        for holder in holders[event.indicator]
    ]
    tables = {
        "observations.csv": observations,
        "targets.csv": targets,
        "events.csv": events,
        "areas.csv": area_rows(),
        "neighbours.csv": member_rows(),
        "benchmarks.csv": benchmark_rows(facts, {one.indicator: one for one in SERIES}),
    }
    for name, rows in tables.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as handle:
            out = csv.writer(handle, lineterminator="\n")
            out.writerow(COLUMNS[name].split())
            out.writerows(rows)
    return {name: len(rows) for name, rows in tables.items()}
