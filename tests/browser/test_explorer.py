"""The explorer in the built site: its limits, its words, its address and its keyboard."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pmf_analysis import findings as flow
from pmf_analysis.findings.extract import Extract, extracted
from pmf_analysis.findings.judged import rule_set
from pmf_analysis.findings.workings import workings
from pmf_analysis.framework.indicator import Audience, ChartKind, Unit
from pmf_analysis.judgements.baseline import Workings, fixed
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.statistics.rules import Rule
from pmf_analysis.visuals import words
from pmf_analysis.visuals.rows import stands_out

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

COUNCIL = "E06000999"
CLOSE = 1e-6
# XmR, XmR with seasons, shares, counts, a running total, points left out and a recorded rebase.
SERIES = (
    ("303", COUNCIL),
    ("403", COUNCIL),
    ("506", COUNCIL),
    ("601", COUNCIL),
    ("P01", COUNCIL),
    ("P01", "adults"),
    ("R03", "place"),
    ("101", COUNCIL),
    ("1006", COUNCIL),
)
FIRST, LAST = "Baseline from", "Baseline to"
Rests = dict[tuple[str, str], Workings]


@pytest.fixture(scope="module")
def public(root: Path, demonstration: Findings) -> Extract:
    """The figures that the public site may hold."""
    book = flow.load(root / "data")
    return extracted(book, book.framework.period(demonstration.quarter), Audience.PUBLIC)


@pytest.fixture(scope="module")
def resting(public: Extract) -> Rests:
    """What the limits of each series rest on."""
    return workings(public)


def shown(page: Page, address: str, view: str = "") -> None:
    """Open a view and wait for its chart."""
    page.goto(f"{address}/explorer.html{view}")
    page.locator(".drawing svg").wait_for()


def rows(page: Page) -> list[dict[str, str]]:
    """The table as it is, the latest period first; limits in full."""
    found: list[dict[str, str]] = page.locator(".pmf-explored tbody").evaluate(
        """(body) => [...body.rows].map((row) => ({
            period: row.cells[0].textContent,
            said: row.textContent,
            flag: row.className,
            ...row.dataset,
        }))"""
    )
    return found


def spans(length: int) -> tuple[tuple[int, int], ...]:
    """Three stretches of a series: its beginning, its middle and its end."""
    return (0, 13), (length // 4, length // 4 + 14), (length - 15, length - 1)


def test_three_baselines_give_the_limits_and_signals_of_the_library(
    page: Page, address: str, demonstration: Findings, public: Extract, resting: Rests
) -> None:
    """On series of every kind in the demonstration, set by the controls that a reader has."""
    rules = rule_set(public.framework.spc)
    assert {resting[key].kind for key in SERIES} >= {
        ChartKind.XMR,
        ChartKind.P_PRIME,
        ChartKind.U_PRIME,
    }
    assert any(resting[key].moved.any() for key in SERIES)
    for key in SERIES:
        points = next(f for f in demonstration.findings if f.key == key).points
        held = resting[key]
        before = len(held.values) - len(points)
        shown(page, address, f"?i={key[0]}&o={key[1]}")
        for first, last in spans(len(points)):
            page.get_by_label("Baseline from").select_option(points[first].period)
            page.get_by_label("Baseline to").select_option(points[last].period)
            expect(page.locator(".facts")).to_contain_text(
                f"Baseline {points[first].period} to {points[last].period}"
            )
            if held.known()[before + first : before + last + 1].sum() < rules.minimum_points:
                expect(page.locator(".facts")).to_contain_text("a usual range needs 13")
                continue
            chart = fixed(held, before + first, before + last, rules)
            found = rows(page)[::-1]
            assert [row["period"] for row in found] == [p.period for p in points]
            for row, k in zip(found[first:], range(len(points)), strict=False):
                for name in ("centre", "lower", "upper"):
                    line = float(getattr(chart, name)[k])
                    assert float(row.get(name, math.nan)) == pytest.approx(
                        line, rel=CLOSE, abs=CLOSE, nan_ok=True
                    ), (key, first, last, row)
                rule = Rule(int(chart.rule[k])).name if chart.rule[k] else ""
                assert bool(row["flag"]) == bool(rule), (key, row)
                assert stands_out(rule, int(chart.side[k])) in row["said"]
            assert not any("centre" in row for row in found[:first])


def test_without_a_baseline_the_limits_are_those_of_the_report(
    page: Page, address: str, demonstration: Findings
) -> None:
    """Every number that the report's own chart draws, with each recorded rebase."""
    for key in SERIES:
        finding = next(f for f in demonstration.findings if f.key == key)
        shown(page, address, f"?i={key[0]}&o={key[1]}")
        for row, point in zip(rows(page)[::-1], finding.points, strict=True):
            assert row["period"] == point.period
            for name in ("centre", "lower", "upper"):
                limit = getattr(point, name)
                assert (
                    row.get(name) == (None if limit is None else f"{limit:.17g}")
                    or float(row[name]) == limit
                )
            assert bool(row["flag"]) == (bool(point.rule) and not point.excluded)


