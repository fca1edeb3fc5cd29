"""What auditors and inspectors said."""

from .story import lines

__all__ = ["tables"]

AUDIT_HEADER = (
    "recommendation source title priority directorate due forecast_due closed recorded_on"
)
INSPECTION_HEADER = "body scope directorate rating published next recorded_on"

# Source, priority, directorate (``-`` for all), day recorded, due; then ``~`` with a day and the
# date then forecast; then ``=`` with the day it was closed.
RECOMMENDATIONS = """
    internal high resources 2023-02-14 2023-07-31 =2023-07-20: Take leavers off every system
        within a day
    internal medium place 2023-02-14 2023-09-30 =2023-11-02: Check weighbridge tickets against
        invoices each month
    external high resources 2023-09-26 2024-03-31 =2024-03-22: Value land and buildings every
        five years at least
    external medium resources 2023-09-26 2024-03-31 =2024-05-17: Keep proof of every grant's
        conditions
    internal low wellbeing 2023-10-17 2024-04-30 =2024-03-28: Count museum stock twice a year
    internal high adults 2023-11-14 2024-05-31 ~2024-06-18,2024-09-30 =2024-09-24: Tell people what
        they must pay before care begins
    inspection high children 2024-03-25 2024-09-30 =2024-09-20: See every child alone at each visit
    inspection medium children 2024-03-25 2024-12-31 ~2025-01-21,2025-06-30 =2025-06-12: Record
        why a placement was chosen
    internal medium growth 2024-04-16 2024-10-31 =2024-10-29: Check gas safety dates daily
    peer review medium - 2024-05-21 2024-11-30 =2024-11-18: Publish what was decided beside each
        figure
    peer review low - 2024-05-21 2025-03-31 =2025-03-04: Ask residents before a target is set
    inspection high children 2024-07-09 2025-03-31 ~2025-04-15,2025-12-31 ~2025-10-21,2026-03-31:
        Issue plans for special needs within 20 weeks
    inspection high children 2024-07-09 2025-01-31 =2025-01-24: Tell families each month how far
        their case has got
    inspection medium children 2024-07-09 2025-07-31 ~2025-08-19,2026-01-31: Share therapists'
        waiting times with parents
    external high resources 2024-09-24 2025-03-31 =2025-03-27: Reconcile bank accounts every month
    external medium - 2024-09-24 2025-06-30 ~2025-07-15,2025-10-31: Show in each report how
        savings were proved
    internal high resources 2024-11-12 2025-05-31 =2025-05-20: Test whether copies of records
        can be restored
    internal medium place 2024-11-12 2025-06-30 =2025-08-08: Log when a road defect was made safe
    scrutiny medium growth 2024-11-21 2025-05-31 =2025-05-29: Show how long families stay in bed and
        breakfast
    scrutiny low wellbeing 2025-02-20 2025-09-30 =2025-09-16: List library hours on every bus stop
        nearby
    inspection high adults 2025-02-28 2025-09-30 ~2025-10-14,2026-01-31: Tell people who wait for
        an assessment when to expect it
    inspection medium adults 2025-02-28 2025-12-31: Offer every carer an assessment of their own
    inspection medium growth 2025-03-26 2025-10-31: Check fire doors in all blocks each quarter
    inspection low growth 2025-03-26 2026-03-31: Report complaints to the tenants' panel
    internal high resources 2025-04-15 2025-10-31 ~2025-11-04,2026-02-28: Match people and addresses
        between care and housing
    internal medium children 2025-05-13 2025-12-31: Check transport routes for empty seats each term
    scrutiny medium place 2025-05-22 2026-01-31: Publish when each reported defect will be mended
    internal medium wellbeing 2025-07-08 2025-11-30: Put a duty to report figures into every
        provider's contract
    external high resources 2025-09-23 2026-03-31: Set a floor for the general reserve
    peer review medium - 2025-10-07 2026-06-30: Give every cross-council programme one lead
"""
INSPECTIONS = (
    (
        "Ofsted",
        "Children's social care",
        "children",
        "Requires improvement to be good",
        "2021-07-19",
        "",
        "2021-07-20",
    ),
    (
        "Ofsted",
        "Children's social care",
        "children",
        "Good",
        "2024-03-18",
        "2027-03-31",
        "2024-03-25",
    ),
    (
        "Ofsted and Care Quality Commission",
        "Local area partnership for special needs and disabilities",
        "children",
        "Inconsistent experiences and outcomes",
        "2024-07-02",
        "2027-07-31",
        "2024-07-09",
    ),
    (
        "Care Quality Commission",
        "Adult social care duties",
        "adults",
        "Requires improvement",
        "2025-02-21",
        "",
        "2025-02-28",
    ),
    (
        "Regulator of Social Housing",
        "Council landlord: consumer standards",
        "growth",
        "C2: some weaknesses",
        "2025-03-26",
        "2029-03-31",
        "2025-03-26",
    ),
    (
        "HM Inspectorate of Probation",
        "Youth justice service",
        "children",
        "Good",
        "2023-09-12",
        "2026-12-31",
        "2023-09-19",
    ),
    (
        "Ofsted",
        "Adult and community learning",
        "children",
        "Good",
        "2022-11-23",
        "2026-11-30",
        "2022-11-29",
    ),
)
BODIES = ("peer review",)  # sources of two words


def recommendation(code: str, line: str) -> list[list[str]]:
    """Lines of ``audits.csv`` for one recommendation: made, forecast again, closed."""
    facts, title = line.split(": ", maxsplit=1)
    source = next((body for body in BODIES if facts.startswith(body)), facts.split(" ")[0])
    priority, place, made, due, *marks = facts.removeprefix(source).split()
    fixed = [code, source, title, priority, "" if place == "-" else place, due]
    rows = [[*fixed, "", "", made]]
    forecast = ""
    for mark in marks:
        if mark.startswith("~"):
            told, forecast = mark.removeprefix("~").split(",")
            rows.append([*fixed, forecast, "", told])
        else:
            closed = mark.removeprefix("=")
            rows.append([*fixed, forecast, closed, closed])
    return rows


def tables() -> dict[str, list[list[str]]]:
    """Recommendations and inspections."""
    made = [
        row
        for place, line in enumerate(lines(RECOMMENDATIONS), start=1)
        for row in recommendation(f"RC{place:02d}", line)
    ]
    return {
        "audits.csv": [AUDIT_HEADER.split(), *made],
        "inspections.csv": [INSPECTION_HEADER.split(), *(list(one) for one in INSPECTIONS)],
    }
