"""What analysts wrote: read, reviewed, placed, and able to do nothing but be read."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.assemble import assemble
from pmf_analysis.pages.commentary import Remark, all_of_quarter, before, of_quarter, read, review
from pmf_analysis.pages.contents import PageId
from pmf_analysis.pages.produce import produce
from tests import books
from tests.pages.commentary_texts import FRONT


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


def test_commentary_is_read_cell_by_cell(tmp_path: Path) -> None:
    """Each with its head, and with its place in the file."""
    cells = [
        "Overview.",
        '+++ {"indicator": "506", "against": "abc"}\n\nGood words.',
        '+++ {"indicator": "506", "organisation": "adults"}\n\nOther words.',
    ]
    (tmp_path / "theme-homes.md").write_text(FRONT + "\n\n".join(cells), encoding="utf-8")
    name = f"{tmp_path.name}/theme-homes.md"
    assert read(tmp_path) == {
        PageId("theme", "homes"): (
            Remark("Overview.", "", "", "", name, 1),
            Remark("Good words.", "506", "", "abc", name, 2),
            Remark("Other words.", "506", "adults", "", name, 3),
        )
    }


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    """Each is named: one that is no text, and one that is no notebook."""
    (tmp_path / "home.md").write_bytes(b"\xff")
    (tmp_path / "corporate.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(FaultsFound) as caught:
        read(tmp_path)
    assert [fault.expected for fault in caught.value.faults] == ["a notebook", "text in UTF-8"]


def test_a_commentary_file_of_no_page_is_a_fault(tmp_path: Path) -> None:
    """A misnamed file would silently say nothing."""
    (tmp_path / "homes.md").write_text(FRONT + "Words.", encoding="utf-8")
    with pytest.raises(FaultsFound, match=r"expected home\.md, corporate\.md, .* theme-CODE\.md"):
        read(tmp_path)


def test_the_demonstrations_commentary_is_whole(root: Path) -> None:
    """Every theme and directorate has words, and nothing stops a final build."""
    findings = flow.compute(root / "data", audience=Audience.INTERNAL)
    said = all_of_quarter(root / "data", findings)
    doubts = review(said, findings, before(root / "data", findings))
    assert [str(doubt) for doubt in doubts if doubt.blocking] == []
    assert sum(page.kind == "theme" for page in said) == 10
    assert sum(page.kind == "directorate" for page in said) == 6


def test_an_indicators_page_keeps_what_was_said_before(tmp_path: Path) -> None:
    """Words of earlier quarters stand under their quarter, on the indicator's page alone."""
    data = books.write(tmp_path / "data")
    folder = tmp_path / "notebooks" / "commentary"
    for slug, text in (("2024-25-q4", "Words of spring."), ("2025-26-q1", "Words of summer.")):
        (folder / slug).mkdir(parents=True)
        cell = f'+++ {{"indicator": "101"}}\n{text}\n'
        (folder / slug / "theme-homes.md").write_text(f"{FRONT}\n{cell}", encoding="utf-8")
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
