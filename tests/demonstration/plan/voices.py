"""What people say: complaints, compliments, the ombudsman and surveys."""

import csv
from collections import defaultdict
from random import Random

from ..periods import MONTHS, parse
from ..tables import DATA
from .chance import pick
from .dates import COUNCIL, YEARS, quarters, told

__all__ = ["tables"]

HEADER = "organisation period channel measure count denominator recorded_on"
DIRECTORATES = ("adults", "children", "wellbeing", "place", "growth", "resources")
FIRST = "2022-23 Q1"
# Channel, measure, indicator, whether its upper part is counted against its lower part.
FROM_INDICATORS = (
    ("complaints", "answered in time at stage one", "1002"),
    ("complaints", "taken to stage two", "R02"),
    ("information requests", "answered in time", "1001"),
)
THANKS = {"adults": 31, "children": 14, "wellbeing": 22, "place": 12, "growth": 9, "resources": 16}
# Year, decided, investigated in full, upheld, day of the ombudsman's letter.
OMBUDSMAN = (
    ("2021-22", 38, 12, 8, "2022-07-27"),
    ("2022-23", 41, 13, 9, "2023-07-26"),
    ("2023-24", 47, 16, 12, "2024-07-24"),
    ("2024-25", 52, 18, 15, "2025-07-23"),
)
# Question, then how many agreed each year.
RESIDENTS = {
    "satisfied with the area as a place to live": (842, 851, 838, 846),
    "satisfied with how the council runs things": (612, 598, 561, 574),
    "agree that the council gives value for money": (451, 432, 398, 411),
    "feel well informed about what the council does": (528, 540, 551, 569),
    "trust the council a fair amount or a great deal": (604, 597, 570, 588),
}
RESIDENTS_YEARS = (
    ("2021-22", 1098, "2022-03-22"),
    ("2022-23", 1104, "2023-03-21"),
    ("2023-24", 1087, "2024-03-19"),
    ("2024-25", 1102, "2025-03-18"),
)
# Question, then the per cent who agreed each year over the whole council.
STAFF = {
    "proud to work for the council": (71, 72, 74),
    "have what I need to do my work well": (63, 62, 65),
    "know how my work serves the council's plan": (66, 70, 75),
    "my manager listens": (74, 75, 77),
    "would recommend the council as an employer": (58, 59, 63),
}
STAFF_YEARS = (("2022-23", "2022-11-29"), ("2023-24", "2023-11-28"), ("2024-25", "2024-11-26"))
ANSWERED = {
    "adults": 402,
    "children": 561,
    "wellbeing": 214,
    "place": 297,
    "growth": 338,
    "resources": 409,
}
LIKING = {"adults": 0, "children": -4, "wellbeing": 3, "place": -3, "growth": 1, "resources": 4}


def observed() -> dict[tuple[str, str, str], list[dict[str, str]]]:
    """The rows of each indicator, directorate and period, in the order of their recording."""
    found: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    with (DATA / "observations.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if not row["breakdown"]:
                found[row["indicator"], row["organisation"], row["period"]].append(row)
    return found


def months(quarter: str) -> list[str]:
    """The three months of a quarter."""
    start = parse(quarter).start
    return [f"{MONTHS[start.month - 1 + turn]} {start.year}" for turn in range(3)]


def from_indicators() -> list[list[str]]:
    """Complaints and requests, the same counts as the indicators are made of."""
    known = observed()
    rows = []
    for directorate in DIRECTORATES:
        for quarter in quarters(FIRST):
            parts = [known["R01", directorate, month][-1] for month in months(quarter)]
            count = sum(int(part["value"]) for part in parts)
            day = max(part["recorded_on"] for part in parts)
            measure = "received at stage one"
            rows.append([directorate, quarter, "complaints", measure, str(count), "", day])
            for channel, name, indicator in FROM_INDICATORS:
                rows += [
                    [
                        directorate,
                        quarter,
                        channel,
                        name,
                        told_then["numerator"],
                        told_then["denominator"],
                        told_then["recorded_on"],
                    ]
                    for told_then in known[indicator, directorate, quarter]
                ]
            second = int(known["R02", directorate, quarter][-1]["numerator"])
            if second:
                rows.append(second_stage(directorate, quarter, second))
    return rows


def second_stage(directorate: str, quarter: str, received: int) -> list[str]:
    """How many of the complaints at stage two were answered in time: about two in three."""
    random = Random(f"second:{directorate}:{quarter}")
    in_time = sum(random.random() < 0.68 for _ in range(received))
    day = told(quarter, f"second:{directorate}")
    measure = "answered in time at stage two"
    return [directorate, quarter, "complaints", measure, str(in_time), str(received), day]


def compliments() -> list[list[str]]:
    """Thanks that were written down, by directorate."""
    rows = []
    for directorate, usual in THANKS.items():
        for quarter in quarters(FIRST):
            count = usual + pick(f"thanks:{directorate}:{quarter}", -(usual // 3), usual // 3)
            day = told(quarter, f"thanks:{directorate}")
            rows.append([directorate, quarter, "compliments", "received", str(count), "", day])
    return rows


def ombudsman() -> list[list[str]]:
    """The ombudsman's yearly letter."""
    rows = []
    for year, decided, investigated, upheld, day in OMBUDSMAN:
        start = [COUNCIL, year, "ombudsman"]
        rows.append([*start, "decided", str(decided), "", day])
        rows.append([*start, "upheld", str(upheld), str(investigated), day])
    return rows


def surveys() -> list[list[str]]:
    """Residents every spring; staff every autumn, by directorate."""
    rows = []
    for turn, (year, asked, day) in enumerate(RESIDENTS_YEARS):
        for question, agreed in RESIDENTS.items():
            found = [str(agreed[turn]), str(asked)]
            rows.append([COUNCIL, year, "residents' survey", question, *found, day])
    for turn, (year, day) in enumerate(STAFF_YEARS):
        for directorate, answered in ANSWERED.items():
            growth = YEARS.index(year) - YEARS.index("2022-23")
            for question, agreed in STAFF.items():
                asked = answered + 6 * growth
                swing = pick(f"staff:{directorate}:{year}:{question}", -2, 2)
                per_cent = agreed[turn] + LIKING[directorate] + swing
                found = [str(round(asked * per_cent / 100)), str(asked)]
                rows.append([directorate, year, "staff survey", question, *found, day])
    return rows


def tables() -> dict[str, list[list[str]]]:
    """All that people said, in numbers."""
    rows = [*from_indicators(), *compliments(), *ombudsman(), *surveys()]
    return {"feedback.csv": [HEADER.split(), *rows]}
