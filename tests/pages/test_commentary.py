"""What analysts wrote: read, reviewed, placed, and able to do nothing but be read."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.assemble import assemble
from pmf_analysis.pages.commentary import Remark, before, inert, of_quarter, read, review
from pmf_analysis.pages.contents import PageId
from pmf_analysis.pages.produce import produce
from tests import books


def test_commentary_is_placed_with_its_chart_and_owner(demonstration: Findings, root: Path) -> None:
    """Overview first, then each indicator's chart, words and byline, in their order."""
    template = nbformat.read(root / "notebooks" / "theme.ipynb", as_version=4)
    remarks = [
        (Remark("Overview.", "", "", "", "f", 1), "X"),
        (Remark("About it: {braces}, 5% & $6.", "506", "", "abc", "f", 2), "E06000999"),
    ]
    made = assemble(template, "Homes [and] *more*", remarks, charts=True)
    sources = [cell.source for cell in made.cells]
    assert sources[0] == r"# Homes \[and\] \*more\*"
    at = sources.index("page.chart('506', organisation='E06000999')")
    assert sources[at + 1] == "About it: {braces}, 5% & $6."
    assert sources[at + 2] == "page.byline('506', 'abc', organisation='E06000999')"
    assert sources.index("Overview.") < at
    assert "No commentary has been written" not in "".join(sources)
    del demonstration


@given(st.text())
def test_plain_words_pass_through_untouched(text: str) -> None:
    """Only directives, images and top headings are changed."""
    for sign in "`~:!#":
        text = text.replace(sign, "")
    assert inert(text) == text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("> ```{raw} html\n> <b>\n> ```", "> ```text\n> <b>\n> ```"),
        ("* ```{eval-rst}\n  .. raw:: html\n  ```", "* ```text\n  .. raw:: html\n  ```"),
        ("1. > - ~~~{include} /etc/hostname", "1. > - ~~~text"),
        (":::{note}\nx\n:::", ":::text\nx\n:::"),
    ],
)
def test_a_directive_is_found_wherever_it_stands(written: str, shown: str) -> None:
    """In a quotation, a list, or several of them in one another."""
    assert inert(written) == shown


def test_words_about_a_services_own_figures_stay_inside(tmp_path: Path) -> None:
    """A remark about figures that the edition does not show is not shown either."""
    rows = books.tables()
    observed = [*rows["observations"], "103,advice,2025-26 Q1,,40.0,4,10,,,2025-07-20"]
    data = books.write(tmp_path / "data", observations=observed)
    said = (
        Remark("Words of the service.", "103", "advice", "0", "f", 1),
        Remark("Words of all.", "103", "housing", "0", "f", 2),
    )
    words = {PageId("directorate", "housing"): said}
    for audience in ("public", "internal"):
        findings = flow.compute(data, audience=audience)
        generated = tmp_path / audience
        produce(findings, words, generated, data=data)
        every = "".join(p.read_text(encoding="utf-8") for p in generated.rglob("*.ipynb"))
        assert "Words of all." in every
        assert ("Words of the service." in every) == (audience == "internal")


def test_commentary_can_do_nothing_but_be_read() -> None:
    """A directive becomes a code block, an image its description, a top heading a second one."""
    text = "# Top\n```{include} /etc/passwd\n```\n![A chart](https://host.example/x.png)\n"
    assert inert(text) == "## Top\n```text\n```\n*A chart*\n"


HEADER = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  name: python3
---
"""


def test_commentary_is_read_cell_by_cell_and_reviewed(
    demonstration: Findings, tmp_path: Path
) -> None:
    """Cells keep their metadata; stale, orphaned and missing words are told apart."""
    finding = {f.indicator: f for f in demonstration.council}["506"]
    cells = [
        "Overview.",
        f'+++ {{"indicator": "506", "against": "{finding.fingerprint}"}}\n\nGood words.',
        '+++ {"indicator": "506", "against": "000000000000"}\n\nOld words.',
        '+++ {"indicator": "999", "against": ""}\n\nLost words.',
    ]
    (tmp_path / "theme-homes.md").write_text(HEADER + "\n\n".join(cells), encoding="utf-8")
    (tmp_path / "theme-nowhere.md").write_text(HEADER + "Words.", encoding="utf-8")
    found = read(tmp_path)
    assert [r.text for r in found[PageId("theme", "homes")]] == [
        "Overview.",
        "Good words.",
        "Old words.",
        "Lost words.",
    ]
    faults = [str(fault) for fault in review(found, demonstration)]
    name = f"{tmp_path.name}/theme-homes.md"
    assert any(f.startswith(f"{name}, cell 3, column against") for f in faults)
    assert any(f.startswith(f"{name}, cell 4, column indicator") for f in faults)
    assert any("theme-nowhere.md" in f for f in faults)
    assert any(f.startswith("commentary for themes/care:") for f in faults)
    assert not any("cell 2" in f for f in faults)


def test_a_commentary_file_of_no_page_is_a_fault(tmp_path: Path) -> None:
    """A misnamed file would silently say nothing."""
    (tmp_path / "homes.md").write_text(HEADER + "Words.", encoding="utf-8")
    with pytest.raises(FaultsFound, match=r"expected home\.md, corporate\.md, .* theme-CODE\.md"):
        read(tmp_path)


def test_the_demonstrations_commentary_is_whole(demonstration: Findings, root: Path) -> None:
    """Every theme and directorate has words, and all of them match the figures."""
    folder = root / "notebooks" / "commentary" / "2025-26-q2"
    found = read(folder)
    assert review(found, demonstration) == []
    assert sum(page.kind == "theme" for page in found) == 10
    assert sum(page.kind == "directorate" for page in found) == 6


def test_words_after_a_closing_fence_are_kept() -> None:
    """A fence that closes has nothing to do with the braces of the next paragraph."""
    text = "```\ncode\n```\n\n{download}`x` and {braces}\n"
    assert inert(text) == text


def test_an_indicators_page_keeps_what_was_said_before(tmp_path: Path) -> None:
    """Words of earlier quarters stand under their quarter, on the indicator's page alone."""
    data = books.write(tmp_path / "data")
    folder = tmp_path / "notebooks" / "commentary"
    for slug, text in (("2024-25-q4", "Words of spring."), ("2025-26-q1", "Words of summer.")):
        (folder / slug).mkdir(parents=True)
        cell = f'+++ {{"indicator": "101"}}\n{text}\n'
        (folder / slug / "theme-homes.md").write_text(f"{HEADER}\n{cell}", encoding="utf-8")
    findings = flow.compute(data)
    earlier = before(data, findings)
    assert list(earlier) == ["2024-25 Q4"]
    produce(findings, of_quarter(data, findings), tmp_path / "g", data=data, earlier=earlier)
    said = {p.stem: p.read_text(encoding="utf-8") for p in (tmp_path / "g").rglob("*.ipynb")}
    assert {page for page, text in said.items() if "Words of spring." in text} == {"101"}
    place = [
        said["101"].index(t) for t in ("summer", "What was said before", "Quarter 4", "spring")
    ]
    assert place == sorted(place)
