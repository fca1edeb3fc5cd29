"""What differs now from what a report published, and what that did to the rating.

The reports are taken one after another: what a reader saw on the day of one is compared with
what stood on the day of the next, and at last with the day that is reported on.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from pmf_analysis.findings.editions import Edition, Key, TargetRow, editions
from pmf_analysis.findings.moment import Moment
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.rating import Target
from pmf_analysis.judgements.revision import Revised, Revision, differs, rated, what_changed
from pmf_analysis.judgements.series import number
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.reorganisation import predecessors

__all__ = ["revisions"]


@dataclass(frozen=True)
class _Step:
    """From one report to the next: what stood in each.

    Attributes
    ----------
    codes : set of str
        The indicators of which something was changed.
    rows : DataFrame
        What the council's figures are made of.
    quarter : Period
        The earlier report's.
    issued : tuple of Period
        It and the quarters published before it.
    day, until : date
        The days of the two.
    """

    ledger: Book
    codes: set[str]
    rows: pd.DataFrame
    quarter: Period
    issued: tuple[Period, ...]
    day: dt.date
    until: dt.date
    then: Edition
    now: Edition


def revisions(ledger: Book, moment: Moment, audience: Audience) -> tuple[Revision, ...]:
    """Return what differs from what was published, the latest first.

    Parameters
    ----------
    ledger : Book
        Every vintage.
    moment : Moment
        The day up to which changes are told.
    audience : Audience
        Who saw the reports and reads this.

    Returns
    -------
    tuple of Revision
        Figures that differ as published, and targets. Of a figure that is withheld now no value
        is told, whatever was shown before.
    """
    issues = list(_issues(ledger.framework, moment))
    rows = _rows(ledger)
    spans = list(_spans(issues, moment.day, _late(rows, ledger.targets)))
    wanted: dict[dt.date, set[str]] = {moment.day: set()}
    for _, day, until, codes in spans:
        for each in (day, until, moment.day):
            wanted[each] = wanted.get(each, set()) | codes
    seen = editions(ledger, wanted, audience)
    found: list[Revision] = []
    for quarter, day, until, codes in spans:
        issued = tuple(q for q, _ in issues if q <= quarter)
        step = _Step(ledger, codes, rows, quarter, issued, day, until, seen[day], seen[until])
        found += [*_figures(step), *_targets(step)]
    found = list(_still_shown(found, rows, seen[moment.day], moment.day))
    place = {code: at for at, code in enumerate([*ledger.indicators])}
    among = {code: at for at, code in enumerate(ledger.framework.organisations)}
    found.sort(key=lambda r: (place[r.indicator], among[r.organisation], r.period))
    return tuple(sorted(found, key=lambda r: r.changed_on, reverse=True))


def _issues(framework: Framework, moment: Moment) -> Iterator[tuple[Period, dt.date]]:
    """Yield each earlier quarter that was published, with its day."""
    for quarter, day in moment.past:
        if framework.quarters[quarter].publication and day < moment.day:
            yield quarter, day


def _still_shown(
    found: list[Revision], rows: pd.DataFrame, today: Edition, day: dt.date
) -> Iterator[Revision]:
    """Leave out all that would tell a figure that is withheld today."""
    for revision in found:
        period = today.framework.period(revision.period)
        key = (revision.indicator, revision.organisation, period)
        if not _withheld(rows, today, key, day) or revision.revised is Revised.WITHHELD:
            yield revision
        elif revision.revised is not Revised.FIGURE:
            yield replace(revision, rating_was=Rating.NO_DATA, rating_now=Rating.NO_DATA)


def _withheld(rows: pd.DataFrame, seen: Edition, key: Key, day: dt.date) -> bool:
    """Whether a figure is not to be told; of a history all hidden there is not even a row."""
    if shown := seen.figures.get(key):
        return shown.status == "c"
    mine = (rows["indicator"] == key[0]) & (rows["period"] == str(key[2]))
    by_then = rows["recorded_on"] <= pd.Timestamp(day)
    return bool((rows.loc[mine & by_then, "status"] == "c").any())


def _spans(
    issues: list[tuple[Period, dt.date]], day: dt.date, late: pd.DataFrame
) -> Iterator[tuple[Period, dt.date, dt.date, set[str]]]:
    """Yield each report with its day, that of the next, and the indicators changed between."""
    days = [d for _, d in issues[1:]] + [day]
    for (quarter, begins), ends in zip(issues, days, strict=False):
        before = late["first"] <= pd.Timestamp(begins)
        codes = set(late.loc[before & _within(late, begins, ends), "indicator"])
        if codes:
            yield quarter, begins, ends, codes


def _rows(ledger: Book) -> pd.DataFrame:
    """The council's rows, and those of the councils that it replaced, which make its history."""
    columns = ["indicator", "period", "breakdown", "status", "recorded_on"]
    before = predecessors(ledger, ledger.framework.council.code)
    others = ledger.benchmarks[ledger.benchmarks["area"].isin(before)].assign(breakdown="")
    own = ledger.observations[columns]
    return pd.concat([own, others[columns]], ignore_index=True) if len(others) else own


