"""Reviewed words taken back: as Word saves them, cell by cell, and nothing else is touched."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from docx.oxml.ns import qn

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.pages.commentary import word
from tests.pages.word_files import (
    CALLS,
    DUTIES,
    QUARTER,
    WAITING,
    WHOLE,
    box,
    change,
    commentary,
    content,
    council,
    paragraph,
    reworded,
    sent,
    stands,
    xml,
)


def taken(data: Path, *files: Path) -> word.Proposal:
    """Take files back, and write what changed."""
    proposal = word.propose(data, files, QUARTER)
    proposal.take()
    return proposal


def test_no_edit_changes_nothing(tmp_path: Path) -> None:
    """The files come back as they went: no cell changes, and no file is touched."""
    data = council(tmp_path)
    before = stands(data)
    proposal = taken(data, *sent(data).values())
    assert (proposal.edits, proposal.unchanged, proposal.comments) == ((), 6, ())
    assert stands(data) == before


def test_an_edit_changes_its_words_alone(tmp_path: Path) -> None:
    """Other paragraphs, cells, heads and files keep every byte, the fingerprint among them."""
    data = council(tmp_path)
    before = stands(data)
    path = change(sent(data)["housing"], reworded(DUTIES, "by June", "by *July* 2026"))
    proposal = taken(data, path)
    assert [(e.title, e.file) for e in proposal.edits] == [
        (DUTIES, "2025-26-q1/theme-homes.md, cell 4")
    ]
    after = stands(data)
    expected = before["theme-homes.md"].replace(b"by June", b"by \\*July\\* 2026")
    assert after == before | {"theme-homes.md": expected}
    assert b"66 ended with a home.  It was 72." in after["theme-homes.md"]


def test_an_empty_cell_is_filled_in(tmp_path: Path) -> None:
    """Its box asks for words; what is written there takes the place of the asking."""
    data = council(tmp_path)

    def write(document: Any) -> None:
        asks = box(document, WAITING).find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
        asks.getparent().remove(asks)  # as Word does when somebody writes
        inside = content(document, WAITING)
        for old in list(inside):
            inside.remove(old)
        inside.append(paragraph("More wait."))

    taken(data, change(sent(data)["housing"], write))
    text = stands(data)["theme-homes.md"].decode()
    assert text.endswith('+++ {"indicator": "102", "against": ""}\n\nMore wait.\n')


def test_a_box_that_is_emptied_empties_its_cell(tmp_path: Path) -> None:
    """The cell stays, and asks for words again."""
    data = council(tmp_path)

    def empty(document: Any) -> None:
        for text in content(document, DUTIES).iter(qn("w:t")):
            text.text = ""

    taken(data, change(sent(data)["housing"], empty))
    text = stands(data)["theme-homes.md"].decode()
    assert '"against": "123456789abc"}\n\n% Write here\n' in text


def test_a_whole_look_comes_back_as_markdown(tmp_path: Path) -> None:
    """A heading, a list made with Word's button, bold, a link, a quotation."""
    data = council(tmp_path)

    def write(document: Any) -> None:
        inside = content(document, WHOLE)
        there = document.part.relate_to(
            "https://new.example/", f"{qn('r:id')[1:-3]}/hyperlink", is_external=True
        )
        number = document.part.numbering_part.element.findall(qn("w:num"))[-1].get(qn("w:numId"))
        item = (
            f"<w:pPr><w:pStyle w:val='ListParagraph'/><w:numPr><w:ilvl w:val='0'/>"
            f"<w:numId w:val='{number}'/></w:numPr></w:pPr>"
        )
        link = f"<w:hyperlink r:id='{there}'><w:r><w:t>there</w:t></w:r></w:hyperlink>"
        inside.append(paragraph("Why", "<w:pPr><w:pStyle w:val='Heading3'/></w:pPr>"))
        inside.append(paragraph("An item", item))
        inside.append(paragraph("it is said", "<w:pPr><w:pStyle w:val='Quote'/></w:pPr>"))
        bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>See </w:t></w:r>"
        inside.append(xml(f"<w:p>{bold}{link}<w:r><w:t>.</w:t></w:r></w:p>"))

    taken(data, change(sent(data)["housing"], write))
    text = stands(data)["directorate-housing.md"].decode()
    expected = "\n\n# Why\n\n- An item\n\n> it is said\n\n**See** [there](https://new.example/).\n"
    assert expected in text
    assert "**Services.** All is well, and *will* stay so.\n\nSecond paragraph" in text


