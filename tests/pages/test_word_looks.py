"""What Word shows and what it means: asking, hidden words, raised letters, links by code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn

from pmf_analysis.pages.commentary import word
from tests.pages.word_files import (
    CALLS,
    DUTIES,
    QUARTER,
    WAITING,
    box,
    change,
    content,
    council,
    faults,
    sent,
    stands,
    xml,
)

ASKS = (
    "<w:p><w:r><w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr>"
    "<w:t>Klicken oder tippen Sie hier, um Text einzugeben.</w:t></w:r></w:p>"
)


def asking(title: str) -> Any:
    """An edit: a box that was emptied, as Word shows it."""

    def edit(document: Any) -> None:
        inside = content(document, title)
        for old in list(inside):
            inside.remove(old)
        inside.append(xml(ASKS))
        properties = box(document, title).find(qn("w:sdtPr"))
        if properties.find(qn("w:showingPlcHdr")) is None:
            properties.append(xml("<w:showingPlcHdr/>"))

    return edit


def test_a_box_emptied_in_word_is_empty(tmp_path: Path) -> None:
    """Word asks for words in its own language; nobody wrote that."""
    data = council(tmp_path)
    path = change(change(sent(data)["housing"], asking(DUTIES)), asking(WAITING))
    proposal = word.propose(data, [path], QUARTER)
    assert [edit.title for edit in proposal.edits] == [DUTIES]
    proposal.take()
    text = stands(data)["theme-homes.md"].decode()
    assert '"against": "123456789abc"}\n\n% Write here\n' in text
    assert "Klicken" not in text


def test_a_box_within_a_box_that_asks_says_nothing(tmp_path: Path) -> None:
    """A form's own field, left empty."""
    data = council(tmp_path)
    run = "<w:r><w:t>Choose an item.</w:t></w:r>"
    inner = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"
    )
    edit = lambda d: content(d, DUTIES).find(qn("w:p")).append(xml(inner))  # noqa: E731
    assert word.propose(data, [change(sent(data)["housing"], edit)], QUARTER).edits == ()


LOOKS = {
    "hidden words": "<w:vanish/>",
    "raised or lowered letters": "<w:vertAlign w:val='superscript'/>",
    "words struck through by hand": "<w:dstrike/>",
}


def run(look: str, text: str) -> Any:
    """A run of that look."""
    return xml(f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>")


@pytest.mark.parametrize("what", LOOKS)
def test_a_look_that_changes_the_meaning_is_refused(what: str, tmp_path: Path) -> None:
    """By itself or by a style: a note's 5 after 72 would become a figure."""
    data = council(tmp_path)
    style = (
        f"<w:style w:type='character' w:styleId='Own'><w:name w:val='Own'/>"
        f"<w:rPr>{LOOKS[what]}</w:rPr></w:style>"
    )

    def edit(document: Any) -> None:
        content(document, DUTIES).find(qn("w:p")).append(run(LOOKS[what], "5"))
        content(document, CALLS).find(qn("w:p")).append(run("<w:rStyle w:val='Own'/>", "5"))
        document.styles.element.append(xml(style))

    said = faults(data, change(sent(data)["housing"], edit))
    for title in (DUTIES, CALLS):
        assert f"cell {title}: expected text alone in the box, got {what}." in said


def test_a_look_switched_off_and_an_ordinal_are_words(tmp_path: Path) -> None:
    """Word raises the letters of 1st by itself."""
    data = council(tmp_path)

    def edit(document: Any) -> None:
        inside = content(document, DUTIES).findall(qn("w:p"))[-1]
        inside.append(run("<w:vanish w:val='0'/><w:vertAlign w:val='baseline'/>", " On the 1"))
        inside.append(run("<w:vertAlign w:val='superscript'/>", "st"))

    (edit_,) = word.propose(data, [change(sent(data)["housing"], edit)], QUARTER).edits
    assert edit_.after.endswith("back by June. On the 1st")


CODE = "<w:r><w:instrText xml:space='preserve'>{}</w:instrText></w:r>"
SIGN = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"


def field(code: str, shown: str) -> str:
    """A field as Word writes it, its code in two runs."""
    half = len(code) // 2
    codes = CODE.format(code[:half]) + CODE.format(code[half:])
    text = f"<w:r><w:t>{shown}</w:t></w:r>"
    return SIGN.format("begin") + codes + SIGN.format("separate") + text + SIGN.format("end")


LINKS = {
    field(' HYPERLINK "https://a.example/x" \\o "A tip" ', "it"): "[it](https://a.example/x)",
    field(' HYPERLINK "https://a.example/x" \\l "part" ', "it"): "[it](https://a.example/x#part)",
    field(" hyperlink https://a.example/x", "it"): "[it](https://a.example/x)",
    field(" DATE ", "3 June"): "3 June",
    field(' HYPERLINK "https://a.example/x" ', f"in</w:t></w:r>{field(' PAGE ', '4')}<w:r><w:t>"): (
        "[in4](https://a.example/x)"
    ),
    "<w:fldSimple w:instr='HYPERLINK \"https://a.example/x\"'><w:r><w:t>it</w:t></w:r>"
    "</w:fldSimple>": "[it](https://a.example/x)",
}


@pytest.mark.parametrize("code", LINKS)
def test_a_link_made_by_a_field_keeps_its_address(code: str, tmp_path: Path) -> None:
    """What another field shows is words; what stands after it is no link."""
    data = council(tmp_path)

    def edit(document: Any) -> None:
        paragraph = xml(f"<w:p><w:r><w:t>See </w:t></w:r>{code}<w:r><w:t> here.</w:t></w:r></w:p>")
        content(document, DUTIES).append(paragraph)

    (edit_,) = word.propose(data, [change(sent(data)["housing"], edit)], QUARTER).edits
    assert edit_.after.endswith(f"back by June.\n\nSee {LINKS[code]} here.")
    assert edit_.notes == ()


def test_word_keeps_a_links_place_apart(tmp_path: Path) -> None:
    """Address and what follows its # come back as one."""
    data = council(tmp_path)

    def edit(document: Any) -> None:
        link = next(content(document, CALLS).iter(qn("w:hyperlink")))
        link.set(qn("w:anchor"), "page=4")

    (edit_,) = word.propose(data, [change(sent(data)["housing"], edit)], QUARTER).edits
    assert "[the plan](https://example.org/plan#page=4)" in edit_.after
