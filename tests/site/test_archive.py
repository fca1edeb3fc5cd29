"""The archive: every published quarter at an address that stays, as it was published."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.issues import Issue, issues, published
from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Period
from pmf_analysis.site.dress import earlier_pages, kept_page
from tests import books
from tests.conftest import ROOT, pmf
from tests.site import kept_book
from tests.site.kept_book import CORRECTED, REPORTS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kept")]

Q3, Q4, Q1 = (slug for _, slug, _ in REPORTS)
NAME = "indicators/101.html"


class Links(HTMLParser):
    """Every address that a page leads to or asks for."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "link" or dict(attrs).get("rel") != "canonical":
            names = {"href", "src", "action"}
            self.found += [value for name, value in attrs if name in names and value]


def read(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def history(text: str) -> list[str]:
    """The addresses of a page's earlier reports, in order."""
    found = re.search(r'<nav class="pmf-history".*?</nav>', text, flags=re.DOTALL)
    return re.findall(r'href="([^"]+)"', found[0]) if found else []


def test_every_published_quarter_stands_at_its_address(kept: Path) -> None:
    """The latest too; a quarter before the archive begins does not."""
    for _, slug, _ in REPORTS:
        for page in ("index.html", NAME, "themes/homes.html", "earlier.html"):
            assert (kept / slug / page).is_file(), (slug, page)
        assert (kept / slug / "downloads" / "101.csv").is_file()
    assert not (kept / "2024-25-q2").exists()


def test_a_report_reads_as_on_its_day(kept: Path) -> None:
    """A figure corrected since is there as it was; the words are those of its own quarter."""
    was, now = CORRECTED
    then = read(kept, f"{Q4}/{NAME}")
    assert was in then
    assert now not in then
    assert now in read(kept, NAME)
    assert "61" not in read(kept, f"{Q4}/downloads/101.csv")
    assert "Late returns zq77" not in "".join(p.read_text() for p in (kept / Q4).rglob("*.html"))
    assert "Late returns zq77" in read(kept, "quality.html")
    said = {slug: read(kept, f"{slug}/themes/homes.html") for _, slug, _ in REPORTS}
    assert "zq2" in said[Q4]
    assert "zq3" not in said[Q4]
    assert "zq3" in said[Q1]
    assert not (kept / Q4 / "indicators" / "103.html").exists()  # nobody reported it yet


def test_a_page_says_which_report_it_is_of(kept: Path) -> None:
    """In its title and at its top, with the way to the same page of the latest."""
    text = read(kept, f"{Q4}/{NAME}")
    assert "<title>Duties ended with a home, Quarter 4, January to March 2025 " in text
    line = re.search(r'<p class="pmf-kept">(.*?)</p>', text)
    assert line
    assert "published on 2 June 2025" in line[1]
    assert 'href="../../indicators/101.html">See this page in the latest report<' in line[1]
    assert '<p class="pmf-kept">' not in read(kept, NAME)


def test_pages_lead_to_their_history(kept: Path) -> None:
    """Each earlier report that has the page, the latest first, and no other."""
    assert history(read(kept, NAME)) == [f"../{Q4}/{NAME}", f"../{Q3}/{NAME}"]
    assert history(read(kept, f"{Q4}/{NAME}")) == [f"../../{Q3}/{NAME}"]
    assert history(read(kept, f"{Q3}/{NAME}")) == []
    assert history(read(kept, "indicators/103.html")) == []


def test_the_page_of_earlier_quarters_leads_to_them(kept: Path) -> None:
    """By the quarter's name where its report stands here, and in words where it does not."""
    text = read(kept, "earlier.html")
    assert f'<a href="{Q4}/index.html">2024-25 Q4</a>' in text
    assert re.search(r'<th scope="row">\s*2024-25 Q2', text)
    assert f'<a href="../{Q3}/index.html">2024-25 Q3</a>' in read(kept, f"{Q4}/earlier.html")


def test_every_link_leads_somewhere(kept: Path) -> None:
    """Within each report, between reports, and to what all of them share."""
    looked = 0
    for path in kept.rglob("*.html"):
        for link in Links(path).found if path.name != "404.html" else ():
            parts = urlsplit(link)
            if parts.path and not parts.scheme:
                looked += 1
                target = (path.parent / unquote(parts.path)).resolve()
                assert target.is_file(), (path.relative_to(kept), link)
    assert looked > 500


def test_what_is_the_same_stands_once(kept: Path) -> None:
    """Scripts, style sheet, search and hand-written pages are at the root alone."""
    for _, slug, _ in REPORTS:
        there = {path.name for path in (kept / slug).iterdir()}
        assert not there & {"assets", "_static", "charts", "search.html", "404.html", "about.html"}
    text = read(kept, f"{Q4}/{NAME}")
    assert 'data-content_root="../../"' in text
    assert 'src="../../assets/report.js"' in text
    for chart in re.findall(r'data-chart="([^"]+)"', text):
        assert (kept / "charts" / f"{chart}.json").is_file()


def test_words_of_today_leave_earlier_reports(kept: Path, tmp_path: Path) -> None:
    """Another word in the latest quarter: earlier reports are taken as they were kept."""
    council = shutil.copytree(kept.parent, tmp_path / "council")
    work = council / "html-work" / "book" / "generated" / "editions"
    stamps = {path: path.stat().st_mtime_ns for path in work.rglob("*.html")}
    assert len(stamps) > 20
    words = council / "notebooks" / "commentary" / Q1 / "theme-homes.md"
    words.write_text("# Homes\n\nOther words zq9.\n", encoding="utf-8")
    done = kept_book.build(council / "data", council / "html")
    assert done.returncode == 0, done.stderr
    assert {path: path.stat().st_mtime_ns for path in work.rglob("*.html")} == stamps
    assert "zq9" in read(council / "html", f"{Q1}/themes/homes.html")
    for path in (kept / Q4).rglob("*"):
        if path.is_file():
            assert (council / "html" / path.relative_to(kept)).read_bytes() == path.read_bytes()


def test_a_build_without_archive(kept: Path, tmp_path: Path) -> None:
    """No report of a quarter of its own, and no link to one; the option is in the help."""
    out = tmp_path / "html"
    done = pmf("build", "--data", str(kept.parent / "data"), "--out", str(out), "--no-archive")
    assert done.returncode == 0, done.stderr
    assert not [path for path in out.iterdir() if path.name in {Q3, Q4, Q1}]
    assert Q4 not in read(out, "earlier.html")
    assert history(read(out, NAME)) == []


def test_what_was_known_on_a_day_stays_known(tmp_path: Path) -> None:
    """Rows recorded later leave the digest of a report; one recorded by its day does not."""
    data = kept_book.write(tmp_path)
    before = issues(data, "2025-26 Q1")
    rows = (data / "observations.csv").read_text(encoding="utf-8")
    later = "101,X1,2024-25 Q3,,50.0,50,100,r,,2025-08-01\n"
    (data / "observations.csv").write_text(rows + later, encoding="utf-8")
    after = issues(data, "2025-26 Q1")
    assert [i.known for i in after[:2]] == [i.known for i in before[:2]]
    assert after[2].known != before[2].known
    assert [i.settled for i in after] == [False, False, True]
    newest = "101,X1,2024-25 Q3,,49.0,49,100,r,,2025-09-03\n"  # the day after the publication
    (data / "observations.csv").write_text(rows + later + newest, encoding="utf-8")
    assert [i.settled for i in issues(data, "2025-26 Q1")] == [False, False, False]


def test_what_is_withheld_today_is_withheld_in_every_report(tmp_path: Path) -> None:
    """Whatever was shown before; the other figures stay as they were published."""
    data = kept_book.write(tmp_path)
    before = issues(data, "2025-26 Q1")
    rows = (data / "observations.csv").read_text(encoding="utf-8")
    secret = "101,X1,2024-25 Q3,,,,,c,Names a person,2025-10-20\n"
    (data / "observations.csv").write_text(rows + secret, encoding="utf-8")
    after = issues(data, "2025-26 Q1")
    assert all(old.known != new.known for old, new in zip(before, after, strict=True))
    for issue in after:
        findings, extract = published(data, issue)
        for found in (findings.findings, extract.findings()):
            points = {p.period: p for f in found for p in f.points if f.indicator == "101"}
            hidden = points["2024-25 Q3"]
            assert (hidden.value, hidden.status) == (None, "c")
            assert points["2024-25 Q2"].value == 77.0


def test_the_latest_report_of_the_demonstration_is_that_of_its_day() -> None:
    """Nothing was recorded since, so that it is made once; of those before it something was."""
    settled = [issue.settled for issue in issues(ROOT / "data", "2025-26 Q2")]
    assert settled == [False, False, False, True]


def test_the_day_decides_which_reports_there_are(tmp_path: Path) -> None:
    """Read as at a day, or for an earlier quarter, only what had been published by then."""
    data = kept_book.write(tmp_path)
    assert [i.quarter for i in issues(data, "2024-25 Q4")] == ["2024-25 Q3", "2024-25 Q4"]
    by_then = issues(data, "2025-26 Q1", dt.date(2025, 6, 1))
    assert [(i.quarter, i.day) for i in by_then] == [("2024-25 Q3", dt.date(2025, 3, 4))]
    # Nothing had been recorded by the publication of the small book's first quarter.
    assert [i.quarter for i in issues(books.write(tmp_path / "b"), "2025-26 Q1")] == ["2025-26 Q1"]


def test_an_archive_begins_with_a_quarter_of_the_calendar(tmp_path: Path) -> None:
    """Any other is a fault of framework.yml."""
    wrong = kept_book.FRAMEWORK.replace("archive_from: 2024-25 Q3", "archive_from: 2023-24 Q3")
    with pytest.raises(FaultsFound, match="archive_from is one of its quarters, not 2023-24 Q3"):
        flow.compute(books.write(tmp_path / "data", wrong))


def quarters() -> Iterator[tuple[str, dt.date]]:
    """The demonstration's reports; in the short form the last but one."""
    found = [(i.quarter, i.day) for i in issues(ROOT / "data", "2025-26 Q2")]
    yield from found if os.environ.get("PMF_PROVE") else found[-2:-1]


def test_a_report_rests_on_nothing_recorded_later() -> None:
    """With every later row of the demonstration taken out the findings are the same bytes."""
    whole = flow.load(ROOT / "data")
    for name, day in quarters():
        by_then = {
            table: rows[rows["recorded_on"] <= pd.Timestamp(day)]
            for table, rows in whole.tables.items()
            if "recorded_on" in rows
        }
        asked = (whole.framework.period(name), Audience.PUBLIC, day)
        made = [flow.find(book, *asked) for book in (whole, whole.replace(**by_then))]
        assert flow.dump(made[0]) == flow.dump(made[1]), name


ISSUE = Issue("2025-26 Q1", "2025-26-q1", dt.date(2025, 9, 2), "", settled=False)
PAGE = (
    '<html data-content_root="../"><title>A &#8212; B</title>'
    '<a href="../about.html#x">a</a><a href="gone.html">g</a><a href="https://x.example">x</a>'
    '<a href="../downloads/9.csv">d</a>'
    '<main id="main-content"><article>w</article></main></html>'
)


def test_a_page_that_is_no_more_leads_home() -> None:
    """Its report says so; what the report has not itself is looked for at the root."""
    there = {"index.html", "about.html", "downloads/9.csv", "2025-26-q1/themes/a.html"}
    made = kept_page(PAGE, "themes/a.html", ISSUE, Period.parse("2025-26 Q1"), there)
    assert '<a href="../../index.html">See the home page in the latest report</a>' in made
    assert 'href="../../about.html#x"' in made
    assert 'href="gone.html"' in made
    assert 'href="../downloads/9.csv"' in made  # never the figures of another report
    assert 'href="https://x.example"' in made


def test_a_link_to_a_report_that_is_not_here_becomes_its_words() -> None:
    """So that a build without archive has no dead link."""
    text = '<a href="2025-26-q1/index.html">2025-26 Q1</a></article>'
    slugs = {"2025-26-q1"}
    assert earlier_pages(text, "earlier.html", [], slugs, set(), up=0) == "2025-26 Q1</article>"
    there = {"2025-26-q1/index.html"}
    assert earlier_pages(text, "earlier.html", [], slugs, there, up=0) == text
