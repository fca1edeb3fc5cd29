"""The charts of a comparison: neighbours, funnel, places; every number is a finding's."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import altair as alt

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.evidence import Comparison
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.visuals import among, funnel
from pmf_analysis.visuals.figure import Figure, Html, comparison_data, draw
from pmf_analysis.visuals.neighbours import neighbours, neighbours_spec
from pmf_analysis.visuals.page.benchmarks import BenchmarksPage
from pmf_analysis.visuals.page.indicator import IndicatorPage
from pmf_analysis.visuals.places import places_spec, ranked
from pmf_analysis.visuals.ranking import ranking, ranking_spec
from tests.visuals.compared import COMPARED, FIRST, LAST, OURS, SHARE

LARGEST = 20_000  # bytes of one drawing: three figures at two widths and their tables on a page


def compared(findings: Findings) -> Iterator[tuple[Finding, Comparison, Indicator]]:
    for finding in findings.council:
        if finding.comparison is not None:
            yield finding, finding.comparison, findings.indicators[finding.indicator]


def rows(spec: dict[str, Any], field: str) -> list[dict[str, Any]]:
    """Every row of a specification's data that has a field, each once."""
    found: list[dict[str, Any]] = []
    parts = [spec, *spec["layer"]]
    held = [part["data"]["values"] for part in parts if "values" in part.get("data", {})]
    for values in [*held, *spec.get("datasets", {}).values()]:
        found += [row for row in values if field in row and row not in found]
    return found


def test_neighbours_draw_the_findings(demonstration: Findings) -> None:
    """Figure and interval of every area, in the findings' order; England and the rest as lines."""
    drawn = 0
    for _, made, indicator in compared(demonstration):
        spec = neighbours_spec(made, indicator, among.NARROW)
        told = [(r["name"], r["value"], r["lower"], r["upper"]) for r in rows(spec, "lower")]
        assert told == [(p.name, p.value, p.lower, p.upper) for p in made.places]
        ours = [r["name"] for r in rows(spec, "lower") if r["kind"] == "ours"]
        assert ours == [made.ours.name]
        lines = [row["value"] for row in rows(spec, "dash")]
        assert lines == [other.value for other in (made.nation, made.others) if other]
        drawn += 1
    assert drawn > 30


def test_funnels_draw_the_findings(demonstration: Findings) -> None:
    """Each area at its own denominator, and the limits' curves, where the parts are known."""
    with_parts = [c for _, c, _ in compared(demonstration) if c.others is not None]
    assert [c for _, c, _ in compared(demonstration) if c.funnel] == with_parts
    for _, made, indicator in compared(demonstration):
        if made.funnel is None:
            continue
        spec = funnel.funnel_spec(made, made.funnel, indicator, funnel.WIDE)
        sizes = {m.area: m.bounds.denominator for m in made.funnel.members}
        told = {(r["name"], r["value"], r["denominator"]) for r in rows(spec, "stands")}
        assert told == {(p.name, p.value, sizes[p.area]) for p in made.places}
        curve = [asdict(bounds) | {"centre": made.funnel.centre} for bounds in made.funnel.curve]
        assert rows(spec, "lower_998") == curve
        named = {row["name"] for row in rows(spec, "name") if set(row) == NAMED}
        beyond = {m.area for m in made.funnel.members if m.outside}
        assert named == {p.name for p in made.places if p.ours or p.area in beyond}


NAMED = {"name", "denominator", "value"}


def test_places_draw_the_findings(demonstration: Findings) -> None:
    """Place and likely places of each area; and the council's in every comparison."""
    for _, made, _ in compared(demonstration):
        if made.rank is None:
            continue
        told = [
            (r["place"], r["first"], r["last"])
            for r in rows(ranking_spec(made, among.WIDE), "place")
        ]
        assert told == [(p.rank, p.rank_lower, p.rank_upper) for p in made.places]
    listed = ranked(demonstration.council, demonstration.indicators)
    spec = places_spec(listed, among.WIDE)
    told = {(r["name"], r["place"], r["of"], r["first"], r["last"]) for r in rows(spec, "said")}
    assert told == {
        (i.name, c.rank, len(c.places), c.ours.rank_lower, c.ours.rank_upper)
        for _, c, i in compared(demonstration)
        if c.rank is not None
    }


