"""How others find the report: feed, sitemap, robots, previews, data blocks, and the lost reader."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.issues import issues
from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.site.discovery import dataset, feed, missing, picture
from pmf_analysis.site.discovery.said import said
from tests import books
from tests.conftest import pmf
from tests.site import kept_book
from tests.site.kept_book import ADDRESS, REPORTS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kept")]

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NAME = "indicators/101.html"
PNG = b"\x89PNG\r\n\x1a\n"


def head(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8").partition("</head>")[0]


def content(text: str, key: str) -> str:
    """The content of a meta element, by its name or property."""
    found = re.search(rf'<meta (?:name|property)="{key}" content="([^"]*)">', text)
    assert found, key
    return unescape(found[1])


def data_block(site: Path, name: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', head(site, name))
    assert found, name
    read: dict[str, object] = json.loads(found[1])
    return read


def test_the_feed_tells_each_publication_and_correction(kept: Path) -> None:
    """With the day on which readers could see it, and an id that no address is part of."""
    tree = ElementTree.parse(kept / "feed.xml").getroot()
    entries = tree.findall(f"{ATOM}entry")
    told = [(e.findtext(f"{ATOM}updated"), e.findtext(f"{ATOM}title") or "") for e in entries]
    assert [day for day, title in told if "Correction" not in title] == [
        f"{day}T00:00:00Z" for _, _, day in reversed(REPORTS)
    ]
    # Recorded on 20 July 2025, between two reports: readers saw it in the later one.
    corrections = [(d, t) for d, t in told if "Correction" in t]
    assert corrections == [
        (
            "2025-09-02T00:00:00Z",
            "Correction: Duties ended with a home, Smallbridge Council, Jan to Mar 2025",
        )
    ]
    summaries = [e.findtext(f"{ATOM}summary") or "" for e in entries]
    assert any("we reported 72.0%; it is now 61.0%" in s for s in summaries)
    ids = [e.findtext(f"{ATOM}id") or "" for e in (tree, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", i) for i in ids)
    assert tree.findtext(f"{ATOM}updated") == "2025-09-02T00:00:00Z"
    for entry in (tree, *entries):
        for link in entry.findall(f"{ATOM}link"):
            place = link.get("href", "").removeprefix(ADDRESS) or "index.html"
            assert (kept / place).is_file(), place


def test_ids_stay_when_the_site_moves(kept: Path) -> None:
    """Readers' programs would show every entry anew."""
    data = kept.parent / "data"
    findings = flow.compute(data)
    council = findings.framework.council.model_copy(update={"site": "https://new.example"})
    moved = findings.framework.model_copy(update={"council": council})
    made = feed.feed(replace(findings, framework=moved), issues(data, "2025-26 Q1"), kept)
    old = (kept / "feed.xml").read_text(encoding="utf-8")
    assert re.findall("<id>.*?</id>", made) == re.findall("<id>.*?</id>", old)
    assert "https://new.example/2025-26-q1/index.html" in made


def test_a_correction_of_before_the_archive_is_not_told(kept: Path) -> None:
    """Readers saw it in a report that does not stand on the site."""
    data = kept.parent / "data"
    findings = flow.compute(data)
    (found,) = findings.picture.revisions
    for changed, told in ((dt.date(2024, 11, 1), 0), (dt.date(2025, 2, 1), 1)):
        picture_ = replace(findings.picture, revisions=(replace(found, changed_on=changed),))
        made = feed.feed(replace(findings, picture=picture_), issues(data, "2025-26 Q1"), kept)
        assert made.count("<title>Correction") == told, changed
        assert made.count("<published>2025-03-04") == 1 + told, changed


def test_the_sitemap_lists_what_is_there(kept: Path) -> None:
    """The latest report at the root alone, earlier ones at their own addresses, each its day."""
    tree = ElementTree.parse(kept / "sitemap.xml").getroot()
    days = {
        (u.findtext(f"{SITEMAP}loc") or "").removeprefix(ADDRESS): u.findtext(f"{SITEMAP}lastmod")
        for u in tree
    }
    for name in days:
        assert (kept / name / "index.html").is_file() or (kept / name).is_file(), name
    assert days[""] == days[NAME] == days["methods.html"] == "2025-09-02"
    assert days["2024-25-q4/"] == days[f"2024-25-q4/{NAME}"] == "2025-06-02"
    assert not [name for name in days if name.startswith("2025-26-q1")]
    assert not {"404.html", "search.html"} & set(days)
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (kept / "robots.txt").read_text(encoding="utf-8")


def test_a_page_says_what_it_is_about(kept: Path) -> None:
    """To search engines and previews: its title, its subject, its address, its picture."""
    for name, where in ((NAME, ADDRESS + NAME), ("index.html", ADDRESS)):
        text = head(kept, name)
        assert content(text, "og:url") == where
        assert f'<link rel="canonical" href="{where}">' in text
        assert content(text, "description") == content(text, "og:description")
        assert content(text, "og:image") == f"{ADDRESS}headline.png"
    assert content(head(kept, NAME), "og:title") == "Duties ended with a home"
    assert content(head(kept, NAME), "description") == "What it is"
    assert content(head(kept, "index.html"), "og:image:alt").endswith("1 off target.")
    old = head(kept, f"2024-25-q4/{NAME}")
    assert content(old, "og:url") == f"{ADDRESS}2024-25-q4/{NAME}"
    # The latest report under its own quarter says where it stands as long as it is the latest.
    assert f'rel="canonical" href="{ADDRESS}{NAME}"' in head(kept, f"2025-26-q1/{NAME}")
    for name in ("about.html", "themes/homes.html", "quality.html"):
        assert content(head(kept, name), "description"), name
        assert 'rel="icon"' in head(kept, name)


