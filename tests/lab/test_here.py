"""What a commentary notebook and the start page show, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

from pmf_analysis import findings as flow
from pmf_analysis import lab
from pmf_analysis.framework.errors import PmfError
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.lab import look
from pmf_analysis.lab.overview import overview
from pmf_analysis.lab.progress import progress
from pmf_analysis.lab.settings import DATA
from pmf_analysis.pages.commentary.cells import PLACEHOLDER
from pmf_analysis.pages.commentary.draft import draft
from pmf_analysis.pages.contents import PageId
from tests import books

HOMES = PageId("theme", "homes")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small book of data."""
    return books.write(tmp_path / "data")


@pytest.fixture
def written(data: Path) -> Path:
    """The notebook of a theme, drafted."""
    draft(data, flow.compute(data, "", Audience.INTERNAL))
    return data.parent / "notebooks" / "commentary" / "2025-26-q1" / "theme-homes.md"


def test_a_notebook_shows_its_page_and_each_indicator(data: Path) -> None:
    """The head of the page; and an indicator's chart, its facts and why words are wanted."""
    here = lab.commentary("theme", "homes", "2025-26 Q1", str(data))
    assert "<h2>Homes</h2>" in here.headline().html
    brief = here.brief("101").html
    for said in ("<svg", "66.0%", "78.0%", "Usual range", "Against last quarter", "An exception."):
        assert said in brief, said
    assert "There is no 999 on this page." in here.brief("999").html


def test_the_book_is_the_one_that_the_place_was_opened_with(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook names no folder: `pmf lab --data` may have any name."""
    monkeypatch.setenv(DATA, str(data))
    here = lab.commentary("directorate", "housing", "2025-26 Q1")
    assert here.data == data
    assert here.page.findings.audience is Audience.INTERNAL


def test_what_is_to_write_is_counted(data: Path, written: Path) -> None:
    """Drafted is not written; written against figures that moved is to be read again."""
    findings = flow.compute(data, "", Audience.INTERNAL)
    (before,) = [one for one in progress(data, findings) if one.page == HOMES]
    assert before.written == ()
    assert before.file == written
    assert before.missing[0].indicator == ""
    text = written.read_text(encoding="utf-8")
    written.write_text(text.replace(PLACEHOLDER, "It fell."), encoding="utf-8")
    (after,) = [one for one in progress(data, findings) if one.page == HOMES]
    assert (after.written, after.missing, after.stale) == (before.missing, (), ())
    spoilt = text.replace(PLACEHOLDER, "It fell.").replace('"against": "', '"against": "0')
    written.write_text(spoilt, encoding="utf-8")
    (stale,) = [one for one in progress(data, findings) if one.page == HOMES]
    assert stale.stale == before.missing[1:]


def test_the_start_page_leads_to_each_notebook(data: Path, written: Path) -> None:
    """By the way from the start page's own folder; a page without a notebook says so."""
    findings = flow.compute(data, "", Audience.INTERNAL)
    shown = overview(data, findings).html
    assert 'href="commentary/2025-26-q1/theme-homes.md"' in shown
    assert "<h2>0 of" in shown
    written.unlink()
    shown = overview(data, findings, "Just <now>").html
    assert "Theme, not drafted yet" in shown
    assert "theme-homes.md" not in shown
    assert "Just &lt;now&gt;" in shown


def test_errors_come_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback for what the program can explain; what it says is text, never HTML."""
    shell = InteractiveShell()
    shell.user_ns["error"] = PmfError("the <b>book</b> is closed")
    look.plain_errors()
    shell.set_custom_exc((PmfError,), look._told)
    done = shell.run_cell("raise error")
    told = capsys.readouterr()
    assert done.success is False
    assert "Traceback" not in told.out + told.err
    assert "the &lt;b&gt;book&lt;/b&gt; is closed" in look.trouble("No.", str(done.error_in_exec))
