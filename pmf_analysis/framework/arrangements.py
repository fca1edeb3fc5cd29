"""How a council arranges its year: who is told what and when, its months, its plans."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from pmf_analysis.framework.plan import Code, Text, Value

__all__ = ["Change", "Document", "Month", "Plan", "PlanPart", "Related", "Reporting"]

# Parts of a profile that a council's document may leave open.
Open = Literal[
    "cycle",
    "principles",
    "values",
    "tiers",
    "perspectives",
    "themes",
    "missions",
    "directorates",
    "groups",
    "thread",
    "roles",
    "decisions",
    "rating",
    "risk",
    "finance",
    "calendar",
    "reporting",
    "plans",
    "disclosure",
    "year",
]

# Pages that there is one of, by where they stand; an edition that lacks one does not link to it.
ServedBy = Literal[
    "benchmarks",
    "calendar",
    "case-studies",
    "context",
    "corporate",
    "delivery",
    "finance",
    "golden-thread",
    "groups",
    "index",
    "measures",
    "people",
    "quality",
    "questions",
    "residents",
    "responses",
    "risk",
    "standards",
    "statutory",
    "year",
    "",
]


class Related(Value):
    """A related policy or guide."""

    title: Text
    note: str = ""


class Change(Value):
    """An earlier or the present version of the framework, and what was new in it."""

    version: Text
    on: dt.date | None = None
    what: str = ""


class Document(Value):
    """The framework as a document.

    Attributes
    ----------
    dated : str
        The stretch or month that it is of, in its own words.
    held_by : str
        The team or role that keeps it.
    open : tuple of str
        Parts of the profile that the document does not settle, so that what stands there is a
        proposal of this program; the page about the framework says so.
    """

    title: Text = "Performance management framework"
    version: str = ""
    status: str = ""
    dated: str = ""
    held_by: str = ""
    approved_by: str = ""
    approved_on: dt.date | None = None
    next_review: dt.date | None = None
    review_note: str = ""
    foreword: str = ""
    purpose: str = ""
    changes: tuple[Change, ...] = ()
    related: tuple[Related, ...] = ()
    open: tuple[Open, ...] = ()


class Reporting(Value):
    """Who is told what, and how often.

    Attributes
    ----------
    page : str
        The page that serves it, such as ``risk``; "" for none.
    """

    report: Text
    to: tuple[Text, ...]
    every: Text
    page: ServedBy = ""
    note: str = ""


class Month(Value):
    """What the council does in a month of every year."""

    month: int = Field(ge=1, le=12)
    actions: Annotated[tuple[Text, ...], Field(min_length=1)]


class PlanPart(Value):
    """A part of a plan: what it asks, and the columns of its table."""

    name: Text
    ask: str = ""
    columns: tuple[Text, ...] = ()


class Plan(Value):
    """A plan of the council; one with parts has a template to fill in."""

    code: Code
    name: Text
    owner: str = ""
    agreed_by: str = ""
    when: str = ""
    note: str = ""
    parts: tuple[PlanPart, ...] = ()
