"""The explorer's data: an index, a chart to fill, and a file an indicator, fetched when chosen."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from pmf_analysis.findings.beside import MEDIAN, beside, comparators
from pmf_analysis.findings.judged import rule_set
from pmf_analysis.findings.workings import workings
from pmf_analysis.framework.indicator import Audience, Indicator, Unit
from pmf_analysis.judgements.baseline import Workings
from pmf_analysis.judgements.finding import Finding
from pmf_analysis.site.edition import Edition
from pmf_analysis.statistics.rules import Rule
from pmf_analysis.visuals import axis, notes, sentences, words
from pmf_analysis.visuals.explored import chart
from pmf_analysis.visuals.rows import SHORTHAND, stands_out

__all__ = ["FOLDER", "write"]

FOLDER, SERIES = "explore", "series"
MIDDLE = "The middle of similar councils"
COLUMNS = (
    "period", "charted", "status", "charted_target", "target_lower", "target_upper",
    "centre", "lower", "upper", "rule", "side", "segment", "excluded",
)  # fmt: skip
EVERY = 10**6  # labels: all that there are


def write(edition: Edition, site: Path) -> None:
    """Write what the explorer's script reads beneath a site's folder.

    Parameters
    ----------
    edition : Edition
        Holds no more than its audience may read, and so do the files.
    site : Path
        The built pages.
    """
    folder = site / FOLDER
    (folder / SERIES).mkdir(parents=True, exist_ok=True)
    least = rule_set(edition.findings.framework.spc).minimum_points
    rests_on = {k: w for k, w in workings(edition.extract).items() if w.known().sum() >= least}
    shown = [f for f in edition.findings.findings if f.points]
    if not shown:
        return
    _save(folder / "index.json", _index(edition, {f.indicator for f in shown}))
    _save(folder / "chart.json", chart())
    for code, indicator in edition.findings.indicators.items():
        mine = [f for f in shown if f.indicator == code]
        if mine:
            series = [_series(edition, f, indicator, rests_on.get(f.key)) for f in mine]
            _save(
                folder / SERIES / f"{code.lower()}.json", {**_measured(indicator), "series": series}
            )


def _index(edition: Edition, codes: set[str]) -> dict[str, Any]:
    """Every indicator by its theme, the rules for special causes and the words for them."""
    findings, framework = edition.findings, edition.findings.framework
    known = {theme.code: theme.name for theme in framework.themes}
    order = {code: place for place, code in enumerate(known)}
    listed = sorted(
        (i for code, i in findings.indicators.items() if code in codes),
        key=lambda i: (order.get(i.theme, len(order)), i.name.casefold()),
    )
    groups = [
        {"name": name, "indicators": [[i.indicator, i.name] for i in some]}
        for name, some in groupby(listed, key=lambda i: known.get(i.theme, ""))
    ]
    rules = rule_set(framework.spc)
    flags = {rule.name: [stands_out(rule.name, side) for side in (1, -1)] for rule in Rule if rule}
    precedence = [rule.name for rule in rules.precedence]
    return {
        "first": _first(edition, codes),
        "groups": groups,
        "rules": {**asdict(rules), "precedence": precedence},
        "flags": flags,
        "shorthand": SHORTHAND,
    }


def _first(edition: Edition, codes: set[str]) -> str:
    """The indicator that an unasked reader sees: the council's most pressing one with limits."""
    council = edition.findings.framework.council.code
    return min(
        (f for f in edition.findings.findings if f.indicator in codes),
        key=lambda f: (
            f.organisation != council,
            f.centre is None,
            f.place_in_exceptions or math.inf,
        ),
    ).indicator


def _measured(indicator: Indicator) -> dict[str, Any]:
    """What is measured, and how its figures are written."""
    low, high = (words.possible(bound, indicator) for bound in (-math.inf, math.inf))
    return {
        "indicator": indicator.indicator,
        "name": indicator.name,
        "unit": indicator.unit,
        "per": indicator.per if indicator.unit is Unit.RATE else 1,
        "decimals": indicator.decimals,
        "polarity": indicator.polarity,
        "possible": [_number(low), _number(high)],
    }


def _series(
    edition: Edition, finding: Finding, indicator: Indicator, rests_on: Workings | None
) -> dict[str, Any]:
    """One organisation's series as reported, and what its limits can be worked out from."""
    starts = edition.findings.framework.council.year_starts
    points, own = finding.points, finding.charted_every is indicator.frequency
    labels = [axis.label(point.period, starts) for point in points]
    told = replace(finding, outlook=None)  # no forecast stands beside these notes
    internal = edition.findings.audience is Audience.INTERNAL
    return {
        "organisation": finding.organisation,
        "name": finding.organisation_name,
        "labels": labels,
        "ticks": axis.ticks(finding, labels, starts, EVERY),
        "points": {name: [getattr(p, name) for p in points] for name in COLUMNS},
        "events": [[letter, h.period] for letter, h in notes.lettered(finding)],
        "notes": notes.chart_notes(told, indicator, internal=internal),
        "limits": finding.centre is not None,
        "resting": finding.n_points,
        "why": sentences.unsuited(finding),
        "workings": _workings(rests_on, len(points)) if rests_on else None,
        "others": _others(edition, finding) if own else [],
    }


def _workings(found: Workings, length: int) -> dict[str, Any]:
    """What a browser works limits out from, over the periods that the finding has points for."""
    here = slice(len(found.values) - length, None)
    parts = {"x": found.numerators, "n": found.denominators} if found.of_parts else {}
    return {
        "kind": found.kind,
        "per": found.per,
        "least": found.least,
        "wider": found.wider,
        "moved": _numbers(found.moved[here]) if found.moved.any() else None,
        **{name: _numbers(part[here]) for name, part in parts.items()},
    }


def _others(edition: Edition, finding: Finding) -> list[dict[str, Any]]:
    """Those whose figures may stand beside the series, by the period of each point."""
    extract, (code, organisation) = edition.extract, finding.key
    periods = [point.period for point in finding.points]
    found = []
    for whose, name in comparators(extract, code, organisation).items():
        figures = beside(extract, code, whose, periods)
        found.append(
            {
                "code": whose,
                "name": MIDDLE if whose == MEDIAN else name,
                "figures": [figures.get(period) for period in periods],
            }
        )
    return found


def _numbers(figures: Iterable[float]) -> list[float | None]:
    return [_number(float(figure)) for figure in figures]


def _number(figure: float | None) -> float | None:
    """A number as JSON has it: none where it is missing or without bound."""
    return figure if figure is not None and math.isfinite(figure) else None


def _save(path: Path, found: dict[str, Any]) -> None:
    """Write compact JSON with every float in full."""
    text = json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
