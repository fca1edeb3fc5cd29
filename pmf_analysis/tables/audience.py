"""Leave out what the reader may not see; totals that rest on it are made before this.

A row is internal if anything that it names is internal.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.work import LinkKind, Register
from pmf_analysis.tables.book import Book

__all__ = ["keep"]

Hidden = Mapping[str, frozenset[str]]  # by the column that names them
LINE = "line"
INSIDE = ("requests", "receipts")


def keep(book: Book, audience: Audience) -> Book:
    """Return the book with the rows that `audience` may see.

    Services' own figures are internal unless the profile says otherwise: the service scorecard
    is a working document. So are operational risks. Requests for analysis always are, and so are
    the receipts of files that came in.
    """
    if audience is Audience.INTERNAL:
        return book
    hidden = _hidden(book)
    public = {c: i for c, i in book.indicators.items() if c not in hidden["indicator"]}
    kept = {name: frame[~_names_any(frame, hidden)] for name, frame in book.tables.items()}
    hidden = {**hidden, "objective": _gone(book, kept, "objectives", "objective")}
    hidden["response"] = _gone(book, kept, "responses", "response")
    hidden[LINE] = _gone(book, kept, "finance", LINE)
    kept["links"] = kept["links"][~_ties_any(kept["links"], hidden)]
    for name in INSIDE:
        kept[name] = kept[name].iloc[:0]
    return book.replace(**kept).with_indicators(public)


def _hidden(book: Book) -> dict[str, frozenset[str]]:
    """The codes that a row may not name, by the column that would name them."""
    editions = book.framework.editions
    risks, actions = book["risks"], book["actions"]
    secret = risks["audience"] == Audience.INTERNAL
    if editions.operational_risks is Audience.INTERNAL:
        secret |= risks["register"] == Register.OPERATIONAL
    services = frozenset(s.code for s in book.framework.services)
    hidden = {
        "indicator": frozenset(
            c for c, i in book.indicators.items() if i.audience is Audience.INTERNAL
        ),
        "organisation": services
        if editions.service_scorecards is Audience.INTERNAL
        else frozenset[str](),
        "action": frozenset(actions.loc[actions["audience"] == Audience.INTERNAL, "action"]),
        "risk": frozenset(risks.loc[secret, "risk"]),
    }
    about = hidden["indicator"] | hidden["action"] | hidden["risk"]
    return {**hidden, "about": about}


def _names_any(frame: pd.DataFrame, hidden: Hidden) -> pd.Series:
    named = pd.Series(False, index=frame.index)
    for column, codes in hidden.items():
        if column in frame:
            named |= frame[column].isin(codes)
    return named


def _gone(book: Book, kept: Mapping[str, pd.DataFrame], table: str, column: str) -> frozenset[str]:
    """The codes of which no row is left."""
    return frozenset(book[table][column]) - frozenset(kept[table][column])


_COLUMN = {LinkKind.BUDGET: LINE}  # every other kind is called as its column


def _ties_any(links: pd.DataFrame, hidden: Hidden) -> pd.Series:
    tied = pd.Series(False, index=links.index)
    for end in ("from", "to"):
        for kind in LinkKind:
            codes = hidden.get(_COLUMN.get(kind, str(kind)), frozenset())
            tied |= (links[f"{end}_kind"] == kind) & links[f"{end}_id"].isin(codes)
    return tied
