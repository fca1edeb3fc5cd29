"""Templates of plans: every part of the profile, in a Word file that anyone can use."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from pmf_analysis import findings as flow
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.site.downloads import plan_templates
from tests import books
from tests.site.downloaded import edition, written

FRAMEWORK = (
    books.FRAMEWORK
    + """\
plans:
  - {code: council-plan, name: Council plan, owner: Leader}
  - code: Service-Plan
    name: Service plan
    owner: Head of service
    agreed_by: Director
    when: By April
    parts:
      - name: What we promise
        ask: Up to six things & how to tell.
        columns: [What, Who, By when]
      - {name: What we learned, ask: In a few sentences.}
  - code: team-plan
    name: Team plan
    note: One page.
    parts:
      - {name: Wide, columns: [A, B, C, D, E]}
"""
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What a small council finds for 2025-26 Q1."""
    return flow.compute(books.write(tmp_path_factory.mktemp("book"), FRAMEWORK))


def opened(findings: Findings, name: str) -> Any:
    """A plan's template, as Word would have it."""
    plan = next(plan for plan in findings.framework.plans if plan.name == name)
    return docx.Document(BytesIO(plan_templates.made(plan, findings)))


def test_each_part_has_a_heading_its_question_and_its_table(found: Findings) -> None:
    """In the profile's order; a part without columns has room for words."""
    document = opened(found, "Service plan")
    read = [(line.style.name, line.text) for line in document.paragraphs if line.text]
    assert read == [
        ("Title", "Service plan"),
        ("Subtitle", "Smallbridge Council"),
        ("Facts", "Kept by: Head of service"),
        ("Facts", "Agreed by: Director"),
        ("Facts", "When: By April"),
        ("Facts", "For: ____________________"),
        ("Heading 1", "What we promise"),
        ("Normal", "Up to six things & how to tell."),
        ("Heading 1", "What we learned"),
        ("Normal", "In a few sentences."),
        ("Normal", "Write here."),
    ]
    (table,) = document.tables
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts == [["What", "Who", "By when"], *([["", "", ""]] * 5)]


def test_a_screen_reader_finds_language_title_and_headings_of_tables(found: Findings) -> None:
    """The first row of a table alone is its heading; the table has a name."""
    document = opened(found, "Service plan")
    told = document.core_properties
    assert (told.title, told.language) == ("Service plan", "en-GB")
    assert told.author == told.last_modified_by == ""
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    (table,) = document.tables
    marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert marked == [True, False, False, False, False, False]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "What we promise"


def test_nothing_that_is_typed_is_tracked(found: Findings) -> None:
    """A template is filled in, not reviewed."""
    settings = opened(found, "Service plan").settings.element
    assert settings.find(qn("w:trackRevisions")) is None


def test_a_wide_table_turns_the_page(found: Findings) -> None:
    """Five columns have no room on an upright sheet."""
    upright, turned = (opened(found, name).sections[0] for name in ("Service plan", "Team plan"))
    assert upright.orientation == WD_ORIENT.PORTRAIT
    assert upright.page_width < upright.page_height
    assert turned.orientation == WD_ORIENT.LANDSCAPE
    assert turned.page_width > turned.page_height


def test_the_same_bytes_each_time(found: Findings) -> None:
    """Nor does any part of the file say when it was made, but for the day that is reported on."""
    plan = found.framework.plans[1]
    first = plan_templates.made(plan, found)
    assert first == plan_templates.made(plan, found)
    with zipfile.ZipFile(BytesIO(first)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2025-09-02"}


def test_a_plan_with_parts_has_a_file_and_others_have_none(found: Findings, tmp_path: Path) -> None:
    """Its name is the plan's code in small letters, as addresses are."""
    listed = plan_templates.write(tmp_path, found)
    assert listed == [
        ("downloads/templates/service-plan.docx", "Service plan: template to fill in", "DOCX"),
        ("downloads/templates/team-plan.docx", "Team plan: template to fill in", "DOCX"),
    ]
    files = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.docx"))
    assert files == [file for file, _, _ in listed]


def test_the_downloads_page_names_them(tmp_path: Path) -> None:
    """With format and size; a council without such plans has none and says nothing of them."""
    site = tmp_path / "site"
    site.mkdir()
    room = '<div class="pmf-other docutils container">Here.</div>'
    (site / "downloads.html").write_text(f"<main>{room}</main>", encoding="utf-8")
    written(edition(books.write(tmp_path / "data", FRAMEWORK)), site)
    page = (site / "downloads.html").read_text(encoding="utf-8")
    assert re.search(r"Team plan: template to fill in \(DOCX, \d+ kB\)", page)
    assert 'href="downloads/templates/team-plan.docx" download' in page
    assert "Here." not in page