def test_the_headline_is_drawn(kept: Path) -> None:
    """1200 by 630 pixels, for each report its own, in letters that come with the program."""
    drawn = {}
    for folder in ("", "2024-25-q4/", "2025-26-q1/"):
        png = (kept / f"{folder}headline.png").read_bytes()
        assert png.startswith(PNG)
        assert [int.from_bytes(png[at : at + 4], "big") for at in (16, 20)] == [1200, 630]
        drawn[folder] = png
    assert drawn[""] == drawn["2025-26-q1/"] != drawn["2024-25-q4/"]


def test_a_long_headline_keeps_to_its_lines() -> None:
    """No more lines than there is room for above the counts, and nothing runs over the edge."""
    for words in ("word " * 60, "Fewer than half of them", "W" * 200):
        lines = list(picture._headline(words))
        assert max(int(re.findall(r' y="(\d+)"', line)[0]) for line in lines) < 530
        for line in lines:
            size = int(re.findall(r'font-size="(\d+)"', line)[0])
            assert len(re.sub("<[^>]*>", "", line)) * size * 0.5 < picture.WIDTH - picture.MARGIN


def test_figures_are_described_as_a_data_set(kept: Path) -> None:
    """On the home page the quarter, on an indicator's page its series with its file."""
    whole, one = data_block(kept, "index.html"), data_block(kept, NAME)
    assert whole["@type"] == one["@type"] == "Dataset"
    assert whole["temporalCoverage"] == "2025-04-01/2025-06-30"
    assert one["temporalCoverage"] == "2021-07-01/2025-06-30"
    assert one["datePublished"] == "2025-09-02"
    assert str(one["license"]).startswith("https://www.nationalarchives.gov.uk/")
    assert one["distribution"] == [
        {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": f"{ADDRESS}downloads/101.csv",
        }
    ]
    assert (kept / "downloads" / "101.csv").is_file()
    assert len(str(one["description"])) >= 50
    assert "ld+json" not in head(kept, "about.html")


def test_words_in_a_data_block_stay_words(kept: Path) -> None:
    """Text of the council that looks like code can end neither block nor page."""
    findings = flow.compute(kept.parent / "data")
    evil = "</script><script>alert(1)</script><!-- " + "x" * 50
    indicator = replace(findings.indicators["101"], definition=evil)
    made = dataset.script(replace(findings, indicators={"101": indicator}), NAME, "")[0]
    inside = made.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inside
    assert json.loads(inside)["description"] == f"The council and its figures are made up. {evil}"


def test_a_lost_reader_finds_the_way(kept: Path) -> None:
    """The page works at any depth: each way out is from the host's root, jumps stay on it."""
    text = (kept / "404.html").read_text(encoding="utf-8")
    ways = re.findall(r' (?:href|src)="([^"]*)"', text)
    for way in ways:
        if not way.startswith(("#", "mailto:")):
            assert way.startswith("/how-we-are-doing/"), way
            place = way.removeprefix("/how-we-are-doing/").partition("#")[0].partition("?")[0]
            assert (kept / (place or "index.html")).is_file(), way
    for needed in ("search.html", "indicators.html", "index.html"):
        assert f"/how-we-are-doing/{needed}" in ways
    assert 'data-content_root="/how-we-are-doing/"' in text
    assert 'href="/a.html"' in missing.rooted('<a href="a.html">', "")


def test_without_an_address_what_needs_one_is_left_out(tmp_path: Path) -> None:
    """The sitemap and previews' pictures; said once. The feed's links are relative."""
    done = pmf("build", "--data", str(books.write(tmp_path / "data")), "--out", str(tmp_path / "o"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("framework.yml names no council.site") == 1
    assert not (tmp_path / "o" / "sitemap.xml").exists()
    assert "Sitemap" not in (tmp_path / "o" / "robots.txt").read_text(encoding="utf-8")
    text = head(tmp_path / "o", NAME)
    assert "canonical" not in text
    assert "og:image" not in text
    assert content(text, "og:title") == "Duties ended with a home"
    feed_ = (tmp_path / "o" / "feed.xml").read_text(encoding="utf-8")
    assert 'href="2025-26-q1/index.html"' in feed_


def test_an_internal_edition_is_not_to_be_found(tmp_path: Path) -> None:
    """No feed, no preview, no data block, and robots are told to keep out."""
    data = kept_book.write(tmp_path)
    out = tmp_path / "internal"
    done = pmf("build", "--data", str(data), "--out", str(out), "--audience", "internal")
    assert done.returncode == 0, done.stderr
    assert (out / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"
    assert not (out / "feed.xml").exists()
    assert not (out / "headline.png").exists()
    assert not (out / "2024-25-q4").exists()
    assert "og:" not in head(out, "index.html")


def test_an_address_is_one_of_the_web(tmp_path: Path) -> None:
    """Anything else is a fault of framework.yml, named by its key."""
    for wrong in (
        "http://a.example",
        "https://a.example/?q=1",
        "https://a.example/#x",
        "a.example",
    ):
        text = kept_book.FRAMEWORK.replace(ADDRESS[:-1], wrong)
        with pytest.raises(FaultsFound, match=r"council\.site"):
            flow.compute(books.write(tmp_path / "data", text))


def test_a_subject_is_whole_sentences() -> None:
    """As many as there is room for; of one that is too long its beginning, and a sign of it."""
    page = '<h1>A <em>b</em> &amp; c</h1><p class="pmf-lede">{}</p>'
    assert said(page.format("One. Two.")).title == "A b & c"
    assert said(page.format("One. " + "x" * 280 + ". " + "y" * 50)).subject.endswith("x.")
    assert said(page.format("word " * 100)).subject.endswith("word…")
    assert said("<p>outside</p>").subject == ""
