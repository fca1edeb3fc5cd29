"""The council's work and what endangers it: the words that actions, risks and money are kept in."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "ActionKind",
    "ActionStatus",
    "Area",
    "ContextKind",
    "LinkKind",
    "Nature",
    "ObjectiveKind",
    "ObjectiveStatus",
    "Priority",
    "Register",
    "RequestStatus",
    "Source",
]


class ActionKind(StrEnum):
    """How large a piece of the delivery plan is."""

    ACTION = "action"
    PROJECT = "project"
    PROGRAMME = "programme"


class ActionStatus(StrEnum):
    """Where an action or a milestone stands."""

    COMPLETE = "complete"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    DELAYED = "delayed"
    NOT_STARTED = "not started"
    STOPPED = "stopped"


class ObjectiveKind(StrEnum):
    """What an entry of a service plan is: an objective, a change project, a workforce question."""

    OBJECTIVE = "objective"
    CHANGE = "change"
    WORKFORCE = "workforce"


class ObjectiveStatus(StrEnum):
    """Where an objective stands."""

    COMPLETE = "complete"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    NOT_STARTED = "not started"


class Register(StrEnum):
    """The register a risk is kept in."""

    STRATEGIC = "strategic"
    OPERATIONAL = "operational"
    PROJECT = "project"


class Nature(StrEnum):
    """Whether an uncertainty would hurt or help."""

    RISK = "risk"
    OPPORTUNITY = "opportunity"


class Area(StrEnum):
    """What a line of money belongs to."""

    REVENUE = "revenue"
    SAVING = "saving"
    CAPITAL = "capital"
    TREASURY = "treasury"
    COLLECTION = "collection"
    DEBT = "debt"
    RESERVE = "reserve"


class Source(StrEnum):
    """Who made a recommendation."""

    INTERNAL = "internal"
    EXTERNAL = "external"
    INSPECTION = "inspection"
    PEER_REVIEW = "peer review"
    SCRUTINY = "scrutiny"


class Priority(StrEnum):
    """How pressing a recommendation or a request is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RequestStatus(StrEnum):
    """Where a request for analysis stands."""

    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"


class ContextKind(StrEnum):
    """What part of the wider context a note is of."""

    NATIONAL_POLICY = "national policy"
    PUBLIC_PRIORITY = "public priority"
    POPULATION = "population"


class LinkKind(StrEnum):
    """What may be tied to what in the golden thread."""

    INDICATOR = "indicator"
    OBJECTIVE = "objective"
    ACTION = "action"
    RISK = "risk"
    BUDGET = "budget line"
    RESPONSE = "response"