def test_figures_are_written_as_on_every_page(
    page: Page, address: str, demonstration: Findings
) -> None:
    """Every figure of the demonstration, in its unit, rounded as published."""
    shown(page, address)
    asked, wanted = [], []
    for finding in demonstration.findings:
        indicator = demonstration.indicators[finding.indicator]
        per = indicator.per if indicator.unit is Unit.RATE else 1
        measured = {"unit": indicator.unit, "decimals": indicator.decimals, "per": per}
        for value in (finding.value, finding.centre, finding.target, -0.0, -1.5, 0.125, 2.675):
            if value is not None:
                asked.append([value, measured])
                wanted.append(words.figure(value, indicator))
    said = page.evaluate("(asked) => asked.map((one) => pmfExplored.figure(...one))", asked)
    assert said == wanted


def test_the_view_is_in_the_address_and_comes_back(page: Page, address: str) -> None:
    """A copied address shows the same; the back button goes a step back."""
    shown(page, address, "?i=P01")
    page.get_by_label("Reported by").select_option("adults")
    expect(page.locator(".pmf-explored .sub")).to_contain_text("Adult")
    page.wait_for_timeout(1100)  # choices that follow at once are one step
    page.get_by_label("From", exact=True).select_option("2021-22 Q1")
    page.get_by_label(FIRST).select_option("2021-22 Q1")
    page.get_by_label(LAST).select_option("2025-26 Q1")
    page.get_by_label("Beside it").select_option(COUNCIL)
    expect(page.locator(".pmf-explored thead")).to_contain_text("Inventshire Council")
    held, facts, table = page.url, page.locator(".facts").inner_text(), rows(page)
    assert held.endswith(
        "?i=P01&o=adults&from=2021-22+Q1&base=2021-22+Q1&until=2025-26+Q1&beside=E06000999"
    )
    page.go_back()
    expect(page.get_by_label(FIRST)).to_have_value("")
    assert page.url.endswith("?i=P01&o=adults")
    assert len(rows(page)) > len(table)
    page.go_forward()
    expect(page.locator(".facts")).to_have_text(facts)
    other = page.context.new_page()
    shown(other, address, held.removeprefix(f"{address}/explorer.html"))
    assert other.locator(".facts").inner_text() == facts
    assert rows(other) == table
    assert other.get_by_label("Beside it").input_value() == COUNCIL


