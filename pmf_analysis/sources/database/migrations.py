"""The tables of a database, as numbered steps that are never changed once they are published.

Each step says in full what it makes. It is not worked out from the tables that the program
checks today: a database made by last year's program must be known for what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["MIGRATIONS", "Kind", "Layout", "Migration", "layouts"]


class Kind(StrEnum):
    """What a column of the database holds."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    MOMENT = "moment"
    YES = "yes"


@dataclass(frozen=True)
class Layout:
    """What a table holds.

    Attributes
    ----------
    described : str
        Its columns in order, each text unless a colon and its kind follow.
    key : str
        The columns that no two rows have alike.
    """

    described: str
    key: str

    @property
    def columns(self) -> dict[str, Kind]:
        """Each column and its kind, in order."""
        parts = (word.partition(":") for word in self.described.split())
        return {name: Kind(kind or Kind.TEXT) for name, _, kind in parts}


@dataclass(frozen=True)
class Migration:
    """One step: the tables that it makes."""

    number: int
    makes: Mapping[str, Layout]


def layouts(migrations: Iterable[Migration]) -> dict[str, Layout]:
    """Return every table as it is after all steps."""
    return {name: layout for step in migrations for name, layout in step.makes.items()}


_0001 = {
    "indicators": Layout(
        "indicator name definition keywords numerator denominator unit per:number "
        "decimals:integer theme mission perspective directorate service kind role "
        "polarity frequency basis over_time over_organisations chart "
        "lag_days:integer plausible_min:number plausible_max:number source "
        "statutory_return partners owner_role portfolio_role benchmark_group "
        "disclosure standard audience",
        "indicator",
    ),
    "observations": Layout(
        "indicator organisation period breakdown value:number numerator:number "
        "denominator:number status note recorded_on:moment",
        "indicator organisation period breakdown recorded_on",
    ),
    "targets": Layout(
        "indicator organisation period target:number lower:number upper:number "
        "tolerance:number floor:number set_by rationale recorded_on:moment",
        "indicator organisation period recorded_on",
    ),
    "events": Layout(
        "indicator organisation period label rebase:yes exclude:yes reason "
        "approved_by recorded_on:moment",
        "indicator organisation period label recorded_on",
    ),
    "benchmarks": Layout(
        "indicator area period value:number numerator:number denominator:number "
        "lower_ci:number upper_ci:number status source recorded_on:moment",
        "indicator area period recorded_on",
    ),
    "areas": Layout(
        "area name kind region start:date end:date replaced_by population:number",
        "area",
    ),
    "neighbours": Layout(
        "group area neighbour rank:integer source",
        "group area neighbour",
    ),
    "objectives": Layout(
        "objective plan service kind title outcome lead_role start:date due:date "
        "status indicator action recorded_on:moment",
        "objective recorded_on",
    ),
    "actions": Layout(
        "action title kind theme mission directorate service group lead_role "
        "portfolio_role start:date due:date resources audience",
        "action",
    ),
    "milestones": Layout(
        "action milestone title due:date",
        "action milestone",
    ),
    "action_updates": Layout(
        "action milestone status percent:integer revised_due:date "
        "forecast_due:date update recorded_on:moment",
        "action milestone recorded_on",
    ),
    "risks": Layout(
        "risk register nature title cause event consequence category directorate "
        "owner_role opened:date closed:date audience",
        "risk",
    ),
    "risk_reviews": Layout(
        "risk likelihood:integer impact:integer inherent_likelihood:integer "
        "inherent_impact:integer target_likelihood:integer target_impact:integer "
        "controls further_action recorded_on:moment",
        "risk recorded_on",
    ),
    "finance": Layout(
        "line organisation period area title volatile:yes budget:number "
        "actual:number forecast:number explanation recorded_on:moment",
        "line organisation period recorded_on",
    ),
    "responses": Layout(
        "response about raised_at finding decision owner_role due:date "
        "closed:date outcome recorded_on:moment",
        "response recorded_on",
    ),
    "audits": Layout(
        "recommendation source title priority directorate due:date "
        "forecast_due:date closed:date recorded_on:moment",
        "recommendation recorded_on",
    ),
    "inspections": Layout(
        "body scope directorate rating published:date next:date recorded_on:moment",
        "body scope recorded_on",
    ),
    "feedback": Layout(
        "organisation period channel measure count:number denominator:number recorded_on:moment",
        "organisation period channel measure recorded_on",
    ),
    "requests": Layout(
        "request asked_by_role title priority due:date status recorded_on:moment",
        "request recorded_on",
    ),
    "context": Layout(
        "period title kind note link recorded_on:moment",
        "period title recorded_on",
    ),
    "links": Layout(
        "from_kind from_id to_kind to_id",
        "from_kind from_id to_kind to_id",
    ),
    "receipts": Layout(
        "receipt kind file mapping directorate quarter source licence rows:integer "
        "left_out:integer added:integer recorded_on:moment",
        "receipt recorded_on",
    ),
    "acceptances": Layout(
        "indicator organisation period doubt value:number reason accepted_by recorded_on:moment",
        "indicator organisation period doubt recorded_on",
    ),
}

MIGRATIONS = (Migration(1, _0001),)