def _late(rows: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Rows that came after another of the same indicator and period, with the day of the first.

    A part that is late changes the whole that was published without it.
    """
    keys, tables = ["indicator", "period"], []
    for table in (rows[rows["breakdown"] == ""], targets):
        rows = table[[*keys, "recorded_on"]]
        first = rows.groupby(keys)["recorded_on"].transform("min")
        tables.append(rows.assign(first=first)[rows["recorded_on"] > first])
    return pd.concat(tables)


def _within(rows: pd.DataFrame, day: dt.date, until: dt.date) -> pd.Series:
    recorded = rows["recorded_on"]
    return (recorded > pd.Timestamp(day)) & (recorded <= pd.Timestamp(until))


def _figures(step: _Step) -> Iterator[Revision]:
    """Yield the figures that differ from the earlier report's."""
    for key, then in step.then.figures.items():
        code, organisation, period = key
        reported = code in step.codes and period.end <= step.quarter.end
        if not reported or math.isnan(then.value):
            continue
        now = step.now.figures.get(key)
        withheld = _withheld(step.rows, step.now, key, step.until)
        value = now.value if now else math.nan
        if not differs(then.value, value, step.ledger.indicators[code].decimals):
            continue
        yield Revision(
            code,
            organisation,
            str(period),
            Revised.WITHHELD if withheld else Revised.FIGURE,
            str(step.quarter),
            _changed_on(step, key),
            None if withheld else then.value,
            None if math.isnan(value) else value,
            Rating.NO_DATA if withheld else _rated(step.ledger, step.then, key),
            _rated(step.ledger, step.now, key),
            "" if withheld else _why(step, key),
        )


def _rated(ledger: Book, seen: Edition, key: Key) -> Rating:
    code, organisation, period = key
    before = seen.value((code, organisation, period.same_last_year()))
    rule, indicator = ledger.framework.rating, ledger.indicators[code]
    return rated(seen.value(key), seen.target(key), indicator, rule, before)


def _changed_on(step: _Step, key: Key) -> dt.date:
    """The day of the row that changed a cell, or else of the latest that may have.

    That is one of the same period before one of another.
    """
    shown = step.now.figures.get(key)
    if shown and shown.recorded_on > step.day:
        return shown.recorded_on
    rows = step.rows
    mine = rows[(rows["indicator"] == key[0]) & _within(rows, step.day, step.until)]
    same = mine[mine["period"] == str(key[2])]
    latest: pd.Timestamp = (mine if same.empty else same)["recorded_on"].max()
    return step.until if pd.isna(latest) else latest.date()


def _why(step: _Step, key: Key) -> str:
    """The note of the newest row behind a cell that this audience may read."""
    own = step.now.figures.get(key)
    rows = [*([own] if own else []), *step.now.parts(key)]
    noted = [r for r in rows if r.note and r.status != "c" and r.recorded_on > step.day]
    return max(noted, key=lambda r: r.recorded_on).note if noted else ""


def _targets(step: _Step) -> Iterator[Revision]:
    """Yield the targets that differ: of each figure a quarter was judged by, and those ahead.

    A target that is set for the first time is new, not revised.
    """
    for series, rows in step.then.targets.items():
        if series[0] not in step.codes:
            continue
        judged = list(_headlines(step, series))
        for key in judged:
            yield from _target(step, key, step.then.target(key), step.now.aim(key))
        for row in rows:
            ahead = row.period.end > step.quarter.end
            if ahead and not any(row.period.contains(period) for _, _, period in judged):
                later = [r for r in step.now.targets[series] if r.period == row.period]
                yield from _target(step, (*series, row.period), row.target, later[0])


def _headlines(step: _Step, series: tuple[str, str]) -> Iterator[Key]:
    """Yield the cells that reports gave as the figures of their quarters."""
    cells = [key for key in step.then.figures if key[:2] == series]
    shapes = {(p.frequency, p.months // 12) for *_, p in cells}
    given = {quarter.latest(*shape) for quarter in step.issued for shape in shapes}
    return (k for k in cells if k[2] in given and not math.isnan(step.then.value(k)))


def _target(step: _Step, key: Key, was: Target, row: TargetRow | None) -> Iterator[Revision]:
    """Yield what changed of one period's target; without a figure no rating is told."""
    code, organisation, period = key
    indicator, now = step.ledger.indicators[code], step.now.target(key)
    what = what_changed(was, now, indicator.polarity)
    if what is None or row is None or not was.given(indicator.polarity):
        return
    rating_was = rating_now = Rating.NOT_DUE
    if not math.isnan(step.then.value(key)):
        rating_was, rating_now = (_rated(step.ledger, e, key) for e in (step.then, step.now))
    told_was, told_now = _told(what, was), _told(what, now)
    yield Revision(
        code,
        organisation,
        str(period),
        what,
        str(step.quarter),
        row.recorded_on,
        told_was[0],
        told_now[0],
        rating_was,
        rating_now,
        row.rationale,
        told_was[1],
        told_now[1],
    )


def _told(what: Revised, target: Target) -> tuple[float | None, float | None]:
    """A target or its lower and upper edge; a tolerance or floor."""
    if what is Revised.MARGIN:
        return number(target.tolerance if math.isnan(target.floor) else target.floor), None
    if math.isnan(target.target):
        return number(target.lower), number(target.upper)
    return number(target.target), None
