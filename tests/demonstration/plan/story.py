"""What one action of the delivery plan is, and the form in which its story is written down."""

import re
from dataclasses import dataclass

from .dates import told

__all__ = ["ACTION_HEADER", "MILESTONE_HEADER", "UPDATE_HEADER", "Action", "Milestone", "Report"]

ACTION_HEADER = (
    "action title kind theme mission directorate service group lead_role portfolio_role "
    "start due resources audience"
)
MILESTONE_HEADER = "action milestone title due"
UPDATE_HEADER = "action milestone status percent revised_due forecast_due update recorded_on"
PORTFOLIOS = {
    "communities": "Communities",
    "environment": "Environment",
    "growth": "Growth",
    "connections": "Connections",
    "homes": "Homes",
    "learning": "Learning",
    "care": "Care",
    "health": "Health and Well-being",
    "culture": "Culture",
    "effective": "Effective Services",
}
REPORT = re.compile(
    r"(?P<when>\d{4}-\d\d Q\d|\d{4}-\d\d-\d\d) (?P<status>[a-z ]+?) (?P<percent>\d+)"
    r"(?: ~(?P<forecast>[\d-]+))?(?: =(?P<revised>[\d-]+))?: (?P<text>.+)"
)
UNDER_WAY = ("on track", "at risk", "delayed")
MILESTONE = re.compile(r"(?P<due>[\d-]{10}) (?P<mark>[\d-]{10}|>[\d-]{10}|-) (?P<title>.+)")


@dataclass(frozen=True)
class Milestone:
    """One milestone: done on a day, forecast for one, or neither."""

    code: str
    title: str
    due: str
    done: str
    forecast: str


@dataclass(frozen=True)
class Report:
    """What was reported of the whole action on a day."""

    day: str
    status: str
    percent: str
    revised: str
    forecast: str
    text: str


@dataclass(frozen=True)
class Action:
    """One action, project or programme, with its milestones and reports.

    Parameters
    ----------
    place
        Its directorate or service.
    milestones
        A line each: date due; then the day it was done, ``>`` and the day it is forecast for, or
        ``-``; then its title.
    reports
        A line each: the quarter, or the day, status and per cent done; ``~`` with a forecast,
        ``=`` with a date agreed in place of the one before; then what was said. An indented line
        goes on with the one above.
    quiet
        Milestones that came due without a word.
    why
        What it is there to show; empty for one that is merely ordinary.
    """

    code: str
    kind: str
    title: str
    place: str
    lead: str
    start: str
    due: str
    milestones: str
    reports: str = ""
    theme: str = ""
    mission: str = ""
    group: str = ""
    resources: str = ""
    audience: str = "public"
    quiet: tuple[str, ...] = ()
    why: str = ""

    def row(self) -> list[str]:
        """One line of ``actions.csv``."""
        directorate = self.place.split("-", maxsplit=1)[0]
        portfolio = f"Cabinet Member for {PORTFOLIOS[self.theme]}" if self.theme else ""
        return [
            self.code,
            self.title,
            self.kind,
            self.theme,
            self.mission,
            directorate,
            "" if self.place == directorate else self.place,
            self.group,
            self.lead,
            portfolio,
            self.start,
            self.due,
            self.resources,
            self.audience,
        ]

    def steps(self) -> list[Milestone]:
        """The milestones in order."""
        found = []
        for place, line in enumerate(lines(self.milestones), start=1):
            match = MILESTONE.fullmatch(line)
            assert match, line
            mark = match["mark"]
            done = "" if mark == "-" or mark.startswith(">") else mark
            forecast = mark.removeprefix(">") if mark.startswith(">") else ""
            found.append(Milestone(f"M{place}", match["title"], match["due"], done, forecast))
        return found

    def said(self) -> list[Report]:
        """The reports on the whole action, in order."""
        found = []
        for line in lines(self.reports):
            match = REPORT.fullmatch(line)
            assert match, line
            given = match.groupdict(default="")
            when = given["when"]
            day = told(when, self.code) if " Q" in when else when
            found.append(
                Report(
                    day,
                    given["status"],
                    given["percent"],
                    given["revised"],
                    given["forecast"],
                    given["text"],
                )
            )
        return found

    def milestone_rows(self) -> list[list[str]]:
        """Lines of ``milestones.csv``."""
        return [[self.code, step.code, step.title, step.due] for step in self.steps()]

    def update_rows(self) -> list[list[str]]:
        """Lines of ``action_updates.csv``: the whole action, and milestones when they change.

        Of the milestone that comes next the last report says that it is on track.
        """
        reports = self.said()
        rows = [
            [self.code, "", r.status, r.percent, r.revised, r.forecast, r.text, r.day]
            for r in reports
        ]
        if reports and reports[-1].status in UNDER_WAY:
            step = next((step for step in self.steps() if not step.done), None)
            if step and not step.forecast and step.code not in self.quiet:
                rows.append([self.code, step.code, "on track", "", "", "", "", reports[-1].day])
        for step in self.steps():
            rows += self._changes(step, [report.day for report in reports])
        return sorted(rows, key=lambda row: (row[-1], row[1]))

    def _changes(self, step: Milestone, days: list[str]) -> list[list[str]]:
        """A word once its date was missed or its forecast differs, and one when it was done."""
        rows = []
        expected = step.forecast or step.done
        missed = [day for day in days if step.due < day and (not step.done or day < step.done)]
        if missed and step.code not in self.quiet:
            rows.append([self.code, step.code, "delayed", "", "", expected, "", missed[0]])
        elif step.forecast and not missed:
            status = "at risk" if step.forecast > step.due else "on track"
            rows.append([self.code, step.code, status, "", "", expected, "", days[-1]])
        if step.done:
            rows.append([self.code, step.code, "complete", "100", "", "", "", step.done])
        return rows


def lines(text: str) -> list[str]:
    """The lines of a block; one that is indented further goes on with the one above."""
    joined: list[str] = []
    given = [line for line in text.splitlines() if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in given), default=0)
    for line in given:
        if line[margin] == " " and joined:
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line.strip())
    return joined
