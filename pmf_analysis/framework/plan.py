"""The council's plan and its people: themes, directorates, roles, the golden thread, the cycle."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

__all__ = [
    "Council",
    "Directorate",
    "Event",
    "Group",
    "Named",
    "Perspective",
    "QuarterDates",
    "Role",
    "Service",
    "Stage",
    "Theme",
    "ThreadLevel",
    "Tier",
    "Value",
    "Words",
]

# Codes name files and addresses, so that they are neither long nor signed.
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$", max_length=60)]


def _printed(text: str) -> str:
    if any(ord(sign) < FIRST_PRINTED and sign not in "\t\n\r" for sign in text):
        raise ValueError("a text without control characters")
    return text


FIRST_PRINTED = 0x20  # the first sign of Unicode that is no control character
Text = Annotated[
    str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_printed)
]
# Of a host and perhaps a folder, without a question or a place on a page; "" for none.
SITE_ADDRESS = r"^(https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?)?$"


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Council(Value):
    """Who reports, and on what terms."""

    name: Text
    short_name: str = ""
    code: Code
    plan: str = ""
    plan_years: str = ""
    contact: str = ""
    # Where the site is published; links that must be whole addresses are made from it.
    site: str = Field(default="", pattern=SITE_ADDRESS)
    licence: str = "Open Government Licence v3.0"
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    year_starts: int = Field(default=4, ge=1, le=12)
    illustrative: bool = False
    # Whose figures these are, where a ready-made framework is shown with made-up ones.
    figures_of: str = ""
    # Of the accessibility statement, which has to name them.
    statement_prepared: dt.date | None = None
    statement_reviewed: dt.date | None = None
    statement_tested: dt.date | None = None

    @property
    def short(self) -> str:
        """The name that sentences use."""
        return self.short_name or self.name

    @property
    def address(self) -> str:
        """Where the site is published, with the slash that page names follow; "" for unknown."""
        return f"{self.site.rstrip('/')}/" if self.site else ""


class Words(Value):
    """What this council calls things; every page takes its words from here."""

    executive: Text = "executive"
    scrutiny: Text = "scrutiny committee"
    audit: Text = "audit committee"
    senior_team: Text = "senior management team"
    plan: Text = "council plan"
    delivery_plan: Text = "delivery plan"
    indicator: Text = "indicator"
    indicators: Text = "indicators"
    theme: Text = "theme"
    themes: Text = "themes"
    directorate: Text = "directorate"
    directorates: Text = "directorates"
    service: Text = "service"
    services: Text = "services"
    standard: Text = "service standard"
    mission: Text = "mission"
    missions: Text = "missions"
    clinic: Text = "performance clinic"
    portfolio: Text = "portfolio holder"
    councillors: Text = "councillors"
    report: Text = "performance report"

    @property
    def bodies(self) -> tuple[str, ...]:
        """Those who decide and question."""
        return self.executive, self.scrutiny, self.audit, self.senior_team


class Named(Value):
    """A name with a sentence: a principle, a value, a step."""

    name: Text
    sentence: str = ""


class Stage(Named):
    """A stage of the cycle, and the steps that it is taken in."""

    steps: tuple[Named, ...] = ()


class Tier(Value):
    """A level of the reporting cascade."""

    level: Literal["council", "directorate", "service", "team", "individual"]
    name: Text


class Perspective(Value):
    """A quadrant of the scorecard.

    Attributes
    ----------
    about : str
        The page whose subject it is as well: of staff, or of residents; "" goes by the codes
        ``people`` and ``stakeholder``.
    """

    code: Code
    name: Text
    question: str = ""
    about: Literal["", "people", "residents"] = ""


class Theme(Value):
    """A theme, priority or mission of the plan, with the outcome it is for."""

    code: Code
    name: Text
    outcome: str = ""
    portfolio_role: str = ""
    mission: str = ""


class Service(Value):
    """A service of a directorate."""

    code: Code
    name: Text


class Directorate(Value):
    """A directorate and its services."""

    code: Code
    name: Text
    director_role: str = ""
    services: tuple[Service, ...] = ()


class Group(Value):
    """A board or thematic group with its remit; `oversees` lists it point by point."""

    code: Code
    name: Text
    remit: str = ""
    oversees: tuple[Text, ...] = ()


class ThreadLevel(Value):
    """One level of the golden thread."""

    level: Text
    document: str = ""
    tool: str = ""
    accountable: str = ""
    meeting: str = ""


class Role(Value):
    """Who is responsible for what; a role, never a person."""

    role: Text
    kind: Literal["member", "officer"] = "officer"
    responsibilities: tuple[str, ...] = ()


class QuarterDates(Value):
    """The reporting dates of one quarter; blank dates are not held.

    Attributes
    ----------
    report : str
        What this quarter's report is called, where it has another name than the others'.
    """

    quarter: Text
    report: str = ""
    data_due: dt.date | None = None
    commentary_due: dt.date | None = None
    clinic: dt.date | None = None
    scrutiny: dt.date | None = None
    executive: dt.date | None = None
    publication: dt.date | None = None


class Event(Value):
    """Another date of the council's year."""

    date: dt.date
    title: Text
