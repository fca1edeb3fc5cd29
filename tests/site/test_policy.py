"""One strict policy: refused where a page would break it, and sent with every answer."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.site.checks import SiteFaults, check
from pmf_analysis.site.harden import HEADERS, harden
from pmf_analysis.site.serving import LOOPBACK, server

PAGE = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8" /></head><body>{}</body></html>'
ANYBODY = "Access-Control-Allow-Origin"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of one page, and the page for what is missing."""
    (tmp_path / "index.html").write_text(PAGE.format("<p>home</p>"), encoding="utf-8")
    (tmp_path / "404.html").write_text(PAGE.format("<p>no such page</p>"), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "inline",
    (
        "<script>go()</script>",
        '<script type="module">go()</script>',
        "<style>p { color: red }</style>",
        '<p style="color: red">red</p>',
        '<p onclick="go()">go</p>',
        "<svg onload='go()'></svg>",
        '<script src="https://other.example/x.js"></script>',
    ),
)
def test_a_page_that_would_break_the_policy_is_refused(folder: Path, inline: str) -> None:
    """Script, style or handler in the page itself, and whatever another host would give."""
    (folder / "index.html").write_text(PAGE.format(inline), encoding="utf-8")
    with pytest.raises(SiteFaults, match=r"index\.html"):
        check(folder, ["index"], [])


@pytest.mark.parametrize(
    "plain",
    (
        '<script type="application/ld+json">{"@type": "Dataset"}</script>',
        "<p>style= and onclick= are words here</p>",
    ),
)
def test_data_and_words_are_no_code(folder: Path, plain: str) -> None:
    """A block of data is not run, and what is said is not done."""
    (folder / "index.html").write_text(PAGE.format(plain), encoding="utf-8")
    check(folder, ["index"], [])


def test_each_page_and_each_web_server_carries_the_policy(folder: Path) -> None:
    """The page says it without what a page cannot say; each server's file says all of it."""
    harden(folder, Audience.PUBLIC)
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert page.count("Content-Security-Policy") == 1
    assert "frame-ancestors" not in page
    assert '<html lang="en-GB"' in page
    for name in (".htaccess", "nginx.conf", "web.config", "_headers"):
        text = (folder / name).read_text(encoding="utf-8")
        assert all(said in text for header in HEADERS.items() for said in header), name
        assert ANYBODY in text, name


def test_other_sites_programs_may_not_read_the_internal_edition(folder: Path) -> None:
    """What is published is open to all; what is internal is open to none but its own pages."""
    harden(folder, Audience.INTERNAL)
    assert all(ANYBODY not in path.read_text(encoding="utf-8") for path in folder.iterdir())


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Where `pmf serve` shows the folder."""
    with server(folder, 0) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://{LOOPBACK}:{serving.server_port}"
        serving.shutdown()


def test_served_pages_come_with_the_policy(address: str) -> None:
    """As they would from a web server that uses the files."""
    with urllib.request.urlopen(f"{address}/index.html") as answer:
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_what_is_missing_is_answered_with_the_sites_own_page(address: str) -> None:
    """At any depth, and as missing."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{address}/no/such/page.html")
    assert caught.value.code == 404
    assert b"no such page" in caught.value.read()
    assert caught.value.headers["Content-Security-Policy"]
