"""What goes on around the council, and what its own people asked the analysts."""

__all__ = ["tables"]

CONTEXT_HEADER = "period title kind note link recorded_on"
REQUEST_HEADER = "request asked_by_role title priority due status recorded_on"
POLICY, PRIORITY, PEOPLE = "national policy", "public priority", "population"
LAW = "https://www.legislation.gov.uk"

CONTEXT = (
    (
        "2023-24 Q2",
        "Social Housing (Regulation) Act",
        POLICY,
        "The regulator may inspect council landlords from April 2024. It bears on tenants' "
        "satisfaction (501) and decent homes (502).",
        f"{LAW}/ukpga/2023/36",
        "2023-09-05",
    ),
    (
        "2023-24 Q3",
        "Procurement Act",
        POLICY,
        "New rules for buying will come in a year or so. Care contracts now being let come under "
        "the old ones.",
        f"{LAW}/ukpga/2023/54",
        "2023-12-05",
    ),
    (
        "2023-24 Q4",
        "Roads lead residents' concerns",
        PRIORITY,
        "Roads and pavements came first in the survey, anti-social behaviour second.",
        "",
        "2024-04-16",
    ),
    (
        "2024-25 Q1",
        "More older residents",
        PEOPLE,
        "About one resident in four is aged 65 or over, and the number aged 85 or over grows "
        "fastest. It bears on care homes (708) and the queue for assessments (706).",
        "",
        "2024-07-16",
    ),
    (
        "2024-25 Q2",
        "More pupils with special needs",
        POLICY,
        "Requests for plans rise all over the country, and a change of law is being discussed. It "
        "bears on plans in time (601) and the dedicated schools grant.",
        "",
        "2024-10-15",
    ),
    (
        "2024-25 Q3",
        "English Devolution White Paper",
        POLICY,
        "Areas with two tiers of councils are asked for plans of reorganisation. We are a single "
        "tier, but our neighbours are not.",
        "",
        "2025-01-14",
    ),
    (
        "2024-25 Q4",
        "Higher national insurance and minimum wage from April",
        POLICY,
        "Care firms and contractors pass the cost on. It bears on the whole budget (F01).",
        "",
        "2025-03-04",
    ),
    (
        "2024-25 Q4",
        "Roads first, buses third, anti-social behaviour fourth",
        PRIORITY,
        "The order of residents' concerns in this year's survey.",
        "",
        "2025-04-15",
    ),
    (
        "2025-26 Q1",
        "More time for special needs overspending",
        POLICY,
        "Councils may keep it apart from their other reserves until March 2028.",
        "",
        "2025-07-15",
    ),
    (
        "2025-26 Q1",
        "Population estimates for mid-2024",
        PEOPLE,
        "About 307,000 residents. Every age group grows a little each year, the oldest most.",
        "",
        "2025-07-31",
    ),
    (
        "2025-26 Q2",
        "Weekly food waste collections from April 2026",
        POLICY,
        "Every council in England must collect food waste weekly. It bears on recycling (205) and "
        "residual waste (206).",
        f"{LAW}/ukpga/2021/30",
        "2025-10-07",
    ),
    (
        "2025-26 Q2",
        "Time limits for hazards in social homes",
        POLICY,
        "From 27 October 2025 landlords must deal with dangerous damp and mould within set days.",
        "",
        "2025-10-28",
    ),
)
# Code, who asked, what, priority, due, then (status, day) in order.
REQUESTS = (
    (
        "RQ01",
        "Director of Homes and Growth",
        "How long do families stay in bed and breakfast, and has leasing changed it?",
        "high",
        "2025-02-28",
        (("open", "2025-01-21"), ("done", "2025-02-20")),
    ),
    (
        "RQ02",
        "Overview and Scrutiny Committee",
        "Do wards with fewer buses have more missed hospital visits?",
        "medium",
        "2025-04-30",
        (("open", "2025-02-20"), ("done", "2025-05-13")),
    ),
    (
        "RQ03",
        "Head of Special Educational Needs",
        "Which schools send most requests, allowing for their size?",
        "high",
        "2025-05-16",
        (("open", "2025-04-08"), ("done", "2025-05-15")),
    ),
    (
        "RQ04",
        "Cabinet Member for Culture",
        "Compare our theatres' ticket prices with those of named rivals",
        "low",
        "2025-06-30",
        (("open", "2025-04-29"), ("declined", "2025-05-06")),
    ),
    (
        "RQ05",
        "Head of People",
        "Does sickness fall after a team moves to fixed shifts?",
        "medium",
        "2025-09-30",
        (("open", "2025-06-24"), ("done", "2025-09-23")),
    ),
    (
        "RQ06",
        "Director of Resources",
        "What would savings look like at last year's pace?",
        "high",
        "2025-09-12",
        (("open", "2025-08-28"), ("done", "2025-09-11")),
    ),
    (
        "RQ07",
        "Public Health Consultant",
        "Where do two-year reviews fall behind, by district?",
        "medium",
        "2025-11-14",
        (("open", "2025-09-16"),),
    ),
    (
        "RQ08",
        "Head of Highways",
        "Which roads had defects three winters running?",
        "high",
        "2025-12-12",
        (("open", "2025-10-09"),),
    ),
    (
        "RQ09",
        "Audit and Governance Committee",
        "How often was a published figure revised, and by how much?",
        "medium",
        "2025-12-19",
        (("open", "2025-09-25"),),
    ),
    (
        "RQ10",
        "Head of Communities",
        "Which groups have never had a grant?",
        "low",
        "2026-01-16",
        (("open", "2025-11-18"),),
    ),
)


def tables() -> dict[str, list[list[str]]]:
    """Context and requests."""
    requests = [
        [code, asked, title, priority, due, status, day]
        for code, asked, title, priority, due, told in REQUESTS
        for status, day in told
    ]
    return {
        "context.csv": [CONTEXT_HEADER.split(), *(list(row) for row in CONTEXT)],
        "requests.csv": [REQUEST_HEADER.split(), *requests],
    }
