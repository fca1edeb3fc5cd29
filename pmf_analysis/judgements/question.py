"""A question that scrutiny could ask, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Ask", "Question", "Subject"]


class Subject(StrEnum):
    """What kind of thing a question is about."""

    INDICATOR = "indicator"
    ACTION = "action"
    RISK = "risk"
    LINE = "line"
    RESPONSE = "response"


class Ask(StrEnum):
    """What is asked; the most pressing first. Its words are made for people elsewhere."""

    WORSE = "WORSE"  # off target and getting worse
    NOT_CAPABLE = "NOT_CAPABLE"  # will not reach its target without change
    MISSING = "MISSING"  # due, and not there
    MISMATCH = "MISMATCH"  # rating and chart disagree
    RESPONSE_FAILED = "RESPONSE_FAILED"  # off target, and nothing moved since a response
    WORSENING = "WORSENING"  # getting worse, on target or without one
    MONEY = "MONEY"  # a variance that nobody has explained
    RISK_HIGH = "RISK_HIGH"  # above appetite
    RISK_UNREVIEWED = "RISK_UNREVIEWED"  # its review is overdue, or there has been none
    ACTION_LATE = "ACTION_LATE"  # slipped by a quarter or more, or past its date
    ACTION_SILENT = "ACTION_SILENT"  # nothing reported for too long
    RESPONSE_LATE = "RESPONSE_LATE"  # open past its date
    BEHIND_OTHERS = "BEHIND_OTHERS"  # worse than similar councils by more than chance
    CHANCE = "CHANCE"  # off target, or on it, by chance
    WORKED = "WORKED"  # what worked, and where else could it


@dataclass(frozen=True)
class Question:
    """A question and what it rests on.

    Attributes
    ----------
    ask : Ask
        What is asked.
    subject : Subject
        What kind of thing `code` names.
    code : str
        Of the indicator, action, risk, budget line or response; the council's own finding of an
        indicator.
    organisation : str
        Whose line of money, since several may keep one of the same code; "" for all else.
    """

    ask: Ask
    subject: Subject
    code: str
    organisation: str = ""
