"""Faults between the tables of plan, risks and money: what they name, and what cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from pmf_analysis.framework.errors import Fault
from pmf_analysis.framework.period import Frequency, Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.work import LinkKind

__all__ = ["faults"]

Tables = Mapping[str, pd.DataFrame]
_QUARTERS = {Frequency.QUARTER, Frequency.CALENDAR_QUARTER}
_HOME = {  # where the code of each kind of link stands
    LinkKind.INDICATOR: ("indicators", "indicator"),
    LinkKind.OBJECTIVE: ("objectives", "objective"),
    LinkKind.ACTION: ("actions", "action"),
    LinkKind.RISK: ("risks", "risk"),
    LinkKind.BUDGET: ("finance", "line"),
    LinkKind.RESPONSE: ("responses", "response"),
}
_IN_ORDER = (
    ("actions", "start", "due"),
    ("objectives", "start", "due"),
    ("risks", "opened", "closed"),
    ("inspections", "published", "next"),
    ("areas", "start", "end"),
)


def faults(framework: Framework, tables: Tables, frames: Tables) -> list[Fault]:
    """Return what is wrong between rows that are right cell by cell.

    Parameters
    ----------
    framework : Framework
        Gives the risk matrix and the year's first month.
    tables : mapping of str to DataFrame
        The typed rows that passed their schema; indexed by line.
    frames : mapping of str to DataFrame
        Every row as text: a row with a fault of its own is still there to be named.
    """
    return [
        *_about_faults(tables, frames),
        *_link_faults(tables, frames),
        *_milestone_faults(tables, frames),
        *_score_faults(framework, tables),
        *_period_faults(framework, tables),
        *_date_faults(tables),
    ]


def _codes(frames: Tables, table: str, column: str) -> Collection[str]:
    frame = frames.get(table)
    return set(frame[column]) if frame is not None and column in frame else set()


def _about_faults(tables: Tables, frames: Tables) -> Iterable[Fault]:
    """A response is about one indicator, risk or action."""
    if "responses" not in tables:
        return
    kinds = (LinkKind.INDICATOR, LinkKind.RISK, LinkKind.ACTION)
    homes = {kind: _codes(frames, *_HOME[kind]) for kind in kinds}
    for row, code in tables["responses"]["about"].items():
        found = [kind for kind, codes in homes.items() if code in codes]
        if code and len(found) != 1:
            expected = "the code of one indicator, risk or action"
            got = " and ".join(_article(kind) for kind in found)
            got = f"{code!r}, which is {got}" if found else repr(code)
            yield Fault("responses.csv", _line(row), "about", expected, got)


def _link_faults(tables: Tables, frames: Tables) -> Iterable[Fault]:
    links = tables.get("links")
    if links is None:
        return
    for end in ("from", "to"):
        for kind, (table, column) in _HOME.items():
            mine = links.loc[links[f"{end}_kind"] == kind, f"{end}_id"]
            for row, code in mine[~mine.isin(_codes(frames, table, column))].items():
                expected = f"{_article(kind)} that is in {table}.csv"
                yield Fault("links.csv", _line(row), f"{end}_id", expected, repr(code))


def _milestone_faults(tables: Tables, frames: Tables) -> Iterable[Fault]:
    updates = tables.get("action_updates")
    if updates is None:
        return
    kept = frames.get("milestones")
    known: set[Any] = set()
    if kept is not None and {"action", "milestone"} <= set(kept.columns):
        known = set(kept[["action", "milestone"]].itertuples(index=False, name=None))
    given = updates[updates["milestone"] != ""]
    pairs = zip(given.index, given["action"], given["milestone"], strict=True)
    for row, action, milestone in pairs:
        if (action, milestone) not in known:
            expected = f"a milestone of action {action} that is in milestones.csv"
            yield Fault("action_updates.csv", _line(row), "milestone", expected, repr(milestone))


def _score_faults(framework: Framework, tables: Tables) -> Iterable[Fault]:
    """Scores lie within the council's own matrix, and come in pairs."""
    reviews = tables.get("risk_reviews")
    if reviews is None:
        return
    most = framework.risk.size
    for which in ("", "inherent_", "target_"):
        pair = reviews[[f"{which}likelihood", f"{which}impact"]]
        for column, scores in pair.items():
            for row, score in scores[scores > most].items():
                expected = f"a whole number from 1 to {most}, as the matrix has"
                yield Fault(
                    "risk_reviews.csv", _line(row), str(column), expected, f"{float(score):g}"
                )
        for row in pair.index[pair.isna().sum(axis=1) == 1]:
            expected = "likelihood and impact, or neither"
            yield Fault("risk_reviews.csv", _line(row), f"{which}impact", expected, "one of them")


def _period_faults(framework: Framework, tables: Tables) -> Iterable[Fault]:
    """Money is reported by the quarter."""
    finance = tables.get("finance")
    if finance is None:
        return
    starts = framework.council.year_starts
    kinds = {text: Period.parse(text, starts).frequency for text in finance["period"].unique()}
    wrong = finance.loc[~finance["period"].map(kinds).isin(_QUARTERS), "period"]
    for row, text in wrong.items():
        yield Fault("finance.csv", _line(row), "period", "a quarter", repr(text))


def _date_faults(tables: Tables) -> Iterable[Fault]:
    for name, first, last in _IN_ORDER:
        frame = tables.get(name)
        if frame is None:
            continue
        wrong = frame[frame[last] < frame[first]]
        for row, opens, closes in zip(wrong.index, wrong[first], wrong[last], strict=True):
            expected = f"a day not before {first} {opens:%Y-%m-%d}"
            yield Fault(f"{name}.csv", _line(row), last, expected, f"{closes:%Y-%m-%d}")


def _article(kind: LinkKind) -> str:
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


def _line(row: object) -> int:
    return int(str(row))
