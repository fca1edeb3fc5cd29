"""The tables beside the indicators: the plan, risks, money, what was done, and what others say."""

from __future__ import annotations

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.work import (
    ActionKind,
    ActionStatus,
    Area,
    ContextKind,
    LinkKind,
    Nature,
    ObjectiveKind,
    ObjectiveStatus,
    Priority,
    Register,
    RequestStatus,
    Source,
)
from pmf_analysis.tables.columns import (
    ORGANISATION,
    PERIOD,
    Cell,
    Column,
    Table,
    choice,
    code,
    date,
    number,
    text,
)

__all__ = ["PLAN_TABLES"]


def _own(name: str) -> Column:
    return Column(name, Cell.CODE, True, description="Short code of its own")


def _score(name: str) -> Column:
    required = name in {"likelihood", "impact"}
    return Column(name, Cell.INTEGER, required, least=1, most=10)


def _refers(name: str, *, required: bool = False) -> Column:
    return code(name, name, required=required)


OBJECTIVES = Table(
    "objectives",
    (
        _own("objective"),
        text("plan", "The service or team plan it stands in", required=True),
        _refers("service", required=True),
        choice("kind", ObjectiveKind),
        text("title", "Specific, measurable, achievable, relevant and timed", required=True),
        text("outcome"),
        text("lead_role"),
        date("start"),
        date("due"),
        choice("status", ObjectiveStatus),
        _refers("indicator"),
        _refers("action"),
    ),
    key=("objective",),
    ledger=True,
    history=True,
)

ACTIONS = Table(
    "actions",
    (
        _own("action"),
        text("title", required=True),
        choice("kind", ActionKind),
        _refers("theme"),
        _refers("mission"),
        _refers("directorate"),
        _refers("service"),
        code("group", "board"),
        text("lead_role"),
        text("portfolio_role"),
        date("start"),
        date("due", required=True),
        text("resources", "Money, people or other means"),
        choice("audience", Audience),
    ),
    key=("action",),
)

MILESTONES = Table(
    "milestones",
    (
        _refers("action", required=True),
        _own("milestone"),
        text("title", required=True),
        date("due", required=True),
    ),
    key=("action", "milestone"),
)

ACTION_UPDATES = Table(
    "action_updates",
    (
        _refers("action", required=True),
        Column("milestone", Cell.CODE, description="Empty for the whole action"),
        choice("status", ActionStatus),
        Column("percent", Cell.INTEGER, least=0, most=100),
        date("revised_due", "The date agreed in place of the one before"),
        date("forecast_due", "When it is now expected"),
        text("update"),
    ),
    key=("action", "milestone"),
    ledger=True,
    history=True,
)

RISKS = Table(
    "risks",
    (
        _own("risk"),
        choice("register", Register),
        choice("nature", Nature),
        text("title", required=True),
        text("cause"),
        text("event"),
        text("consequence"),
        Column("category", Cell.CODE, True, description="Data quality is one"),
        _refers("directorate"),
        text("owner_role"),
        date("opened", required=True),
        date("closed"),
        choice("audience", Audience),
    ),
    key=("risk",),
)

RISK_REVIEWS = Table(
    "risk_reviews",
    (
        _refers("risk", required=True),
        *(
            _score(f"{when}{what}")
            for when in ("", "inherent_", "target_")
            for what in ("likelihood", "impact")
        ),
        text("controls"),
        text("further_action"),
    ),
    key=("risk",),
    ledger=True,
    history=True,
)

FINANCE = Table(
    "finance",
    (
        _own("line"),
        ORGANISATION,
        PERIOD,
        choice("area", Area),
        text("title", required=True),
        Column("volatile", Cell.YES, description="Large and volatile budgets are explained"),
        number("budget", "Pounds for the year, income below 0; per cent for collection"),
        number("actual", "To date"),
        number("forecast", "Expected at the year's end"),
        text("explanation"),
    ),
    key=("line", "organisation", "period"),
    ledger=True,
)

RESPONSES = Table(
    "responses",
    (
        _own("response"),
        Column("about", Cell.CODE, description="The indicator, risk or action concerned"),
        text("raised_at", "Which meeting"),
        text("finding", required=True),
        text("decision"),
        text("owner_role"),
        date("due"),
        date("closed"),
        text("outcome"),
    ),
    key=("response",),
    ledger=True,
    history=True,
)

AUDITS = Table(
    "audits",
    (
        _own("recommendation"),
        choice("source", Source),
        text("title", required=True),
        choice("priority", Priority),
        _refers("directorate"),
        date("due", required=True),
        date("forecast_due"),
        date("closed"),
    ),
    key=("recommendation",),
    ledger=True,
    history=True,
)

INSPECTIONS = Table(
    "inspections",
    (
        text("body", required=True),
        text("scope", required=True),
        _refers("directorate"),
        text("rating", required=True),
        date("published", required=True),
        date("next"),
    ),
    key=("body", "scope"),
    ledger=True,
    history=True,
)

FEEDBACK = Table(
    "feedback",
    (
        ORGANISATION,
        PERIOD,
        text("channel", "Complaints, ombudsman, survey ...", required=True),
        text("measure", required=True),
        number("count"),
        number("denominator"),
    ),
    key=("organisation", "period", "channel", "measure"),
    ledger=True,
)

REQUESTS = Table(
    "requests",
    (
        _own("request"),
        text("asked_by_role", required=True),
        text("title", required=True),
        choice("priority", Priority),
        date("due"),
        choice("status", RequestStatus),
    ),
    key=("request",),
    ledger=True,
    history=True,
)

CONTEXT = Table(
    "context",
    (
        PERIOD,
        text("title", required=True),
        choice("kind", ContextKind),
        text("note"),
        text("link"),
    ),
    key=("period", "title"),
    ledger=True,
)

LINKS = Table(
    "links",
    (
        choice("from_kind", LinkKind),
        Column("from_id", Cell.CODE, True),
        choice("to_kind", LinkKind),
        Column("to_id", Cell.CODE, True),
    ),
    key=("from_kind", "from_id", "to_kind", "to_id"),
)

PLAN_TABLES = (
    OBJECTIVES,
    ACTIONS,
    MILESTONES,
    ACTION_UPDATES,
    RISKS,
    RISK_REVIEWS,
    FINANCE,
    RESPONSES,
    AUDITS,
    INSPECTIONS,
    FEEDBACK,
    REQUESTS,
    CONTEXT,
    LINKS,
)
