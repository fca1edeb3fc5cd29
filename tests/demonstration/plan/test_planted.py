"""What README.md says is planted really is in the written files."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from ..judged import read
from ..tables import DATA

CLOSE = "2025-12-02"
QUARTER_END = "2025-09-30"
BEFORE = "2025-06-30"
SILENT = timedelta(days=120)
APPETITE = {
    "financial": 9,
    "service": 9,
    "legal": 6,
    "people": 9,
    "technology": 9,
    "data-quality": 6,
    "climate": 12,
    "reputation": 9,
}
OVERDUE_AFTER = {  # the longest that a risk in amber may go unreviewed
    "strategic": timedelta(weeks=8),
    "operational": timedelta(days=184),
    "project": timedelta(days=92),
}

ACTIONS = {row["action"]: row for row in read(DATA, "actions.csv")}
MILESTONES = {(row["action"], row["milestone"]): row for row in read(DATA, "milestones.csv")}
RISKS = {row["risk"]: row for row in read(DATA, "risks.csv")}
RESPONSES = read(DATA, "responses.csv")
AUDITS = read(DATA, "audits.csv")
OBJECTIVES = read(DATA, "objectives.csv")
LINKS = read(DATA, "links.csv")
UPDATES = defaultdict(list)
for _row in read(DATA, "action_updates.csv"):
    UPDATES[_row["action"], _row["milestone"]].append(_row)
REVIEWS = defaultdict(list)
for _row in read(DATA, "risk_reviews.csv"):
    REVIEWS[_row["risk"]].append(_row)


def whole(action: str) -> list[dict[str, str]]:
    """The reports on an action as a whole."""
    return UPDATES[action, ""]


def agreed(action: str) -> str:
    """The date agreed last."""
    revised = [row["revised_due"] for row in whole(action) if row["revised_due"]]
    return [ACTIONS[action]["due"], *revised][-1]


def statuses() -> dict[str, str]:
    """What each action said last."""
    return {a: whole(a)[-1]["status"] if whole(a) else "not started" for a in ACTIONS}


def score(risk: str, day: str = CLOSE) -> int:
    """Likelihood times impact at the last review by a day."""
    row = [row for row in REVIEWS[risk] if row["recorded_on"] <= day][-1]
    return int(row["likelihood"]) * int(row["impact"])


def test_every_status_stands_at_the_close() -> None:
    """Seven actions are complete, one is stopped and says why, two have not begun."""
    counts = Counter(statuses().values())
    assert {"complete", "on track", "at risk", "delayed", "not started", "stopped"} == set(counts)
    assert (counts["complete"], counts["stopped"], counts["not started"]) == (7, 1, 2)
    (reason,) = [row["update"] for row in whole("A08") if row["status"] == "stopped"]
    assert "Hill rounds would need three electric lorries" in reason


def test_complete_early_on_time_and_late() -> None:
    """Of the seven complete, five were early or on time and two late."""
    ended = {a: whole(a)[-1]["recorded_on"] for a, s in statuses().items() if s == "complete"}
    late = {action for action, day in ended.items() if day > ACTIONS[action]["due"]}
    assert late == {"A02", "A28"}
    assert set(ended) - late == {"A06", "A11", "A17", "A25", "A35"}


def test_on_track_although_its_date_has_passed() -> None:
    """One action says on track a month after the date last agreed."""
    past = {a for a, s in statuses().items() if s == "on track" and agreed(a) < QUARTER_END}
    assert past == {"A15"}


def test_two_are_stalled() -> None:
    """Begun, not ended, and silent for 120 days by the quarter's end and since."""
    edge = date.fromisoformat(QUARTER_END)
    silent = {
        action
        for action, status in statuses().items()
        if status not in ("complete", "stopped", "not started")
        and edge - date.fromisoformat(whole(action)[-1]["recorded_on"]) > SILENT
    }
    assert silent == {"A23", "A30"}


def test_revised_twice_and_forecast_early() -> None:
    """One action was given a new date twice; one expects to be done before its date."""
    revised = Counter({a: sum(bool(row["revised_due"]) for row in whole(a)) for a in ACTIONS})
    assert [action for action, times in revised.items() if times > 1] == ["A10"]
    early = {
        action
        for action, status in statuses().items()
        if status not in ("complete", "stopped")
        and whole(action)
        and "" < whole(action)[-1]["forecast_due"] < agreed(action)
    }
    assert early >= {"A22"}
    assert whole("A22")[-1]["forecast_due"] < ACTIONS["A22"]["due"]


def test_on_track_with_late_milestones() -> None:
    """One action says on track with two milestones past their dates, one of them unreported."""
    late = defaultdict(list)
    for (action, step), row in MILESTONES.items():
        told = UPDATES[action, step]
        done = any(update["status"] == "complete" for update in told)
        if row["due"] <= QUARTER_END and not done and statuses()[action] == "on track":
            late[action].append([update["status"] for update in told])
    assert late["A03"] == [["delayed"], []]
    assert set(late) == {"A03", "A15", "A23"}


