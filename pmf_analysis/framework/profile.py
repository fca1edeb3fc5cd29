"""The framework profile: everything a council decides for itself, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, Self, TypeVar

from pydantic import Field, model_validator

from pmf_analysis.framework.arrangements import Document, Month, Plan, Reporting
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.finance import FinanceRules
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Frequency, Period, PeriodError
from pmf_analysis.framework.plan import (
    Council,
    Directorate,
    Event,
    Group,
    Named,
    Perspective,
    QuarterDates,
    Role,
    Service,
    Stage,
    Theme,
    ThreadLevel,
    Tier,
    Value,
    Words,
)
from pmf_analysis.framework.rating import RatingRule
from pmf_analysis.framework.risk import RiskRules
from pmf_analysis.framework.writing import CommentaryRules

__all__ = ["Calendar", "Disclosure", "DisclosureGroup", "Editions", "Framework", "Spc"]


class Calendar(Value):
    """When each quarter is gathered, discussed and published.

    Attributes
    ----------
    archive_from : str
        The first quarter whose report stands on the site as it was published; "" for the first
        of the calendar.
    year : tuple of Month
        What is done in each month of every year.
    """

    quarters: tuple[QuarterDates, ...]
    archive_from: str = ""
    year: tuple[Month, ...] = ()
    events: tuple[Event, ...] = ()


class Spc(Value):
    """Chart settings that may differ from the defaults."""

    rules: Literal["making_data_count", "plot_the_dots"] = "making_data_count"
    run_length: int = Field(default=7, ge=6, le=9)
    minimum_points: int = Field(default=13, ge=8)


class DisclosureGroup(Value):
    """A small-number rule: counts from 1 to one less than `minimum` are suppressed."""

    minimum: int = Field(default=5, ge=2)


class Disclosure(Value):
    """The small-number rules, by the group that ``indicators.csv`` names."""

    groups: dict[str, DisclosureGroup] = Field(default_factory=dict)


class Editions(Value):
    """Which edition shows what a council may keep to itself."""

    service_scorecards: Audience = Audience.INTERNAL
    clinic_packs: Audience = Audience.INTERNAL
    operational_risks: Audience = Audience.INTERNAL


MONTHS_IN_QUARTER = 3
# What a council says of its accessibility statement.
_STATEMENT = ("statement_prepared", "statement_reviewed", "statement_tested")
Coded = TypeVar("Coded", Theme, Directorate, Service)

_PERSPECTIVES = (
    Perspective(code="operational", name="Operational"),
    Perspective(code="stakeholder", name="Stakeholder"),
    Perspective(code="people", name="People"),
    Perspective(code="finance", name="Finance"),
)


class Framework(Value):
    """``framework.yml``: the council's own words and rules.

    Raises
    ------
    pydantic.ValidationError
        A key is unknown, missing or out of range, or two things carry one code;
        ``sources.folder`` turns it into faults with the file's line.
    """

    council: Council
    document: Document = Document()
    words: Words = Words()
    cycle: tuple[Stage, ...] = ()
    questions: tuple[str, ...] = ()
    readers: tuple[Named, ...] = ()
    principles: tuple[Named, ...] = ()
    values: tuple[Named, ...] = ()
    tiers: tuple[Tier, ...] = ()
    perspectives: tuple[Perspective, ...] = _PERSPECTIVES
    themes: tuple[Theme, ...]
    missions: tuple[Theme, ...] = ()
    directorates: tuple[Directorate, ...]
    groups: tuple[Group, ...] = ()
    thread: tuple[ThreadLevel, ...] = ()
    roles: tuple[Role, ...] = ()
    decisions: tuple[str, ...] = ()
    reporting: tuple[Reporting, ...] = ()
    plans: tuple[Plan, ...] = ()
    data_statements: tuple[Named, ...] = ()
    support: tuple[Named, ...] = ()
    rating: RatingRule = RatingRule()
    risk: RiskRules = RiskRules()
    finance: FinanceRules = FinanceRules()
    commentary: CommentaryRules = CommentaryRules()
    calendar: Calendar
    spc: Spc = Spc()
    disclosure: Disclosure = Disclosure()
    editions: Editions = Editions()
    # The environment variable that holds a database's address; the address stands nowhere else.
    database_variable: str = Field(default="PMF_DATABASE_URL", pattern=r"^[A-Z_][A-Z0-9_]*$")

    @model_validator(mode="after")
    def _codes_are_unique(self) -> Self:
        groups = {
            "themes": [t.code for t in self.themes],
            "perspectives": [p.code for p in self.perspectives],
            "missions": [m.code for m in self.missions],
            "groups": [g.code for g in self.groups],
            "directorates and services": list(self.organisations),
            "plans": [p.code for p in self.plans],
        }
        for where, codes in groups.items():
            same = [code.lower() for code in codes]  # they name pages, whatever their case
            twice = sorted({c for c in codes if same.count(c.lower()) > 1})
            if twice:
                raise ValueError(f"{where} need a code each; used twice: {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _quarters_are_periods(self) -> Self:
        kinds = {Frequency.QUARTER, Frequency.CALENDAR_QUARTER}
        seen: set[Period] = set()
        for dates in self.calendar.quarters:
            try:
                period = Period.parse(dates.quarter, self.council.year_starts)
            except PeriodError as error:
                raise ValueError(f"calendar: {error}; write it like 2025-26 Q2") from None
            if period.frequency not in kinds:
                raise ValueError(f"calendar: {period} is no quarter; write it like 2025-26 Q2")
            if period in seen:
                raise ValueError(f"calendar: each quarter once; {period} stands twice")
            seen.add(period)
        if Frequency.CALENDAR_QUARTER in {p.frequency for p in seen} and self._year_cuts_quarters:
            raise ValueError(
                "calendar: a year that begins in this month cuts the quarters of a calendar year; "
                "write them like 2025-26 Q2"
            )
        if len({period.frequency for period in seen}) > 1:
            raise ValueError("calendar: all quarters of one kind, 2025-26 Q2 or 2025 Q2")
        first = self.calendar.archive_from
        if first and first not in {dates.quarter for dates in self.calendar.quarters}:
            raise ValueError(f"calendar: archive_from is one of its quarters, not {first}")
        return self

    @property
    def _year_cuts_quarters(self) -> bool:
        return self.council.year_starts % MONTHS_IN_QUARTER != 1

    @property
    def organisations(self) -> Iterator[str]:
        """Every organisation's code: the council, then each directorate and its services."""
        yield self.council.code
        for directorate in self.directorates:
            yield directorate.code
            yield from (service.code for service in directorate.services)

    @cached_property
    def parents(self) -> dict[str, str]:
        """Each directorate's and service's parent."""
        above = {d.code: self.council.code for d in self.directorates}
        return above | {s.code: d.code for d in self.directorates for s in d.services}

    @cached_property
    def quarters(self) -> dict[Period, QuarterDates]:
        """The calendar's quarters in order."""
        read = {self.period(dates.quarter): dates for dates in self.calendar.quarters}
        return dict(sorted(read.items(), key=lambda item: item[0]))

    def quadrant(self, about: Literal["people", "residents"]) -> Perspective | None:
        """Return the perspective of staff or of residents; None where there is none."""
        usual = {"people": "people", "residents": "stakeholder"}[about]
        named = [p for p in self.perspectives if p.about == about]
        named += [p for p in self.perspectives if not p.about and p.code == usual]
        return named[0] if named else None

    def period(self, text: str) -> Period:
        """Read a period in this council's year.

        Raises
        ------
        PeriodError
            The text is no period.
        """
        return Period.parse(text, self.council.year_starts)

    def theme(self, code: str) -> Theme:
        """Return a theme by its code.

        Raises
        ------
        WrongUse
            There is none of that code.
        """
        return _find(self.themes, code, self.words.theme)

    def directorate(self, code: str) -> Directorate:
        """Return a directorate by its code.

        Raises
        ------
        WrongUse
            There is none of that code.
        """
        return _find(self.directorates, code, self.words.directorate)

    def service(self, code: str) -> Service:
        """Return a service by its code.

        Raises
        ------
        WrongUse
            There is none of that code.
        """
        return _find(tuple(self.services), code, self.words.service)

    @property
    def services(self) -> Iterator[Service]:
        """Every service, in the order of its directorates."""
        for directorate in self.directorates:
            yield from directorate.services

    def showing(self, other: Self) -> Self:
        """Return this framework with the made-up figures of a council that has another.

        The figures keep their council's code, and what goes with them: the index for their money,
        the database that they are in. This framework's council gives its name.
        """
        theirs = other.council
        kept = {name: getattr(theirs, name) for name in ("code", "illustrative", *_STATEMENT)}
        contact = self.council.contact or theirs.contact
        own = {"figures_of": theirs.name, "site": "", "contact": contact}
        # The index goes with the money that it was made for.
        finance = self.finance.model_copy(update={"deflator": other.finance.deflator})
        return self.model_copy(
            update={
                "council": self.council.model_copy(update=kept | own),
                "finance": finance,
                "database_variable": other.database_variable,
            }
        )

    def organisation_name(self, code: str) -> str:
        """Return the name of the council, a directorate or a service; "" for none."""
        if code == self.council.code:
            return self.council.name
        named: list[Directorate | Service] = list(self.directorates)
        named += self.services
        return next((n.name for n in named if n.code == code), "")


def _find(values: tuple[Coded, ...], code: str, word: str) -> Coded:
    for value in values:
        if value.code == code:
            return value
    known = ", ".join(v.code for v in values)
    raise WrongUse(f"there is no {word} {code!r}; there are: {known}")
