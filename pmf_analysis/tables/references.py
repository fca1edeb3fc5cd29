"""Faults between the tables of plan, risks and money: what they name, and what cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
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


def faults(
    framework: Framework, tables: Tables, frames: Tables, unreadable: Collection[str] = ()
) -> list[Fault]:
    """Return what is wrong between rows that are right cell by cell.

    Parameters
    ----------
    framework : Framework
        Gives the risk matrix and the year's first month.
    tables : mapping of str to DataFrame
        The typed rows that passed their schema; indexed by line.
    frames : mapping of str to DataFrame
        Every row as text: a row with a fault of its own is still there to be named.
    unreadable : collection of str
        Files that are at fault themselves, such as ``risks.csv``: what names their rows is not
        judged.
    """
    named = _Named(frames, unreadable)
    return [
        *_about_faults(tables, named),
        *_link_faults(tables, named),
        *_milestone_faults(tables, named),
        *_score_faults(framework, tables),
        *_period_faults(framework, tables),
        *_date_faults(tables),
        *_feedback_faults(tables),
        *_address_faults(tables),
    ]


@dataclass(frozen=True)
class _Named:
    """What there is to be named, as far as it can be told."""

    frames: Tables
    unreadable: Collection[str]

    def keys(self, table: str, *columns: str) -> set[Any] | None:
        """The keys of a table, of one column or of several; None where they cannot be told."""
        frame = self.frames.get(table)
        if f"{table}.csv" in self.unreadable:
            return None
        if frame is None:
            return set()
        if not set(columns) <= set(frame.columns):
            return None
        if len(columns) == 1:
            return set(frame[columns[0]])
        return set(frame[list(columns)].itertuples(index=False, name=None))


def _about_faults(tables: Tables, named: _Named) -> Iterable[Fault]:
    """A response is about one indicator, risk or action."""
    if "responses" not in tables:
        return
    kinds = (LinkKind.INDICATOR, LinkKind.RISK, LinkKind.ACTION)
    homes = {kind: named.keys(*_HOME[kind]) for kind in kinds}
    if None in homes.values():
        return
    for row, code in tables["responses"]["about"].items():
        found = [kind for kind, codes in homes.items() if code in (codes or ())]
        if code and len(found) != 1:
            expected = "the code of one indicator, risk or action"
            got = " and ".join(_article(kind) for kind in found)
            got = f"{code!r}, which is {got}" if found else repr(code)
            yield Fault("responses.csv", _line(row), "about", expected, got)


def _link_faults(tables: Tables, named: _Named) -> Iterable[Fault]:
    links = tables.get("links")
    if links is None:
        return
    for end in ("from", "to"):
        for kind, (table, column) in _HOME.items():
            codes = named.keys(table, column)
            mine = links.loc[links[f"{end}_kind"] == kind, f"{end}_id"]
            for row, code in mine[~mine.isin(mine if codes is None else codes)].items():
                expected = f"{_article(kind)} that is in {table}.csv"
                yield Fault("links.csv", _line(row), f"{end}_id", expected, repr(code))


def _milestone_faults(tables: Tables, named: _Named) -> Iterable[Fault]:
    updates = tables.get("action_updates")
    known = named.keys("milestones", "action", "milestone")
    if updates is None or known is None:
        return
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


def _feedback_faults(tables: Tables) -> Iterable[Fault]:
    """What people said is counted."""
    if "feedback" in tables:
        for column in ("count", "denominator"):
            cells = tables["feedback"][column]
            for row, figure in cells[cells < 0].items():
                yield Fault("feedback.csv", _line(row), column, "0 or more", f"{float(figure):g}")


def _address_faults(tables: Tables) -> Iterable[Fault]:
    """A link that a reader may follow."""
    if "context" in tables:
        links = tables["context"]["link"]
        for row, link in links[(links != "") & ~links.str.match(r"https?://\S+$")].items():
            expected = "an address that begins with https://"
            yield Fault("context.csv", _line(row), "link", expected, repr(link))


def _article(kind: LinkKind) -> str:
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


def _line(row: object) -> int:
    return int(str(row))
