"""What only one council's framework has, looked for in its built book."""

from __future__ import annotations

import calendar
import re
from pathlib import Path

import pandas as pd
import pytest
from lxml import html

from tests.conftest import ROOT
from tests.frameworks.conftest import Built

pytestmark = [pytest.mark.slow]
CUMBERLAND = pytest.mark.xdist_group("framework-cumberland")
FURNESS = pytest.mark.xdist_group("framework-westmorland-and-furness")
LAKELAND = pytest.mark.xdist_group("framework-south-lakeland")
CARLISLE = pytest.mark.xdist_group("framework-carlisle")

# How many indicators stand under each hundred of Table 4 of Westmorland and Furness.
OF_EACH = {1: 5, 2: 6, 3: 7, 4: 4, 5: 8, 6: 11, 7: 11, 8: 7, 9: 4, 10: 7}
# Appendix A of Carlisle.
SERVICE_PLANS = {
    "Community Services": (
        "Bereavement Services",
        "Grounds maintenance",
        "Healthy City",
        "Neighbourhood Services",
        "Policy & Communications",
        "Carlisle Partnership (Plan)",
        "Tourism & City Centre",
        "HR & Payroll",
        "Organisational Development",
    ),
    "Corporate Support": ("Customer Services", "ICT Services (Strategy)", "PA Support"),
    "Economic Development": (
        "Building Control",
        "Development Management",
        "Economic Development Technical Support",
        "Planning Policy",
        "Regeneration",
    ),
    "Governance & Regulatory Services": (
        "Property Services",
        "Democratic Services",
        "Health & Safety",
        "Homelessness, Prevention & Accommodation Services",
        "Legal Services",
        "Regulatory Services",
    ),
    "Finance and Resources": (
        "Audit Services (Audit Plan)",
        "Financial Services",
        "Revenues & Benefits",
        "Service Support",
    ),
}


def said(site: Path, page: str) -> str:
    """A page's words, spaced once."""
    main = html.fromstring((site / f"{page}.html").read_bytes()).xpath("//main")[0]
    return re.sub(r"\s+", " ", main.text_content())


def beneath(site: Path, page: str, heading: str) -> str:
    """What stands on a page below a heading, to its end."""
    text = said(site, page)
    assert heading in text, heading
    return text.partition(heading)[2]


