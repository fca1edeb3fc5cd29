"""The built pages, read back: every number on them is of the one set of findings."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from pmf_analysis.findings import document
from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.pages.contents import PageId, contents
from tests.site.read_back import Known, Series, numbers, rows, series, written

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

# Pages whose findings hold counts of cases, or amounts, of which the page says shares.
SHARES = {"people", "residents", "finance", "home", "corporate"}
CHANGES = 400
LEAST_NOTICED = 0.9
Edition = list[tuple[PageId, Findings, html.HtmlElement]]


@pytest.fixture(scope="module")
def edition(site: Path, demonstration: Findings) -> Edition:
    """Each generated page with its part of the findings."""
    listed = list(contents(demonstration))
    assert len(listed) > 100
    return [(page, part, _page(site / f"{page.path}.html")) for page, part in listed]


def _page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def _again(page: html.HtmlElement) -> html.HtmlElement:
    """A page to take apart."""
    return html.fromstring(html.tostring(page))


def test_every_chart_with_its_words_and_table_is_its_finding(
    edition: Edition, demonstration: Findings, site: Path
) -> None:
    """Title, alternative text, facts, table, CSV and living chart of each series say the same."""
    faults: list[str] = []
    seen = 0
    for page, part, tree in edition:
        for one in series(_again(tree), part):
            seen += 1
            where = f"{page.path}, {one.finding.indicator} {one.finding.organisation}"
            indicator = demonstration.indicators[one.finding.indicator]
            faults += [f"{where}: {f}" for f in _drawn(one, indicator, site)]
            faults += [f"{where}: {f}" for f in _filed(one.finding, site / one.csv)]
            faults += [f"{where}: {f}" for f in one.faults(indicator, demonstration.reported_on)]
    assert seen > 120
    assert faults == []


def _drawn(one: Series, indicator: Indicator, site: Path) -> Iterator[str]:
    """What in the charts that wake is not of the finding."""
    points = {point.period: point for point in one.finding.points}
    ends = (indicator.plausible_min, indicator.plausible_max, 0, 100)
    for name in one.block.xpath(".//@data-chart"):
        spec = json.loads((site / "charts" / f"{name}.json").read_text(encoding="utf-8"))
        values = spec["data"]["values"]
        if [row["period"] for row in values] != list(points):
            yield f"chart {name} has other periods"
            continue
        for row in values:
            point = points[row["period"]]
            for field in ("value", "charted", "numerator", "denominator", "centre", "target"):
                if row[field] != getattr(point, field):
                    yield f"chart {name}, {row['period']}: {field} {row[field]}"
            for field in ("lower", "upper"):  # cut to what can happen
                drawn, own = row[field], getattr(point, field)
                if drawn != own and drawn not in ends:
                    yield f"chart {name}, {row['period']}: {field} {drawn}"


_COLUMNS = {"value": "value", "target": "target", "centre": "centre", "lower_limit": "lower"}


def _filed(finding: Finding, path: Path) -> Iterator[str]:
    """What in a series' CSV is not of the finding."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    if [line["period"] for line in lines] != [point.period for point in finding.points]:
        yield f"{path.name} has other periods"
        return
    for line, point in zip(lines, finding.points, strict=True):
        for column, field in _COLUMNS.items():
            number, own = line[column], getattr(point, field)
            if (number == "") != (own is None) or (
                own is not None and float(number) != pytest.approx(own, rel=1e-9, abs=1e-9)
            ):
                yield f"{path.name}, {point.period}: {column} {number!r} for {own}"


def test_every_row_of_a_scorecard_is_a_finding(edition: Edition) -> None:
    """Figure, target and trace of each row are those of one finding of that indicator."""
    found = [(p.path, *row) for p, part, tree in edition for row in rows(_again(tree), part)]
    assert len(found) > 400
    assert [(path, name) for path, name, held in found if not held] == []


def test_every_other_number_is_known(edition: Edition) -> None:
    """Whatever else the program writes in figures follows from the page's findings."""
    strange: list[str] = []
    seen = 0
    for page, part, tree in edition:
        taken = _again(tree)
        list(series(taken, part)), list(rows(taken, part))
        worked_out = page.kind in SHARES
        revised = {(r.indicator, r.organisation, r.period) for r in part.picture.revisions}
        known = Known(part.reported_on, part, _heads(part), len(revised), worked_out=worked_out)
        for text in written(taken):
            said = numbers(text)
            seen += len(said)
            strange += [f"{page.path}: {n}" for n in said if not known.holds(n)]
    assert seen > 10_000
    assert strange == []


def _heads(part: Findings) -> list[float]:
    """What each account costs a resident, now and at the prices of each other year."""
    people = part.picture.population
    if not people:
        return []
    deflator = part.framework.finance.deflator
    index = list(deflator.index.values()) if deflator else [1.0]
    accounts = (*part.picture.accounts, *part.picture.totals)
    spent = [a.forecast for a in accounts] + [x for a in accounts for _, x in a.outturns]
    return [x * a / b / people for x in spent if x is not None for a in index for b in index]


def test_the_interface_is_the_findings(site: Path, demonstration: Findings) -> None:
    """The latest document of the static interface is the findings of the pages."""
    path = site / "api" / "v1" / "latest" / "findings.json"
    served = json.loads(path.read_text(encoding="utf-8"))
    own = json.loads(json.dumps(document(demonstration), default=str))
    assert served["findings"] == own["findings"]


def test_a_changed_digit_is_noticed(edition: Edition, demonstration: Findings) -> None:
    """These tests see: of digits changed at random in charts' words and tables, nine in ten."""
    chance = random.Random(1)
    pages = [(part, tree) for page, part, tree in edition if page.kind == "indicator"]
    noticed = 0
    for _ in range(CHANGES):
        part, tree = chance.choice(pages)
        text = html.tostring(tree, encoding="unicode")
        at, changed = _other_digit(text, chance)
        one = next(series(html.fromstring(text[:at] + changed + text[at + 1 :]), part))
        indicator = demonstration.indicators[one.finding.indicator]
        noticed += any(one.faults(indicator, demonstration.reported_on))
    assert noticed >= LEAST_NOTICED * CHANGES


def _other_digit(text: str, chance: random.Random) -> tuple[int, str]:
    """A digit of a figure in the first series' alternative text or table, and another for it."""
    block = text[: text.index("</table>", text.index('class="pmf-beside"'))]
    start = block.index('class="pmf-beside"')
    spoken = re.search(r'aria-label="([^"]*It ranges [^"]*)"', block[start:])
    cells = [m.span(1) for m in re.finditer(r'<td class="num">([^<]+)</td>', block[start:])]
    spans = [*cells, *([spoken.span(1)] if spoken and chance.random() < 0.2 else [])]
    low, high = chance.choice(spans)
    digits = [start + k for k in range(low, high) if block[start + k].isdigit()]
    at = chance.choice(digits) if digits else start + low
    return at, chance.choice([d for d in "123456789" if d != text[at]])
