"""What people said and what was spent, added up in plain Python over the raw files."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.judgements.finding import Findings
from tests.tables.raw import DAYS, exact, latest, same

ADDS_UP = {"revenue", "saving", "capital", "debt", "reserve"}
Count = tuple[Fraction | None, Fraction | None]


@pytest.fixture(scope="module", params=[*DAYS, "2025-26 Q1"], ids=str)
def findings(request: Any, root: Path, demonstration: Findings) -> Findings:
    """The latest quarter; as it stood on an earlier day; and an earlier quarter as read now."""
    match request.param:
        case None:
            return demonstration
        case str() as quarter:
            return flow.compute(root / "data", quarter)
        case day:
            return flow.compute(root / "data", as_at=day)


def test_feedback_of_the_council_is_added_up(root: Path, findings: Findings) -> None:
    """Counts by counts, and what they are out of; nothing where a directorate is missing."""
    framework = findings.framework
    council, quarter = framework.council.code, framework.period(findings.quarter)
    heard: dict[tuple[str, str], dict[tuple[str, str], Count]] = {}
    key = ("organisation", "period", "channel", "measure")
    for row in latest(root, "feedback", key, findings.as_at):
        if framework.period(row["period"]).end <= quarter.end:
            of = heard.setdefault((row["channel"], row["measure"]), {})
            of[row["organisation"], row["period"]] = exact(row["count"]), exact(row["denominator"])
    told = {
        (f.channel, f.measure): f for f in findings.picture.feedback if f.organisation == council
    }
    assert set(told) == set(heard)
    made = {question: rows for question, rows in heard.items() if not _own(rows, council)}
    assert len(made) >= 10
    for question, rows in made.items():
        wanted = _added(rows)
        while wanted[-1][1] is None:  # the last count there is stands as the latest
            wanted.pop()
        said = told[question]
        last = (said.period, said.count, said.denominator)
        assert [*said.earlier, last] == wanted, question


def _own(rows: dict[tuple[str, str], Count], council: str) -> bool:
    return any(organisation == council for organisation, _ in rows)


def _added(rows: dict[tuple[str, str], Count]) -> list[tuple[str, Any, Any]]:
    """Each period's sums; a directorate is due from the first period that it reported."""
    first: dict[str, str] = {}
    for organisation, period in rows:
        first[organisation] = min(first.get(organisation, period), period)
    wanted: list[tuple[str, Any, Any]] = []
    for period in sorted({period for _, period in rows}):
        due = [rows.get((o, period), (None, None)) for o in first if first[o] <= period]
        counts, outof = ([pair[k] for pair in due] for k in (0, 1))
        if None in counts:
            wanted.append((period, None, None))
        else:
            total = None if None in outof else sum(n for n in outof if n is not None)
            wanted.append((period, sum(n for n in counts if n is not None), total))
    return wanted


def test_totals_of_money_are_added_up(root: Path, findings: Findings) -> None:
    """Each line's last row of the year, added by organisation and area, every pound once."""
    wanted = _lines(root, findings)
    totals = {(t.organisation, str(t.area)): t for t in findings.picture.totals}
    assert set(totals) == set(wanted)
    assert len(totals) > 15
    for key, rows in wanted.items():
        total, sums = totals[key], {}
        assert total.lines == len(rows), key
        for name in ("budget", "actual", "forecast"):
            cells = [exact(row[name]) for row in rows]
            sums[name] = None if None in cells else sum(c for c in cells if c is not None)
            assert same(getattr(total, name), sums[name]), (key, name)
        if sums["budget"] is not None and sums["forecast"] is not None:
            assert same(total.variance, sums["forecast"] - sums["budget"]), key


def _lines(root: Path, findings: Findings) -> dict[tuple[str, str], list[dict[str, str]]]:
    """The rows that count for each organisation and area."""
    parents, council = findings.framework.parents, findings.framework.council.code
    year = findings.quarter.partition(" ")[0]
    lines: dict[tuple[str, str], dict[str, str]] = {}
    for row in latest(root, "finance", ("line", "organisation", "period"), findings.as_at):
        if year <= row["period"] <= findings.quarter and row["area"] in ADDS_UP:
            key = row["line"], row["organisation"]
            lines[key] = max(lines.get(key, row), row, key=lambda r: r["period"])
    tops = {council, *(code for code, above in parents.items() if above == council)}
    wanted: dict[tuple[str, str], list[dict[str, str]]] = {}
    for (line, organisation), row in lines.items():
        chain = [organisation]
        while chain[-1] in parents:
            chain.append(parents[chain[-1]])
        for k, of in enumerate(chain):
            # Where a whole above the row has the line too, the whole's own row counts instead.
            instead = any((line, whole) in lines for whole in chain[1 : k + 1])
            if of in tops and not instead:
                wanted.setdefault((of, row["area"]), []).append(row)
    return wanted