@FURNESS
def test_all_seventy_indicators_stand_in_the_book_under_their_themes(built: Built) -> None:
    """Each has its number, its name, a page of its own, and its place in the guide."""
    site = built("westmorland-and-furness")
    path = ROOT / "data" / "frameworks" / "westmorland-and-furness" / "indicators.csv"
    listed = pd.read_csv(path, dtype=str, keep_default_na=False)
    hundreds = [int(code) // 100 for code in listed["indicator"]]
    assert {h: hundreds.count(h) for h in hundreds} == OF_EACH
    every, guide = said(site, "indicators"), said(site, "measures")
    for row in listed.to_dict("records"):
        name = re.sub(r"\s+", " ", row["name"])
        assert name in every, row["indicator"]
        assert name in guide, row["indicator"]
        own = said(site, f"indicators/{row['indicator']}")
        assert name in own
        assert name in said(site, f"themes/{row['theme']}")


def test_the_names_and_themes_are_those_of_the_document(shared: Path) -> None:
    """The catalogue says what Table 4 prints, number by number."""
    text = (shared / "frameworks" / "westmorland-and-furness-2024-25.txt").read_text()
    printed = {
        code: (theme.strip(), name.strip().rstrip("."))
        for code, theme, name in re.findall(r"(?m)^(\d{3,4})\t([^\t]+)\t(.+)$", text)
    }
    assert len(printed) == 70
    path = ROOT / "data" / "frameworks" / "westmorland-and-furness"
    listed = pd.read_csv(path / "indicators.csv", dtype=str, keep_default_na=False)
    names = {"health": "Health and well-being", "effective": "Effective services"}
    ours = {
        row["indicator"]: (names.get(row["theme"], row["theme"].capitalize()), row["name"])
        for row in listed.to_dict("records")
    }
    assert ours == printed


@FURNESS
def test_community_outcomes_stand_apart_from_the_councils_services(built: Built) -> None:
    """Each theme has both headings, and a progress tracker of its actions."""
    theme = said(built("westmorland-and-furness"), "themes/environment")
    order = [
        theme.index("Outcomes for the community"),
        theme.index("What the council provides"),
        theme.index("Delivery Framework", theme.index("What the council provides")),
    ]
    assert order == sorted(order)


@CARLISLE
def test_all_twenty_seven_service_plans_stand_under_their_directorates(built: Built) -> None:
    """On the page of service plans of each of the five, by name."""
    site = built("carlisle")
    assert sum(map(len, SERVICE_PLANS.values())) == 27
    pages = {said(site, f"service-plans/{path.stem}") for path in site.glob("service-plans/*.html")}
    assert len(pages) == len(SERVICE_PLANS)
    for directorate, services in SERVICE_PLANS.items():
        page = next(text for text in pages if f": {directorate} " in text)
        for service in services:
            assert service in page, service


@LAKELAND
def test_each_of_the_twelve_months_has_its_work(built: Built) -> None:
    """From April to March, in the order of the council's year, with the document's own rounds."""
    page = html.fromstring((built("south-lakeland") / "calendar.html").read_bytes())
    names = set(calendar.month_name[1:])
    entries = [dt for dt in page.xpath("//main//dt") if dt.text_content().strip() in names]
    months = [dt.text_content().strip() for dt in entries]
    assert months == [*calendar.month_name[4:], *calendar.month_name[1:4]]
    work = {dt.text_content().strip(): _work(dt) for dt in entries}
    assert all(work.values())
    rounds = {"April": "fourth", "July": "first", "October": "second", "January": "third"}
    for month, which in rounds.items():
        assert f"{which} quarter" in " ".join(work[month]).lower(), month


def _work(month: html.HtmlElement) -> list[str]:
    """What is done in a month."""
    return [item.text_content() for item in month.xpath("following-sibling::dd[1]//li")]


@LAKELAND
def test_costs_benchmarks_and_value_for_money_are_reported_together(built: Built) -> None:
    """What services cost for each head, how they perform, beside others, and what that buys."""
    site = built("south-lakeland")
    areas = ("Revenue", "Savings", "Capital", "Treasury", "Collection", "Debt")
    for area in areas:
        assert area in said(site, "finance"), area
    assert "for each of" in beneath(site, "finance", "Cost per head")
    value = beneath(site, "finance", "Value for money")
    for column in ("Forecast for the year", "Measured by", "Beside others", "What it means"):
        assert column in value, column
    assert re.search(r"£[0-9.,]+ a head", value)
    assert re.search(r"\d+ of \d+, 1 is best", value)


@CUMBERLAND
def test_four_areas_and_three_tiers(built: Built) -> None:
    """The corporate scorecard has the four areas; the framework's page names the three tiers."""
    site = built("cumberland")
    scorecard = said(site, "corporate")
    for area in ("Operational", "Stakeholder", "People", "Finance"):
        assert f"{area} metrics" in scorecard, area
    tiers = beneath(site, "framework", "Levels of reporting")
    named = ("Corporate balanced scorecard", "Directorate balanced scorecard", "Service and team")
    assert all(tier in tiers for tier in named), tiers[:600]


@CUMBERLAND
def test_each_directorate_has_its_clinic(built: Built) -> None:
    """The internal edition has a pack for each, with what the review may decide."""
    site = built("cumberland", "internal")
    packs = list(site.glob("clinics/*.html"))
    assert len(packs) == len(list(site.glob("directorates/*.html"))) > 1
    for path in packs:
        page = said(site, f"clinics/{path.stem}")
        assert "may decide" in page
        assert "clinic" in page.partition("·")[0].casefold()


@CUMBERLAND
def test_risks_are_reviewed_at_the_intervals_of_the_document(built: Built) -> None:
    """Strategic ones every eight weeks, to Audit Committee; operational ones by colour."""
    risks = beneath(built("cumberland", "internal"), "risk", "How often each risk is looked at")
    assert "Audit Committee every 8 weeks" in risks
    row = risks.partition("Operational")[2][:120]
    assert re.search(r"every 12 months\s*every 6 months\s*every 3 months", row), row


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xdist_group(f"framework-{name}"))
        for name in ("south-oxfordshire", "vale-of-white-horse")
    ],
)
def test_quarterly_and_annual_reports_with_case_studies(name: str, built: Built) -> None:
    """Three quarterly reports and an annual one in the year's round, and stories beside them."""
    site = built(name)
    year = beneath(site, "calendar", "Each month of the year").casefold()
    for round_ in ("first quarter", "second quarter", "third quarter", "annual"):
        assert round_ in year, round_
    assert "a year before" in said(site, "year").casefold()
    assert html.fromstring((site / "case-studies.html").read_bytes()).xpath("//main//h2")
