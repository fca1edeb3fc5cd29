"""Commentary of one council, shown in another's framework: what goes along and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.placing import Placing
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.commentary import Remark, filed
from pmf_analysis.pages.contents import PageId
from tests import books

THEME, HOUSING = PageId("theme", "homes"), PageId("directorate", "housing")


@pytest.fixture
def found(tmp_path: Path) -> Findings:
    """What the small book finds."""
    return flow.compute(books.write(tmp_path / "data"))


def remark(text: str, indicator: str = "", against: str = "") -> Remark:
    return Remark(text, indicator, "", against, "theme-homes.md", 1)


def texts(remarks: dict[PageId, tuple[Remark, ...]]) -> dict[PageId, list[str]]:
    return {page: [r.text for r in said] for page, said in remarks.items()}


def test_words_go_to_the_pages_and_into_the_words_of_the_framework(found: Findings) -> None:
    """A theme of another code, and another name for who decides."""
    placing = Placing(of="X1", themes={"homes": "roofs"}, words={"Cabinet": "Executive"})
    said = {THEME: (remark("Cabinet agreed."),), HOUSING: (remark("So did we."),)}
    assert texts(filed(said, placing, found)) == {
        PageId("theme", "roofs"): ["Executive agreed."],
        HOUSING: ["So did we."],
    }


def test_two_themes_that_share_a_page_share_their_words(found: Findings) -> None:
    """In the order in which they were read."""
    placing = Placing(of="X1", themes={"homes": "place", "roads": "place"})
    said = {THEME: (remark("One."),), PageId("theme", "roads"): (remark("Two."),)}
    assert texts(filed(said, placing, found)) == {PageId("theme", "place"): ["One.", "Two."]}


def test_where_a_part_has_no_place_only_words_that_still_hold_go_along(found: Findings) -> None:
    """Page-wide words may speak of the part; a figure without it may be another."""
    now = next(f for f in found.council if f.indicator == "102").fingerprint
    placing = Placing(of="X1", directorates={"housing": ""})
    said = {
        THEME: (
            remark("Of us all."),
            remark("Holds.", "102", now),
            remark("Old.", "101", "0" * 12),
        ),
        HOUSING: (remark("Of ours."),),
    }
    assert texts(filed(said, placing, found)) == {THEME: ["Holds."]}


def test_what_is_not_to_be_said_is_not(found: Findings) -> None:
    """Of an indicator, or of every page of a kind as a whole."""
    placing = Placing(of="X1", unsaid=("102", "directorate"))
    said = {
        THEME: (remark("Of us all."), remark("Not this.", "102")),
        HOUSING: (remark("Nor this."), remark("But this.", "101")),
    }
    assert texts(filed(said, placing, found)) == {THEME: ["Of us all."], HOUSING: ["But this."]}
