"""A framework that nobody has: other tiers, perspectives, cycle, year and labels; it builds too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from tests import books
from tests.conftest import pmf

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("invented")]

FRAMEWORK = """\
council:
  name: Isle of Brae Assembly
  short_name: Brae
  code: X1
  plan: The Long Plan
  year_starts: 1
  languages: [Gaelic]
words:
  executive: Moot
  scrutiny: Panel of Questioners
  audit: Keepers of Account
  plan: Long Plan
  delivery_plan: Works List
  indicator: yardstick
  indicators: yardsticks
  theme: calling
  themes: callings
  directorate: house
  directorates: houses
  service: hearth
  services: hearths
  standard: hearth promise
  clinic: reckoning
  portfolio: warden
  councillors: assembly members
document: {title: How Brae keeps its word, version: "7", approved_by: the Moot}
cycle:
  - {name: Listen, sentence: We ask before we aim.}
  - {name: Choose, sentence: We choose few things.}
  - {name: Make, sentence: We make them.}
  - {name: Count, sentence: We count what came of it.}
  - {name: Mend, sentence: We mend what did not.}
tiers:
  - {level: council, name: The great board}
  - {level: directorate, name: A house board}
perspectives:
  - {code: tide, name: The tide, question: Does the work flow?}
  - {code: hands, name: Our hands, question: Are those who work here well?, about: people}
  - {code: hearths, name: Those we serve, about: residents}
themes:
  - {code: homes, name: Roofs, outcome: A dry roof for all., portfolio_role: Warden of Roofs}
directorates:
  - code: housing
    name: House of Roofs
    director_role: Keeper of Roofs
    services:
      - {code: advice, name: The open door}
roles:
  - {role: The Moot, kind: member, responsibilities: [Decides what the Assembly aims at.]}
rating:
  labels: {GREEN: Fair wind, AMBER: Slack, RED: Foul wind}
calendar:
  quarters:
    - {quarter: 2025 Q1, publication: 2025-05-06}
    - {quarter: 2025 Q2, data_due: 2025-07-10, executive: 2025-07-29, publication: 2025-08-05}
  year:
    - {month: 1, actions: [The Assembly opens its year.]}
  events:
    - {date: 2025-09-01, title: Feast of the Harvest}
"""


def _quarters(n: int) -> list[str]:
    """The last `n` calendar quarters up to 2025 Q2."""
    return [f"{k // 4} Q{k % 4 + 1}" for k in range(2025 * 4 + 2 - n, 2025 * 4 + 2)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its book of three yardsticks, built by the command."""
    folder = tmp_path_factory.mktemp("brae")
    columns = books.INDICATOR_COLUMNS
    rows = [
        books.indicator("101", "Roofs mended"),
        books.indicator("102", "Folk waiting", unit="count", per="1", polarity="lower"),
        books.indicator("103", "Days lost", unit="rate", per="1", polarity="lower"),
    ]
    rows = [
        row.replace(",operational,", f",{where},")
        for row, where in zip(rows, ("tide", "hearths", "hands"), strict=True)
    ]
    rows = [row.replace(",Head of Homes,", ",Keeper of Slates,Warden of Roofs") for row in rows]
    rows = [row.replace(",quarter,", ",calendar quarter,") for row in rows]
    seen = [books.OBSERVATION_COLUMNS]
    for k, quarter in enumerate(_quarters(16)):
        seen.append(f"101,X1,{quarter},,{70 + k % 3}.0,{70 + k % 3},100,,,2025-07-05")
        seen.append(f"102,X1,{quarter},,{40 + k},,,,,2025-07-05")
        seen.append(f"103,X1,{quarter},,2.{k % 5},{20 + k % 5},10,,,2025-07-05")
    targets = [books.TARGET_COLUMNS, "101,X1,2025,75,,,,,Moot,Because roofs leak.,2025-01-02"]
    book = books.write(
        folder / "data",
        FRAMEWORK,
        indicators=[columns, *rows],
        observations=seen,
        targets=targets,
        events=None,
    )
    out = folder / "html"
    done = pmf("build", "--data", str(book), "--out", str(out), "--no-archive")
    assert done.returncode == 0, done.stderr + done.stdout
    return out


def said(site: Path, page: str) -> str:
    """A page's words."""
    main = html.fromstring((site / f"{page}.html").read_bytes()).xpath("//main")[0]
    return re.sub(r"\s+", " ", main.text_content())


def test_its_year_begins_in_january(site: Path) -> None:
    """The latest quarter runs from April to June, and is the second of its year."""
    assert "Quarter 2, April to June 2025" in said(site, "index")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("corporate", "The great board"),
        ("corporate", "The tide"),
        ("people", "Our hands"),
        ("residents", "Those we serve"),
        ("themes/homes", "A dry roof for all."),
        ("portfolios/warden-of-roofs", "What this warden follows."),
        ("directorates/housing", "Keeper of Roofs"),
        ("measures", "Because roofs leak."),
        ("framework", "How Brae keeps its word"),
        ("framework", "We count what came of it."),
        ("roles", "Decides what the Assembly aims at."),
        ("calendar", "Feast of the Harvest"),
        ("calendar", "The Assembly opens its year."),
        ("how-to-read", "Works List"),
        ("about", "Panel of Questioners"),
    ],
)
def test_it_is_told_in_its_own_words(site: Path, page: str, words: str) -> None:
    """Each part of the profile stands on the page that it is for."""
    assert words in said(site, page)


def test_its_ratings_have_its_own_names(site: Path) -> None:
    """Green and red are its own words wherever a figure is rated."""
    assert "Foul wind" in said(site, "indicators/101")  # 70% against 75%
    for path in site.rglob("*.html"):
        text = said(site, path.relative_to(site).as_posix().removesuffix(".html"))
        for foreign in ("On target", "Off target"):
            assert foreign not in text, path.name


def test_no_page_uses_the_usual_words_for_its_own(site: Path) -> None:
    """What it calls a yardstick is an indicator on no page of its figures."""
    foreign = re.compile(r"\b(indicators?|directorates?|themes?|clinics?|delivery plan)\b", re.I)
    prose = {"methods", "methods-wider", "glossary", "accessibility", "downloads", "how-to-read"}
    found = {
        f"{name}: {match.group()}"
        for path in site.rglob("*.html")
        if (name := path.relative_to(site).as_posix().removesuffix(".html")) not in prose
        and (match := foreign.search(said(site, name)))
    }
    assert found == set()
