"""What a Word file cannot bring back is named, all of it at once, and nothing is changed."""

from __future__ import annotations

import copy
import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

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
    faults,
    paragraph,
    sent,
    xml,
)

BY = "w:id='9' w:author='A Person' w:date='2025-09-01T10:00:00Z'"
RUN = "<w:r><w:t>{}</w:t></w:r>"


def first(document: Any, title: str = DUTIES) -> Any:
    """The first paragraph of a box."""
    return content(document, title).find(qn("w:p"))


PENDING = {
    "inserted": lambda d: first(d).append(xml(f"<w:ins {BY}>{RUN.format('more')}</w:ins>")),
    "deleted": lambda d: first(d).append(
        xml(f"<w:del {BY}><w:r><w:delText>less</w:delText></w:r></w:del>")
    ),
    "moved here": lambda d: first(d).append(xml(f"<w:moveTo {BY}>{RUN.format('it')}</w:moveTo>")),
    "moved away": lambda d: first(d).append(
        xml(f"<w:moveFrom {BY}>{RUN.format('it')}</w:moveFrom>")
    ),
    "a new paragraph": lambda d: content(d, DUTIES).append(
        paragraph("New.", f"<w:pPr><w:rPr><w:ins {BY}/></w:rPr></w:pPr>")
    ),
    "a joined paragraph": lambda d: first(d).insert(
        0, xml(f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>")
    ),
    "a new look": lambda d: first(d).append(
        xml(f"<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r>")
    ),
}


@pytest.mark.parametrize("what", PENDING)
def test_a_change_that_nobody_accepted_stops_its_cell(what: str, tmp_path: Path) -> None:
    """Whatever kind of change it is; whose it is, is not said."""
    data = council(tmp_path)
    said = faults(data, change(sent(data)["housing"], PENDING[what]))
    assert said == (
        f"2025-26-q1-housing.docx, cell {DUTIES}: expected every change accepted or rejected, "
        "got 1 that is not. Accept or reject it in Word"
    )


PICTURE = "<w:p><w:r><w:drawing><wp:inline/></w:drawing></w:r></w:p>"
FOREIGN = {
    "a table": "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "a picture or drawing": PICTURE,
    "an embedded object": "<w:p><w:r><w:object/></w:r></w:p>",
    "an equation": "<m:oMathPara><m:oMath/></m:oMathPara>",
    "a footnote": "<w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
    "another document": "<w:altChunk/>",
    "words struck through by hand": "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>x</w:t></w:r></w:p>",
    "a sign of a symbol font": "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0E0'/></w:r></w:p>",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_no_text_is_refused(what: str, tmp_path: Path) -> None:
    """It would be lost in Markdown."""
    data = council(tmp_path)
    edit = lambda d: content(d, CALLS).append(xml(FOREIGN[what]))  # noqa: E731
    said = faults(data, change(sent(data)["housing"], edit))
    assert f"cell {CALLS}: expected text alone in the box, got {what}." in said


def test_words_outside_the_boxes_are_named(tmp_path: Path) -> None:
    """Typed between boxes, into a heading, into a table: none is lost in silence."""
    data = council(tmp_path)

    def edit(document: Any) -> None:
        box(document, WHOLE).addnext(paragraph("My own thought, " + "long " * 30))
        document.paragraphs[0].add_run(" (my service)")
        document.add_table(1, 1).cell(0, 0).text = "In a table"

    said = faults(data, change(sent(data)["housing"], edit)).splitlines()
    assert len(said) == 3
    assert any("nothing new outside the boxes, got 'My own thought, long" in line for line in said)
    assert any("got 'Housing (my service)'" in line for line in said)
    assert any("got 'In a table'" in line for line in said)


def test_a_box_that_is_unknown_missing_or_there_twice(tmp_path: Path) -> None:
    """All three in one answer."""
    data = council(tmp_path)

    def edit(document: Any) -> None:
        box(document, WHOLE).addnext(copy.deepcopy(box(document, WHOLE)))
        gone = box(document, WAITING)
        gone.getparent().remove(gone)
        tag = box(document, CALLS).find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        tag.set(qn("w:val"), "pmf:0123456789ab:0123456789ab")

    said = faults(data, change(sent(data)["housing"], edit))
    assert f"cell {WHOLE}: expected the box once, got 2 of them" in said
    assert f"cell {WAITING}: expected the box with its words, got none" in said
    assert "expected the boxes that were sent out, got a box of another file" in said
    assert f"cell {CALLS}: expected the box with its words, got none" in said


def test_a_cell_that_changed_on_both_sides_is_shown_with_both(tmp_path: Path) -> None:
    """Neither is thrown away."""
    data = council(tmp_path)

    def edit(document: Any) -> None:
        next(content(document, DUTIES).iter(qn("w:t"))).text = "From Word."

    path = change(sent(data)["housing"], edit)
    theme = commentary(data) / "theme-homes.md"
    theme.write_bytes(theme.read_bytes().replace(b"by June", b"by May"))
    said = faults(data, path)
    assert "one changed in the notebook since, to 'Of 100 duties" in said
    assert "by May" in said
    assert "From Word." in said


def test_a_cell_that_is_gone_is_named_with_its_words(tmp_path: Path) -> None:
    """They can still be put in by hand."""
    data = council(tmp_path)

    def edit(document: Any) -> None:
        next(content(document, DUTIES).iter(qn("w:t"))).text = "From Word."

    path = change(sent(data)["housing"], edit)
    theme = commentary(data) / "theme-homes.md"
    theme.write_bytes(theme.read_bytes().replace(b'"101", "against"', b'"102", "against"'))
    said = faults(data, path)
    assert "expected the cell that it came from, got none" in said
    assert "From Word." in said


def test_every_fault_of_every_file_comes_at_once(tmp_path: Path) -> None:
    """And an edit that is good waits for the bad ones."""
    data = council(tmp_path)
    files = sent(data)

    def edit(document: Any) -> None:
        next(content(document, WHOLE).iter(qn("w:t"))).text = "A good edit."
        PENDING["inserted"](document)

    change(files["housing"], edit)
    change(files[""], lambda d: d.add_paragraph("Outside."))
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 not really")
    said = faults(data, *files.values(), broken, tmp_path / "nowhere.docx").splitlines()
    assert [line.partition(":")[0].partition(",")[0] for line in said] == [
        "2025-26-q1-corporate.docx",
        "2025-26-q1-housing.docx",
        "broken.docx",
        "nowhere.docx",
    ]


def repacked(path: Path, edit: dict[str, tuple[bytes, bytes]] | None = None, **more: bytes) -> None:
    """Change a file's parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            for before, after in [(edit or {}).get(name, (b"", b""))]:
                assert before in part
                part = part.replace(before, after) if before else part
            new.writestr(name, part)
        for name, part in more.items():
            new.writestr(f"word/{name}.bin", part)
    path.write_bytes(made.getvalue())


def test_another_councils_and_another_quarters_file(tmp_path: Path) -> None:
    """Each is told what it is; the quarter can be asked for."""
    data = council(tmp_path)
    files = sent(data)
    note = "customXml/item2.xml"
    repacked(files["housing"], {note: (b'"council":"X1"', b'"council":"X2"')})
    repacked(files[""], {note: (b"2025-26 Q1", b"2024-25 Q4")})
    said = faults(data, *files.values())
    assert "expected a file of Smallbridge Council (X1), got one of X2" in said
    assert 'got one of 2024-25 Q4. If it is meant, say --quarter "2024-25 Q4"' in said


def test_a_file_that_is_no_word_file_of_ours(tmp_path: Path) -> None:
    """A workbook, a text, a password, macros, another Word file, a damaged note."""
    data = council(tmp_path)
    path = sent(data)["housing"]

    def named(name: str) -> Path:
        return Path(shutil.copyfile(path, tmp_path / f"{name}.docx"))

    text, locked, other = (tmp_path / f"{name}.docx" for name in ("text", "locked", "other"))
    text.write_text("Some words")
    locked.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    docx.Document().save(str(other))
    macros, template, damaged = named("macros"), named("template"), named("damaged")
    repacked(macros, vbaProject=b"x")
    main = b"wordprocessingml.document.main+xml"
    macro = b"wordprocessingml.template.main+xml"
    repacked(template, {"[Content_Types].xml": (main, macro)})
    repacked(damaged, {"customXml/item2.xml": (b'"boxes":', b'"crates":')})
    files = [text, locked, other, macros, template, damaged]
    said = faults(data, *files).splitlines()
    got = {line.partition(":")[0]: line.partition(", got ")[2].partition(".")[0] for line in said}
    assert got == {
        "text.docx": "another kind of file, or a damaged one",
        "locked.docx": "one with a password, or an old ",
        "other.docx": "a Word file without a note of its boxes",
        "macros.docx": "one with macros",
        "template.docx": "a template or a file with macros",
        "damaged.docx": "one whose note of its boxes is damaged",
    }


def test_a_file_that_would_fill_the_memory_is_not_unpacked(tmp_path: Path) -> None:
    """Neither by its bytes, nor by its elements, nor by an entity that grows."""
    data = council(tmp_path)
    path = sent(data)["housing"]
    large, many, grows = (tmp_path / f"{name}.docx" for name in ("large", "many", "grows"))
    for copied in (large, many, grows):
        shutil.copyfile(path, copied)
    repacked(large, bomb=bytes(101 * 2**20))
    repacked(many, bomb=b"<" * 2_000_001)
    entity = b"<!DOCTYPE a [<!ENTITY b 'cccccccccc'>]><w:document"
    body = {"word/document.xml": (b"<w:document", entity)}
    repacked(grows, {**body})
    said = faults(data, large, many, grows)
    assert said.count("far too large once unpacked") == 2
    assert "grows.docx" in said


def test_the_same_file_twice_is_taken_once(tmp_path: Path) -> None:
    """But two files with other words for one cell are refused."""
    data = council(tmp_path)
    path = sent(data)["housing"]
    change(path, lambda d: first(d, WHOLE).append(xml(RUN.format(" More."))))
    again = Path(shutil.copyfile(path, tmp_path / "again.docx"))
    proposal = word.propose(data, [path, again], QUARTER)
    assert {edit.after for edit in proposal.edits} == {proposal.edits[0].after}
    change(again, lambda d: first(d, WHOLE).append(xml(RUN.format(" Less."))))
    assert "other words in two files" in faults(data, path, again)