def as_word_saves(document: Any) -> None:
    """What Word does to a file that is opened and saved: nothing that a reader sees."""
    for run in list(document.element.body.iter(qn("w:r"))):
        text = run.find(qn("w:t"))
        run.set(qn("w:rsidR"), "00A77B3E")
        if text is None or len(text.text or "") < 2 or run.getparent().tag == qn("w:fldSimple"):
            continue
        second = copy.deepcopy(run)
        second.find(qn("w:t")).text = text.text[len(text.text) // 2 :]
        text.text = text.text[: len(text.text) // 2]
        run.addnext(second)
        run.addnext(xml('<w:proofErr w:type="spellStart"/>'))
        second.addnext(xml('<w:proofErr w:type="spellEnd"/>'))
        second.addprevious(xml('<w:bookmarkStart w:id="77" w:name="_GoBack"/>'))
        second.addprevious(xml('<w:bookmarkEnd w:id="77"/>'))
    # Word in another language calls its styles by other ids; their names stay.
    for style in document.styles.element.findall(qn("w:style")):
        style.set(qn("w:styleId"), f"x{style.get(qn('w:styleId'))}")
    for name in ("pStyle", "rStyle", "basedOn"):
        for root in (document.element, document.styles.element):
            for used in root.iter(qn(f"w:{name}")):
                used.set(qn("w:val"), f"x{used.get(qn('w:val'))}")


def test_a_file_that_word_only_saved_changes_nothing(tmp_path: Path) -> None:
    """Runs are split, marked and numbered, and styles renamed: the words are the same."""
    data = council(tmp_path)
    files = [change(path, as_word_saves) for path in sent(data).values()]
    proposal = word.propose(data, files, QUARTER)
    assert (proposal.edits, proposal.unchanged) == ((), 6)


def test_accepted_changes_and_smart_quotes_are_simply_words(tmp_path: Path) -> None:
    """Once accepted, a change leaves no trace; curly quotes stay as Word makes them."""
    data = council(tmp_path)
    edit = reworded(DUTIES, "We expect", "\u2018We\u2019 expect \u2013 now \u2013")
    path = change(change(sent(data)["housing"], edit), as_word_saves)
    taken(data, path)
    text = stands(data)["theme-homes.md"].decode()
    assert "\u2018We\u2019 expect \u2013 now \u2013 to be back by June." in text


def test_comments_are_listed_with_their_cell_and_nobodys_name(tmp_path: Path) -> None:
    """They stop nothing."""
    data = council(tmp_path)

    def remark(document: Any) -> None:
        run = next(r for p in document.paragraphs if "How to" in p.text for r in p.runs)
        document.add_comment([run], text="Thank you", author="A Person", initials="AP")
        inside = document.paragraphs[0]
        lines = list(content(document, DUTIES).iter(qn("w:p")))
        own = type(inside)(lines[0], document._body)
        document.add_comment(own.runs, text="Why not sooner?", author="A Person", initials="AP")

    proposal = word.propose(data, [change(sent(data)["housing"], remark)], QUARTER)
    assert [(c.title, c.text) for c in proposal.comments] == [
        ("", "Thank you"),
        (DUTIES, "Why not sooner?"),
    ]
    assert "A Person" not in repr(proposal)


def test_a_cell_that_changed_in_the_notebook_alone_is_left(tmp_path: Path) -> None:
    """Nobody touched it in Word, so there is nothing to take."""
    data = council(tmp_path)
    path = change(sent(data)["housing"], reworded(CALLS, "Calls are", "Calls were"))
    theme = commentary(data) / "theme-homes.md"
    theme.write_bytes(theme.read_bytes().replace(b"by June", b"by May"))
    proposal = taken(data, path)
    assert [edit.title for edit in proposal.edits] == [CALLS]
    assert b"by May" in theme.read_bytes()


def test_words_kept_in_a_plain_notebook_are_taken_back(tmp_path: Path) -> None:
    """Its other cells stay as they are."""
    data = council(tmp_path)
    (commentary(data) / "theme-homes.md").unlink()
    cells = [
        nbformat.v4.new_markdown_cell("First words.", metadata={}),
        nbformat.v4.new_code_cell("1 + 1"),
        nbformat.v4.new_markdown_cell("Of 101.\n", metadata={"indicator": "101", "against": "f"}),
    ]
    path = commentary(data) / "theme-homes.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    before = json.loads(path.read_text())
    taken(data, change(sent(data)["housing"], reworded(DUTIES, "Of 101", "Of *all*")))
    after = json.loads(path.read_text())
    assert "".join(after["cells"][2].pop("source")) == "Of \\*all\\*."
    before["cells"][2].pop("source")
    assert after == before


def test_a_file_that_was_saved_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """Between showing and writing somebody saved: nothing is written at all."""
    data = council(tmp_path)
    files = sent(data)
    change(files["housing"], reworded(WHOLE, "Second", "Third"))
    change(files[""], reworded("Homes: the page as a whole", "Words", "Lines"))
    proposal = word.propose(data, list(files.values()), QUARTER)
    theme = commentary(data) / "theme-homes.md"
    theme.write_text(theme.read_text() + "\nMore.\n")
    before = stands(data)
    with pytest.raises(FaultsFound, match="Someone saved it meanwhile"):
        proposal.take()
    assert stands(data) == before


def test_cells_about_the_same_are_told_apart(tmp_path: Path) -> None:
    """By their order, or by their words where one was put in before them since."""
    data = council(tmp_path)
    home = commentary(data) / "home.md"
    home.write_bytes(home.read_bytes() + b"\n+++\n\nMore of home.\n\n+++\n\nLast of home.\n")
    path = change(sent(data)[""], reworded("Home: the page as a whole", "Words of", "Lines of"))
    front, _, words = home.read_text().rpartition("---\n")
    home.write_text(f"{front}---\n\nPut in since.\n\n+++\n{words}")
    taken(data, path)
    said = home.read_text().rpartition("---\n")[2].split("\n\n+++\n\n")
    assert [part.strip() for part in said] == [
        "Put in since.",
        "Lines of the home page.",
        "More of home.",
        "Last of home.",
    ]
