"""What hangs together, from plan to team, out of every table that names another thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from pmf_analysis.findings.moment import Moment
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.work import LinkKind, Nature
from pmf_analysis.judgements.delivery import Action
from pmf_analysis.judgements.thread import Kind, Node, Thread, weave
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.columns import RECORDED_ON
from pmf_analysis.tables.schemas import TABLES

__all__ = ["thread"]

Key = tuple[str, str]
_TABLES = {  # the kinds that a council may not keep
    Kind.ACTION: "actions",
    Kind.OBJECTIVE: "objectives",
    Kind.RISK: "risks",
    Kind.OPPORTUNITY: "risks",
    Kind.BUDGET: "finance",
    Kind.RESPONSE: "responses",
}
_ORDER = {kind: place for place, kind in enumerate(Kind)}


def thread(book: Book, moment: Moment, plan: Iterable[Action]) -> Thread:
    """Return the golden thread with its gaps.

    Parameters
    ----------
    book : Book
        What this audience may see.
    moment : Moment
        Rows recorded after its day are left out, and so are risks that were closed by then.
    plan : iterable of Action
        The actions that were in the plan on that day.
    """
    tables = {name: _known(book, name, moment) for name in _TABLES.values()}
    risks = tables["risks"]
    closed = risks["closed"] <= pd.Timestamp(moment.day)
    planned = tables["actions"]["action"].isin([action.action for action in plan])
    tables["actions"] = tables["actions"][planned]
    tables["risks"] = risks[~closed & (risks["opened"] <= pd.Timestamp(moment.day))]
    needed = frozenset(k for k in Kind if k not in _TABLES or not book[_TABLES[k]].empty)
    links = (*_within(book.framework), *_of_tables(book, tables), *_linked(book["links"]))
    hopes: dict[Key, Key] = {
        (Kind.RISK, code): (Kind.OPPORTUNITY, code) for code in _opportunities(tables)
    }
    known = ((hopes.get(above, above), hopes.get(below, below)) for above, below in links)
    return weave(_nodes(book, tables), known, needed)


def _opportunities(tables: dict[str, pd.DataFrame]) -> list[str]:
    """The codes of the risks that would help."""
    risks = tables["risks"]
    return list(risks.loc[risks["nature"] == Nature.OPPORTUNITY, "risk"])


def _known(book: Book, table: str, moment: Moment) -> pd.DataFrame:
    """The last row of each thing by the day, in the order of the table."""
    frame = book[table]
    if RECORDED_ON.name not in frame:
        return frame
    known = frame[frame[RECORDED_ON.name] <= pd.Timestamp(moment.day)]
    last = known.sort_values(RECORDED_ON.name, kind="stable")
    key = [name for name in TABLES[table].key if name != "period"]
    return last.drop_duplicates(key, keep="last").sort_index()


def _nodes(book: Book, tables: dict[str, pd.DataFrame]) -> list[Node]:
    found = [*_nodes_of_profile(book.framework)]
    found += [Node(Kind.INDICATOR, c, i.name, i.owner_role) for c, i in book.indicators.items()]
    for kind, (name, owner) in _NAMED.items():
        frame = tables[_TABLES[kind]]
        owners = frame[owner] if owner else [""] * len(frame)
        rows = zip(frame.iloc[:, 0], frame[name], owners, strict=True)
        found += {code: Node(kind, code, *row) for code, *row in rows}.values()
    hopes = set(_opportunities(tables))
    found = [
        replace(n, kind=Kind.OPPORTUNITY) if n.kind is Kind.RISK and n.code in hopes else n
        for n in found
    ]
    return sorted(found, key=lambda node: _ORDER[node.kind])


_NAMED = {  # the columns that hold a thing's name and who answers for it
    Kind.ACTION: ("title", "lead_role"),
    Kind.OBJECTIVE: ("title", "lead_role"),
    Kind.RISK: ("title", "owner_role"),
    Kind.BUDGET: ("title", ""),
    Kind.RESPONSE: ("finding", "owner_role"),
}


def _nodes_of_profile(framework: Framework) -> Iterator[Node]:
    yield Node(Kind.PLAN, "plan", framework.council.plan or framework.words.plan)
    for mission in framework.missions:
        yield Node(Kind.MISSION, mission.code, mission.name, mission.portfolio_role)
    for theme in framework.themes:
        yield Node(Kind.THEME, theme.code, theme.name, theme.portfolio_role)
    for directorate in framework.directorates:
        yield Node(Kind.DIRECTORATE, directorate.code, directorate.name, directorate.director_role)
    for service in framework.services:
        yield Node(Kind.SERVICE, service.code, service.name)


def _within(framework: Framework) -> Iterator[tuple[Key, Key]]:
    """What the profile itself ties: plan, mission, theme; directorate, service."""
    missions = {m.code for m in framework.missions}
    for mission in framework.missions:
        yield (Kind.PLAN, "plan"), (Kind.MISSION, mission.code)
    for theme in framework.themes:
        above = (Kind.MISSION, theme.mission) if theme.mission in missions else (Kind.PLAN, "plan")
        yield above, (Kind.THEME, theme.code)
    for directorate in framework.directorates:
        for service in directorate.services:
            yield (Kind.DIRECTORATE, directorate.code), (Kind.SERVICE, service.code)


def _of_tables(book: Book, tables: dict[str, pd.DataFrame]) -> Iterator[tuple[Key, Key]]:
    for code, i in book.indicators.items():
        below = (Kind.INDICATOR, code)
        yield from _pairs([(Kind.THEME, i.theme), (Kind.MISSION, i.mission)], below)
        yield below, (Kind.SERVICE, i.service) if i.service else (Kind.DIRECTORATE, i.directorate)
    for row in tables["actions"].to_dict("records"):
        below = (Kind.ACTION, row["action"])
        yield from _pairs([(Kind.THEME, row["theme"]), (Kind.MISSION, row["mission"])], below)
        service, directorate = (
            (Kind.SERVICE, row["service"]),
            (Kind.DIRECTORATE, row["directorate"]),
        )
        yield below, service if row["service"] else directorate
    for row in tables["objectives"].to_dict("records"):
        above = [(Kind.SERVICE, row["service"]), (Kind.INDICATOR, row["indicator"])]
        above.append((Kind.ACTION, row["action"]))
        yield from _pairs(above, (Kind.OBJECTIVE, row["objective"]))
    for row in tables["risks"].to_dict("records"):
        yield (Kind.DIRECTORATE, row["directorate"]), (Kind.RISK, row["risk"])
    for row in tables["finance"].to_dict("records"):
        for kind in (Kind.DIRECTORATE, Kind.SERVICE):
            yield (kind, row["organisation"]), (Kind.BUDGET, row["line"])
    for row in tables["responses"].to_dict("records"):
        for kind in (Kind.INDICATOR, Kind.RISK, Kind.ACTION):
            yield (kind, row["about"]), (Kind.RESPONSE, row["response"])


def _pairs(above: Iterable[Key], below: Key) -> Iterator[tuple[Key, Key]]:
    return ((key, below) for key in above if key[1])


def _linked(links: pd.DataFrame) -> Iterator[tuple[Key, Key]]:
    """What ``links.csv`` ties, whichever way round it was written."""
    for one_kind, one, other_kind, other in links.itertuples(index=False, name=None):
        ends = [(Kind(LinkKind(one_kind)), one), (Kind(LinkKind(other_kind)), other)]
        above, below = sorted(ends, key=lambda key: _ORDER[key[0]])
        yield above, below