def test_gaps_in_the_golden_thread() -> None:
    """One action hangs on nothing and one has no lead; one objective is tied to nothing."""
    named = {row[f"{end}_id"] for row in LINKS for end in ("from", "to")}
    tied = named | {row["action"] for row in OBJECTIVES}
    loose = {a for a, r in ACTIONS.items() if not r["theme"] + r["mission"] and a not in tied}
    assert loose == {"A39"}
    assert [a for a, row in ACTIONS.items() if not row["lead_role"]] == ["A41"]
    alone = {
        row["objective"]
        for row in OBJECTIVES
        if not row["indicator"] + row["action"] and row["objective"] not in named
    }
    assert alone == {"RES-GO-3"}
    assert {a for a, row in ACTIONS.items() if row["audience"] == "internal"} == {
        "A37",
        "A38",
        "A40",
    }


def test_risks_above_appetite_and_long_red() -> None:
    """Two risks are above appetite at the close, one of them red for over a year."""
    open_ones = [r for r, row in RISKS.items() if not row["closed"] and REVIEWS[r]]
    above = {
        r
        for r in open_ones
        if RISKS[r]["nature"] == "risk" and score(r) > APPETITE[RISKS[r]["category"]]
    }
    assert above == {"SR02", "SR03"}
    year = [row for row in REVIEWS["SR02"] if row["recorded_on"] >= "2024-09-01"]
    assert min(int(row["likelihood"]) * int(row["impact"]) for row in year) >= 15
    assert score("SR03", BEFORE) < 15 <= score("SR03")


def test_risks_closed_new_and_never_reviewed() -> None:
    """One closed, one never reviewed, and one strategic risk new in the quarter."""
    assert [risk for risk, row in RISKS.items() if row["closed"]] == ["OR05"]
    assert [risk for risk in RISKS if not REVIEWS[risk]] == ["OR16"]
    firsts = {r: REVIEWS[r][0]["recorded_on"] for r in RISKS if REVIEWS[r]}
    new = {risk for risk, day in firsts.items() if BEFORE < day <= QUARTER_END}
    assert new == {"SR12", "OR09", "PR01", "PR05"}
    assert sum(row["category"] == "data-quality" for row in RISKS.values()) == 3
    assert all(
        row["recorded_on"] >= RISKS[risk]["opened"] for risk in RISKS for row in REVIEWS[risk]
    )


def test_reviews_overdue_and_scores_that_moved() -> None:
    """Four reviews are overdue at the close; scores moved both ways in the quarter."""
    overdue = {
        risk
        for risk, row in RISKS.items()
        if not row["closed"]
        and REVIEWS[risk]
        and score(risk) >= 6
        and date.fromisoformat(CLOSE) - date.fromisoformat(REVIEWS[risk][-1]["recorded_on"])
        > OVERDUE_AFTER[row["register"]]
    }
    assert overdue == {"OR03", "OR11", "PR04"}
    assert (score("SR11"), REVIEWS["SR11"][-1]["recorded_on"]) == (4, "2025-07-15")
    old = [r for r in RISKS if REVIEWS[r] and REVIEWS[r][0]["recorded_on"] <= BEFORE]
    moved = {r: score(r, QUARTER_END) - score(r, BEFORE) for r in old if not RISKS[r]["closed"]}
    assert {r for r, by in moved.items() if by > 0} == {"SR03", "SR06", "OP1", "OR10", "OP3"}
    assert {r for r, by in moved.items() if by < 0} == {"SR08", "SR11", "OR01", "OR04", "OR08"}


def test_responses_closed_overdue_and_too_new() -> None:
    """Improved, open, overdue and too new; about indicators, two risks and two actions."""
    last = {row["response"]: row for row in RESPONSES}
    improved = {r["about"] for r in last.values() if r["outcome"].startswith("Improved")}
    assert improved == {"503", "703", "706", "1003"}
    late = {row["about"] for row in last.values() if not row["closed"] and row["due"] < CLOSE}
    assert late == {"506", "702", "SR03"}
    first = {row["response"]: row for row in reversed(RESPONSES)}
    new = {row["about"] for row in first.values() if row["recorded_on"] > "2025-11-01"}
    assert new == {"404", "P01", "804"}
    about = {row["about"] for row in last.values()}
    assert about & set(RISKS) == {"SR02", "SR03"}
    assert about & set(ACTIONS) == {"A10", "A24"}
    closed = [row for row in last.values() if row["closed"]]
    assert len(closed) == 11 and all(row["outcome"] for row in closed)


def test_recommendations_open_late_and_closed() -> None:
    """Some are closed in time, some late; seven are open past their date."""
    last = {row["recommendation"]: row for row in AUDITS}
    late = [row for row in last.values() if not row["closed"] and row["due"] < CLOSE]
    done = [row for row in last.values() if row["closed"]]
    assert Counter(row["closed"] > row["due"] for row in done) == {False: 12, True: 5}
    assert len(late) == 7
    assert {row["source"] for row in AUDITS} == {
        "internal",
        "external",
        "inspection",
        "peer review",
        "scrutiny",
    }
