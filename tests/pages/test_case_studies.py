"""Case studies: read beside the book, checked against it, told on a page of their own."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.assemble import assemble
from pmf_analysis.pages.case_studies import Story, stories
from pmf_analysis.pages.commentary import inert
from pmf_analysis.pages.contents import contents
from tests import books

HEAD = '+++ {"case_study": "A door opened", "quarter": "2025-26 Q1", "theme": "homes"}'


@pytest.fixture
def book(tmp_path: Path) -> tuple[Path, Findings]:
    """The small book with an empty folder for stories."""
    data = books.write(tmp_path / "data")
    (tmp_path / "notebooks" / "case_studies").mkdir(parents=True)
    return data, flow.compute(data)


def tell(data: Path, text: str, name: str = "door.md") -> None:
    path = data.parent / "notebooks" / "case_studies" / name
    path.write_text(text, encoding="utf-8")


def test_a_story_is_read_with_what_its_head_says(book: tuple[Path, Findings]) -> None:
    """Title, quarter and theme from the head; all its cells are its words."""
    data, found = book
    tell(data, f"{HEAD}\n\nShe knocked.\n\n+++\n\nIt opened.\n")
    tell(data, "How to write one.\n", "README.md")
    assert stories(data, found) == (
        Story("A door opened", "2025-26 Q1", "homes", "", (), "She knocked.\n\nIt opened."),
    )


def test_stories_of_the_last_year_are_told_the_latest_first(book: tuple[Path, Findings]) -> None:
    """Four quarters up to the report's; what is older or still to come is left out."""
    data, found = book
    for quarter in ("2024-25 Q1", "2024-25 Q2", "2025-26 Q1", "2025-26 Q2"):
        tell(
            data,
            HEAD.replace("2025-26 Q1", quarter) + "\n\nWords.\n",
            f"{quarter[-2:]}{quarter[:4]}.md",
        )
    assert [story.quarter for story in stories(data, found)] == ["2025-26 Q1", "2024-25 Q2"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Words without a head.\n", ""),
        ('+++ {"case_study": "A door", "quarter": "soon"}\n\nWords.\n', "quarter"),
        ('+++ {"case_study": "A door"}\n\nWords.\n', "quarter"),
        (HEAD.replace('"homes"', '"castles"') + "\n\nWords.\n", "theme"),
        (HEAD.replace("2025-26 Q1", "2025 Q1") + "\n\nWords.\n", "quarter"),
        (HEAD.replace("theme", "themes") + "\n\nWords.\n", "themes"),
        (f"{HEAD}\n", ""),
        ('+++ {"case_study": "A door", }\n\nWords.\n', ""),
    ],
)
def test_a_story_that_cannot_be_used_is_named(
    book: tuple[Path, Findings], text: str, column: str
) -> None:
    """By its file and by what in its head is wrong; none is passed over in silence."""
    data, found = book
    tell(data, text)
    with pytest.raises(FaultsFound) as raised:
        stories(data, found)
    assert {(f.file, f.column) for f in raised.value.faults} == {("case_studies/door.md", column)}


def test_there_is_a_page_of_stories_only_where_there_is_a_story(
    book: tuple[Path, Findings],
) -> None:
    """And it rests on no more figures than the stories name."""
    data, found = book
    assert "case-studies" not in {page.path for page, _ in contents(found)}
    tell(data, HEAD.replace("}", ', "indicators": ["102"]}') + "\n\nWords.\n")
    parts = {page.path: part for page, part in contents(found, stories(data, found))}
    assert {f.indicator for f in parts["case-studies"].findings} == {"102"}


def test_what_is_told_is_not_run(root: Path) -> None:
    """A story's words are made inert as commentary's are; its charts are asked for by code."""
    text = (root / "notebooks" / "case_studies.ipynb").read_text(encoding="utf-8")
    blank = nbformat.reads(text, as_version=4)
    story = Story("A *door*", "2025-26 Q1", "", "", ("102",), "{eval}`1`\n\n<b>bold</b>")
    made = assemble(blank, "Case studies", (), charts=False, stories=[story])
    sources = [cell.source for cell in made.cells]
    assert r"## A \*door\*" in sources
    assert "page.chart('102')" in sources
    assert inert(story.text) in sources


def test_a_figure_that_readers_may_not_see_is_left_out_of_the_story(
    book: tuple[Path, Findings],
) -> None:
    """The public page tells the story without its chart; the check sees all, and names a slip."""
    data, found = book
    tell(data, HEAD.replace("}", ', "indicators": ["102", "999"]}') + "\n\nWords.\n")
    (story,) = stories(data, found)
    assert story.indicators == ("102",)
    with pytest.raises(FaultsFound, match="'999'"):
        stories(data, flow.compute(data, audience="internal"))