def test_a_wrong_address_says_what_was_wrong_and_shows_the_rest(page: Page, address: str) -> None:
    """What is not known is named; what is known of the view is kept."""
    shown(page, address, "?i=506&o=nobody&from=Apr+2031&base=May+2024&until=Apr+2020")
    said = page.locator(".pmf-status").inner_text()
    for wrong in ("“nobody”", "“Apr 2031”", "May 2024 comes after Apr 2020"):
        assert wrong in said
    assert page.get_by_label("Indicator").input_value() == "506"
    assert page.get_by_label(FIRST).input_value() == ""
    shown(page, address, "?i=<b>x</b>")
    assert "“<b>x</b>” is not known" in page.locator(".pmf-status").inner_text()
    page.get_by_label("To", exact=True).press("ArrowUp")
    expect(page.locator(".pmf-status")).to_have_text("")


def test_where_no_baseline_can_be_set_the_page_says_why(page: Page, address: str) -> None:
    """Annual figures, and those of too few cases; the controls stand empty."""
    shown(page, address, "?i=102&base=2020-21")
    assert "no baseline can be set" in page.locator(".pmf-status").inner_text()
    assert "No baseline can be set here." in page.locator(".notes").inner_text()
    assert page.get_by_label(FIRST).is_disabled()


def test_the_keyboard_alone_works_every_control(page: Page, address: str) -> None:
    """Tab reaches each control in reading order, and each can be seen and changed."""
    shown(page, address, "?i=P01")
    page.get_by_label("Indicator").focus()
    reached = []
    for _ in range(10):
        name, outline = page.evaluate(
            """() => {
                const { activeElement: here } = document;
                return [here.name || here.className, getComputedStyle(here).outlineStyle];
            }"""
        )
        reached.append(name)
        assert outline == "solid", name
        if name == "first":
            page.keyboard.type("2019-20 Q4")
            expect(page.locator(".facts")).to_contain_text("Baseline 2019-20 Q4 to 2022-23 Q4")
        if name == "beside":
            page.keyboard.press("ArrowDown")
            expect(page.locator(".key-beside")).to_be_visible()
        if name == "copy":
            page.keyboard.press("Enter")
            expect(page.locator(".pmf-status")).to_contain_text("link to this view")
        if name == "plain":
            page.keyboard.press("Space")
            expect(page.locator(".facts")).to_contain_text("As the report has it")
            break
        page.keyboard.press("Tab")
    assert reached == [
        *("indicator", "organisation", "from", "to", "beside", "first", "last", "copy", "plain")
    ]
    assert page.evaluate("document.activeElement.name") == "first"


def test_it_fits_a_phone_and_its_targets_are_large(page: Page, address: str) -> None:
    """At 320 pixels nothing scrolls sideways but the table, and every control can be hit."""
    page.set_viewport_size({"width": 320, "height": 800})
    shown(page, address, "?i=403&base=2022-23+Q1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for control in page.locator(".pmf-choices :is(select, button)").all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 24
        assert box["width"] >= 24


def test_the_page_asks_for_the_figures_of_one_indicator_alone(page: Page, address: str) -> None:
    """The index, the empty chart and one file, before anything is chosen."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    shown(page, address, "?i=506")
    data = sorted(url for url in asked if url.startswith("/explore/"))
    assert data == ["/explore/chart.json", "/explore/index.json", "/explore/series/506.json"]


def test_without_script_the_list_stands_alone(browser: Browser, address: str) -> None:
    """No dead controls; every indicator with its figures is still there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/explorer.html")
    assert not page.locator(".pmf-choices").is_visible()
    assert page.locator("table a", has_text="CSV").count() > 50
    context.close()


@pytest.mark.parametrize("width", (390, 1280))
def test_nothing_moves_when_the_explorer_comes(page: Page, address: str, width: int) -> None:
    """Its room is kept before it has anything to show."""
    page.set_viewport_size({"width": width, "height": 844})
    shown(page, address, "?i=506")
    moved = page.evaluate(
        """() => new Promise((resolve) => {
            let moved = 0;
            new PerformanceObserver((seen) => {
                for (const shift of seen.getEntries()) moved += shift.value;
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => resolve(moved), 300);
        })"""
    )
    assert moved < 0.02
