"""What was done about it: the audit trail as a table, for a page of its own and for others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.response import Moved, Response
from pmf_analysis.visuals import words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.scorecard import RatingMark
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["NO_PROOF", "how_long", "made"]

NO_PROOF = (
    "Movement after a decision is not proof that the decision caused it. A change counts here "
    "only where it is more than chance explains and began after the decision."
)
DAYS_A_MONTH = 30.4
LONG = 60  # days; from here months say it better

_MARKS = {
    Moved.BETTER: RatingMark("●", "Better since", "blue"),
    Moved.WORSE: RatingMark("◆", "Worse since", "red"),
    Moved.CHANGED: RatingMark("■", "Changed since", "none"),
    Moved.ALREADY: RatingMark("○", "Already moving", "none"),
    Moved.NO_CHANGE: RatingMark("○", "No change", "none"),
    Moved.TOO_SOON: RatingMark("◷", "Too soon to say", "none"),
    Moved.CANNOT_TELL: RatingMark("–", "Cannot be told", "none"),
}
_PAGES = {"action": "delivery.html", "risk": "risk.html"}


def made(
    responses: Iterable[Response],
    indicators: Mapping[str, Indicator],
    framework: Framework,
    to: str,
    day: dt.date,
    caption: str,
    empty: str,
    *,
    about: bool = True,
) -> Html:
    """Show responses with what they decided, how they stand and what has moved since.

    Parameters
    ----------
    responses : iterable of Response
        In the order to be shown.
    indicators : mapping of str to Indicator
        The catalogue, for the units of their figures.
    framework : Framework
        The council's words.
    to : str
        The way from the page to the site's root.
    day : date
        The day as at which it is said.
    caption, empty : str
        Said above the table, and in its place.
    about : bool
        Whether to say what each is about; needless on an indicator's own page.
    """
    columns = [
        Column("What was found"),
        *([Column("About")] if about else []),
        Column("What was decided"),
        Column("How it stands"),
        Column("Has it moved since?"),
    ]
    rows = []
    for response in responses:
        row = [Cell(response.finding, _raised(response))]
        row += [_about(response, to)] if about else []
        row += [
            Cell(response.decision, response.owner_role),
            _state(response, day),
            _moved(response, indicators.get(response.about), framework),
        ]
        rows.append(row)
    return table(caption, columns, rows, empty)


def _raised(response: Response) -> str:
    at = f"{response.raised_at}, " if response.raised_at else ""
    return f"{response.response} · {at}{words.date(response.raised_on)}"


def _about(response: Response, to: str) -> Cell:
    if response.about_kind == "indicator":
        return Cell(response.about_name, "", f"{to}indicators/{response.about.lower()}.html")
    if response.about_kind:
        href = f"{to}{_PAGES[response.about_kind]}"
        return Cell(response.about_name, f"{response.about_kind} {response.about}", href)
    return Cell("The council as a whole")


def _state(response: Response, day: dt.date) -> Cell:
    due = f"due {words.date(response.due)}" if response.due else "no date set"
    if response.closed:
        took = how_long(response.closed - response.raised_on)
        said = f"{words.date(response.closed)}, after {took}"
        if response.due and response.closed > response.due:
            said += f"; {how_long(response.closed - response.due)} late"
        return Cell(response.outcome, said, mark=RatingMark("◆", "Closed", "blue"))
    open_for = f"open for {how_long(day - response.raised_on)}"
    if response.overdue and response.due:
        late = how_long(day - response.due)
        mark = RatingMark("■", "Overdue", "red")
        return Cell(response.outcome, f"{due}, {late} ago; {open_for}", mark=mark)
    return Cell(response.outcome, f"{due}; {open_for}", mark=RatingMark("○", "Open", "none"))


def how_long(time: dt.timedelta) -> str:
    """Spell a stretch of time: in days, and from two months on in months.

    Examples
    --------
    >>> how_long(dt.timedelta(days=1)), how_long(dt.timedelta(days=274))
    ('one day', 'nine months')
    """
    if time.days < LONG:
        return words.count(time.days, "day")
    return words.count(round(time.days / DAYS_A_MONTH), "month")


def _moved(response: Response, indicator: Indicator | None, framework: Framework) -> Cell:
    if indicator is None:
        return Cell(f"Not about one {framework.words.indicator}")
    mark = _MARKS[response.moved]
    now = words.figure(response.now, indicator)
    figures = ""
    if response.before is not None and response.now is not None:
        when = words.short_period(response.now_period, framework.council.year_starts)
        figures = f"{words.figure(response.before, indicator)} before, {now} in {when}"
    elif response.now is None and response.before is not None:
        figures = f"{words.figure(response.before, indicator)} before, no figure since"
    why = {
        Moved.ALREADY: "what stands out had begun before",
        Moved.NO_CHANGE: "within what chance explains",
        Moved.TOO_SOON: f"{words.count(response.points_since, 'figure')} since",
        Moved.CANNOT_TELL: "there is no usual range to judge it by",
    }.get(response.moved, "by more than chance explains")
    if response.moved is Moved.TOO_SOON and not response.points_since:
        why = ""
    return Cell(mark=mark, under="; ".join(part for part in (figures, why) if part))