def figures(made: Comparison, indicator: Indicator) -> list[Figure]:
    drawn = [draw(made, indicator, 4) for draw in (neighbours, funnel.funnel, ranking)]
    return [figure for figure in drawn if figure is not None]


def test_every_figure_is_told_in_words_and_as_a_table(demonstration: Findings) -> None:
    """A title of about ten words, the measure, an alternative with the council's own figure."""
    every = 1 if os.environ.get("PMF_PROVE") else 5
    for _, made, indicator in list(compared(demonstration))[::every]:
        subtitles = [figure.subtitle for figure in figures(made, indicator)]
        assert len(set(subtitles)) == len(subtitles)  # each names its table's region
        for figure in figures(made, indicator):
            assert 4 <= len(figure.title.split()) <= 16, figure.title
            assert indicator.name in figure.subtitle
            assert made.ours.name in figure.alternative
            assert [name for name, _ in figure.specs] == ["wide", "narrow"]
            assert len(figure.rows) == len(made.places)
            assert {len(row) for row in figure.rows} == {len(figure.header)}
            assert [row for row in figure.rows if row[0].endswith("(this council)")]


def test_drawings_are_small_and_stand_as_wide_as_they_say(demonstration: Findings) -> None:
    """Whatever measures the text: no part of a chart moves when it wakes up."""
    of_all = BenchmarksPage.open(demonstration, "").places()
    assert isinstance(of_all, Figure)
    for figure in [*figures(COMPARED, SHARE), of_all]:
        for (_, spec), width in zip(figure.specs, (700, 350), strict=True):
            assert spec["autosize"] == "none"
            drawn = draw(spec)
            assert len(drawn) < LARGEST
            assert re.search(rf'viewBox="0 0 {width} \d+"', drawn)
            json.dumps(spec)


def test_names_are_cut_to_their_room_and_code_in_them_stays_text() -> None:
    """A quotation mark in a name ends no expression; a long name ends in an ellipsis."""
    assert among.cut("Bournemouth, Christchurch and Poole", 152) == "Bournemouth, Christ…"
    assert among.cut("Hill", 152) == "Hill"
    drawn = draw(neighbours_spec(COMPARED, SHARE, among.WIDE))
    assert "Bear's &quot;Den&quot;" in drawn or 'Bear\'s "Den"' in drawn


def test_specifications_are_valid_vega_lite(demonstration: Findings) -> None:
    """Held against Vega-Lite's schema here, once for each chart, and not at every build."""
    of_all = BenchmarksPage.open(demonstration, "").places()
    assert isinstance(of_all, Figure)
    for figure in [*figures(COMPARED, SHARE), of_all]:
        for _, spec in figure.specs:
            alt.LayerChart.from_dict(spec)


def test_two_areas_of_one_name_have_a_row_each() -> None:
    twins = (replace(FIRST, name="Hill"), OURS, LAST)
    spec = neighbours_spec(replace(COMPARED, places=twins), SHARE, among.WIDE)
    assert [row["row"] for row in rows(spec, "lower")] == ["0", "1", "2"]


def test_pages_show_them(demonstration: Findings) -> None:
    """An indicator that is compared has all three with its download; another has none."""
    page = IndicatorPage.open(demonstration, "601")
    for shown in (page.neighbours(), page.funnel(), page.ranking()):
        assert isinstance(shown, Figure)
        assert shown.data == comparison_data("601")
    assert "Beside similar councils" in page.comparison().html
    alone = IndicatorPage.open(demonstration, "506")
    shown = [alone.comparison(), alone.neighbours(), alone.funnel(), alone.ranking()]
    assert shown == [Html("")] * 4
    assert isinstance(BenchmarksPage.open(demonstration, "").places(), Figure)
