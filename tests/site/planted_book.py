"""A small, whole book of data: every table has public rows, and internal ones full of marks."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

from pmf_analysis.tables.schemas import TABLES
from tests import books
from tests.site.planted import CODE, Marks, sheet

__all__ = ["ANSWERED", "CASES", "COMPLAINTS", "MONEY", "OUT_OF", "PLAINLY_PUBLIC", "SHARE", "plant"]

FRAMEWORK = """\
council: {name: Smallbridge Council, code: X1, illustrative: true}
themes:
  - {code: homes, name: Homes, outcome: A good home for everyone.}
directorates:
  - code: housing
    name: Housing
    services: [{code: advice, name: Housing advice}, {code: lettings, name: Lettings}]
  - code: care
    name: Care
    services: [{code: home-care, name: Home care}, {code: day-care, name: Day care}]
risk: {default_appetite: 4}
calendar:
  quarters:
    - {quarter: 2024-25 Q4, publication: 2025-06-02}
    - {quarter: 2025-26 Q1, publication: 2025-09-02}
"""
NOW, BEFORE = "2025-26 Q1", "2024-25 Q4"
REPORTED, REVISED = "2025-05-20", "2025-07-20"  # before the report of Q4, and after it
# What the services say of the last quarter: cases; calls answered, and out of how many; complaints.
CASES = {
    "advice": 731_907_264,
    "lettings": 912_653_987,
    "home-care": 823_519_406,
    "day-care": 945_361_728,
}
ANSWERED = {
    "advice": 713_840_925,
    "lettings": 904_172_368,
    "home-care": 816_293_547,
    "day-care": 937_581_204,
}
OUT_OF = {
    "advice": 719_264_853,
    "lettings": 908_317_526,
    "home-care": 819_472_635,
    "day-care": 941_825_637,
}
COMPLAINTS = {
    "advice": 725_938_146,
    "lettings": 901_456_283,
    "home-care": 814_629_357,
    "day-care": 933_172_845,
}
# Pounds: budget for the year, spent to date, forecast of the year.
MONEY = {
    "advice": (721_436_958, 723_658_149, 727_184_396),
    "lettings": (906_254_781, 909_836_274, 911_472_853),
    "home-care": (817_365_294, 821_947_536, 822_694_173),
    "day-care": (939_174_862, 942_583_716, 943_716_925),
}
SHARE, COUNT, ACTION, RISK, RUNNING, LINE, RESPONSE, OBJECTIVE = (
    f"{CODE}{n}" for n in range(9001, 9009)
)
# Tables whose rows name nothing that could be internal, so that all of them are public.
PLAINLY_PUBLIC = {"areas", "neighbours", "audits", "inspections", "context"}

Rows = dict[str, list[dict[str, Any]]]


def plant(folder: Path) -> Marks:
    """Write the book to `folder`/data and its commentary beside it; return what was planted."""
    marks = Marks()
    rows: Rows = {}
    for part in (_indicators, _observations, _aims, _beside, _plan, _risks, _money, _said, _came):
        rows |= part(marks)
    assert set(rows) == set(TABLES)
    books.write(folder / "data", FRAMEWORK, **{n: sheet(n, *lines) for n, lines in rows.items()})
    said = folder / "notebooks" / "commentary" / "2025-26-q1"
    said.mkdir(parents=True)
    for page, subjects in (
        ("theme-homes", [(SHARE, ""), ("201", "advice")]),
        ("directorate-housing", [(COUNT, ""), ("202", "lettings")]),
    ):
        text = "Words about the whole.\n"
        for indicator, organisation in subjects:
            about = f'{{"indicator": "{indicator}", "organisation": "{organisation}"}}'
            text += f"\n+++ {about}\n\n{marks.text('commentary', page)}\n"
        (said / f"{page}.md").write_text(text, encoding="utf-8")
    return marks


def _indicators(marks: Marks) -> Rows:
    header = books.INDICATOR_COLUMNS.split(",")
    count = {"unit": "count", "per": "1", "over": "sum", "over_time": "sum"}
    lines = (
        books.indicator("201", "Cases", directorate="", **count),
        books.indicator("202", "Calls answered", directorate=""),
        books.indicator("203", "Homes let", group="near"),
    )
    fixed = {"theme": "homes", "perspective": "operational", "directorate": "housing"}
    fixed |= {"kind": "council", "role": "targeted", "frequency": "quarter", "basis": "in period"}
    fixed |= {"benchmark_group": "near", "audience": "internal"}
    adds = {"unit": "count", "polarity": "range", "over_time": "sum", "over_organisations": "sum"}
    share = {"unit": "percent", "per": 100, "polarity": "higher", "over_time": "ratio"}
    share |= {"over_organisations": "ratio"}
    rows = [dict(zip(header, line.split(","), strict=True)) for line in lines]
    for code, kind in ((SHARE, share), (COUNT, adds)):
        rows += [marks.row("indicators", indicator=code, decimals=1, lag_days=30, **kind, **fixed)]
    return {"indicators": rows}


def _observations(marks: Marks) -> Rows:
    def add(indicator: object, organisation: str, period: str, **cells: object) -> None:
        cells = {"breakdown": "", "recorded_on": REVISED} | cells
        where = {"indicator": indicator, "organisation": organisation, "period": period}
        rows.append(marks.row("observations", **where, **cells))

    nothing = {"numerator": "", "denominator": ""}
    rows: list[dict[str, Any]] = []
    for quarter in books.quarters(14):
        for service, cases in CASES.items():
            value = {"value": cases} if quarter == NOW else {}
            add("201", service, quarter, **value, **nothing)
        add(SHARE, "X1", quarter, value="")
        add(COUNT, "X1", quarter, **nothing)
    for service in CASES:
        add("201", service, BEFORE, recorded_on=REPORTED, **nothing)
        add("201", service, NOW, breakdown="ward: Northgate", **nothing)
        add("202", service, BEFORE, value="")
        parts = {"numerator": ANSWERED[service], "denominator": OUT_OF[service]}
        add("202", service, NOW, value="", **parts)
    add(SHARE, "X1", BEFORE, value="", recorded_on=REPORTED)
    add(SHARE, "housing", NOW, value="")
    for _ in range(2):
        add(
            SHARE, "X1", NOW, value="", breakdown=f"ward: {marks.text('observations', 'breakdown')}"
        )
    public = {"indicator": "203", "organisation": "X1", "recorded_on": REVISED}
    for n, quarter in enumerate(books.quarters(14)):
        parts = {"numerator": 60 + n % 5, "denominator": 100}
        rows.append({**public, "period": quarter, **parts, "note": "Counted twice."})
    for ward, n in (("Northgate", 30), ("Southgate", 33)):
        parts = {"breakdown": f"ward: {ward}", "numerator": n, "denominator": 50}
        rows.append({**public, "period": NOW, **parts})
    return {"observations": rows}


def _aims(marks: Marks) -> Rows:
    """Targets and events."""
    series = [(SHARE, "X1"), (COUNT, "X1"), *product(["201", "202"], CASES)]
    public = {"indicator": "203", "organisation": "X1", "recorded_on": REPORTED}
    targets: list[dict[str, Any]] = [{**public, "period": "2025-26", "target": 70}]
    events: list[dict[str, Any]] = [{**public, "period": BEFORE, "label": "New system"}]
    for indicator, organisation in series:
        key = {"indicator": indicator, "organisation": organisation}
        for period, day in (("2024-25", REPORTED), ("2024-25", REVISED), ("2025-26", REPORTED)):
            targets.append(marks.row("targets", **key, period=period, recorded_on=day))
        events.append(marks.row("events", **key, period=BEFORE, recorded_on=REPORTED))
    return {"targets": targets, "events": events}


def _beside(marks: Marks) -> Rows:
    """Benchmarks, and the areas that they are of."""
    benchmarks: list[dict[str, Any]] = []
    for area in ("E1", "E2"):
        public = {"area": area, "period": NOW, "recorded_on": REVISED}
        benchmarks.append({**public, "indicator": "203", "numerator": 70, "denominator": 100})
        key = {"area": area, "recorded_on": REVISED}
        benchmarks.append(marks.row("benchmarks", indicator=SHARE, period=NOW, value="", **key))
        parts = {"numerator": "", "denominator": ""}
        benchmarks.append(marks.row("benchmarks", indicator=COUNT, period=NOW, **parts, **key))
    near = [{"group": "near", "area": "X1", "neighbour": code} for code in ("E1", "E2")]
    areas = [{"area": code, "name": f"Area {code}"} for code in ("X1", "E1", "E2")]
    return {"benchmarks": benchmarks, "neighbours": near, "areas": areas}


def _plan(marks: Marks) -> Rows:
    day = {"recorded_on": REVISED}
    public = {"action": "PA1", "title": "Build", "kind": "action", "due": "2026-03-31"}
    secret = {"kind": "project", "theme": "homes", "directorate": "housing", "start": marks.past()}
    actions = [
        {**public, "directorate": "housing", "audience": "public"},
        marks.row("actions", action=ACTION, audience="internal", **secret),
    ]
    step = marks.row("milestones", action=ACTION)
    milestones = [{"action": "PA1", "milestone": "PM1", "title": "Dig", "due": "2025-12-31"}, step]
    updates = [{"action": "PA1", "milestone": "PM1", "status": "on track", **day}]
    for milestone, recorded_on in (("", REPORTED), ("", REVISED), (step["milestone"], REVISED)):
        key = {"action": ACTION, "milestone": milestone, "recorded_on": recorded_on}
        updates.append(marks.row("action_updates", status="at risk", percent=40, **key))
    plan = {"service": "advice", "kind": "objective", "status": "on track"}
    objectives = [{"objective": "PO1", "plan": "Housing", "title": "Answer", **plan, **day}]
    for recorded_on in (REPORTED, REVISED):
        of = {"objective": OBJECTIVE, "indicator": SHARE, "recorded_on": recorded_on}
        objectives.append(marks.row("objectives", **of, **plan))
    objectives.append(marks.row("objectives", action=ACTION, **plan, **day))
    ends = (
        ("action", "PA1", "risk", "PR1"),
        ("indicator", "203", "action", ACTION),
        ("risk", RISK, "indicator", "203"),
        ("action", "PA1", "risk", RUNNING),
        ("indicator", SHARE, "indicator", "203"),
        ("budget line", LINE, "action", "PA1"),
        ("response", RESPONSE, "indicator", "203"),
        ("objective", "PO1", "objective", OBJECTIVE),
    )
    names = ("from_kind", "from_id", "to_kind", "to_id")
    links = [dict(zip(names, end, strict=True)) for end in ends]
    listed = {"actions": actions, "milestones": milestones, "action_updates": updates}
    return {**listed, "objectives": objectives, "links": links}


def _risks(marks: Marks) -> Rows:
    public = {"risk": "PR1", "title": "Fire", "category": "safety", "opened": "2024-04-01"}
    usual = {"nature": "risk", "directorate": "housing"}
    risks = [{**public, **usual, "register": "strategic", "audience": "public"}]
    for code, register, audience in (
        (RISK, "strategic", "internal"),
        (RUNNING, "operational", "public"),  # by the editions of the profile it stays inside
    ):
        kind = {"register": register, "audience": audience, "opened": marks.past()}
        risks.append(marks.row("risks", risk=code, **kind, **usual))
    score = {"likelihood": 3, "impact": 4}
    reviews = [{"risk": "PR1", **score, "recorded_on": REVISED}]
    for code, day in product((RISK, RUNNING), (REPORTED, REVISED)):
        reviews.append(marks.row("risk_reviews", risk=code, **score, recorded_on=day))
    responses = [{"response": "PS1", "about": "203", "finding": "Slow", "recorded_on": REVISED}]
    for about, day in product((SHARE, ACTION, RISK, RUNNING), (REPORTED, REVISED)):
        code = {
            "response": RESPONSE if about == SHARE else f"{RESPONSE[:-1]}{len(about)}{about[-1]}"
        }
        code = {"response": RESPONSE if about == SHARE else f"{CODE}91{about[-2:]}"}
        closed = {"closed": marks.past()}
        responses.append(marks.row("responses", about=about, **code, **closed, recorded_on=day))
    return {"risks": risks, "risk_reviews": reviews, "responses": responses}


def _money(marks: Marks) -> Rows:
    rows: list[dict[str, Any]] = []
    for directorate in ("housing", "care"):
        staff = {"line": f"staff-{directorate}", "organisation": directorate, "title": "Staff"}
        amounts = {"budget": 100_000, "actual": 25_000, "forecast": 103_000}
        rows.append({**staff, "area": "revenue", "period": NOW, **amounts, "recorded_on": REVISED})
    for n, (service, amounts) in enumerate(MONEY.items()):
        line = {"line": LINE if n == 0 else f"{CODE}920{n}", "organisation": service}
        line["area"] = "revenue"
        for period, day in ((BEFORE, REPORTED), (NOW, "2025-07-10")):
            rows.append(marks.row("finance", **line, period=period, recorded_on=day))
        last = dict(zip(("budget", "actual", "forecast"), amounts, strict=True))
        rows.append(marks.row("finance", **line, **last, period=NOW, recorded_on=REVISED))
    return {"finance": rows}


def _said(marks: Marks) -> Rows:
    """Feedback, requests, recommendations, inspections and the wider context."""
    day = {"recorded_on": REVISED}
    survey = {"organisation": "X1", "channel": "Survey", "measure": "Satisfied", **day}
    feedback: list[dict[str, Any]] = [{**survey, "period": NOW, "count": 61, "denominator": 90}]
    complaints = {"channel": "Complaints", "measure": "Received", "denominator": ""}
    for service, count in COMPLAINTS.items():
        key = {"organisation": service, **complaints}
        vintages = ({"period": BEFORE, "recorded_on": when} for when in (REPORTED, REVISED))
        feedback += [marks.row("feedback", **key, **vintage) for vintage in vintages]
        feedback.append(marks.row("feedback", **key, period=NOW, count=count, **day))
    ask = {"priority": "high", "status": "open"}
    requests = [marks.row("requests", **ask, **day) for _ in range(2)]
    audit = {
        "recommendation": "RC1",
        "source": "internal",
        "title": "Log calls",
        "priority": "high",
    }
    visit = {"body": "Inspector", "scope": "Homes", "rating": "Good", "published": "2025-01-15"}
    note = {"period": NOW, "title": "New act", "kind": "national policy", "note": "From July."}
    return {
        "feedback": feedback,
        "requests": requests,
        "audits": [{**audit, "due": "2026-03-31", **day}],
        "inspections": [{**visit, **day}],
        "context": [{**note, **day}],
    }


def _came(marks: Marks) -> Rows:
    """Files that came in, and figures of internal and public indicators that were confirmed."""
    day = {"recorded_on": REVISED}
    sent = {"kind": "return", "directorate": "housing", "quarter": NOW, "rows": "3", "added": "3"}
    sure = {"organisation": "X1", "period": NOW, "doubt": "JUMP", **day}
    return {
        "receipts": [marks.row("receipts", **sent, **day) for _ in range(2)],
        "acceptances": [
            marks.row("acceptances", indicator=SHARE, **sure),
            {"indicator": "203", **sure, "value": "60", "reason": "Counted twice."},
        ],
    }
