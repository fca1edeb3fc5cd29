"""What is wrong with a quarter's words: every kind of doubt, each at its file and cell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.pages.commentary import Doubt, DoubtKind, Remark, review
from pmf_analysis.pages.commentary.promises import has_action, has_date
from pmf_analysis.pages.commentary.remarks import Part, mark, read, read_all
from pmf_analysis.pages.contents import PageId
from tests import books
from tests.conftest import pmf

HOMES = PageId("theme", "homes")
GOOD = "The Head of Housing Options leases four more homes by March 2026."


@pytest.fixture(scope="module")
def inside(root: Path) -> Findings:
    """The latest quarter as analysts see it."""
    return flow.compute(root / "data", audience=Audience.INTERNAL)


def of_homes(findings: Findings, code: str = "506") -> Finding:
    return next(f for f in findings.council if f.indicator == code)


def remark(finding: Finding, text: str, **more: object) -> Remark:
    whole = Remark(text, finding.indicator, "", finding.fingerprint, "q/theme-homes.md", 4)
    return replace(whole, **more)  # type: ignore[arg-type]


def doubts(findings: Findings, *cells: Remark, before: Remark | None = None) -> list[Doubt]:
    """The doubts about the cells of one page, without those about what is not written at all."""
    said = {"2025-26 Q1": {HOMES: (before,)}} if before else {}
    found = review({HOMES: cells}, findings, said)
    return [doubt for doubt in found if doubt.fault.got != "none"]


def test_good_words_raise_no_doubt(inside: Findings) -> None:
    """Words about a figure off target that say who does what by when."""
    assert doubts(inside, remark(of_homes(inside), GOOD)) == []


def test_what_has_no_words_is_named_by_page_and_reason(inside: Findings) -> None:
    """Where there is no file, a draft would make one; an empty cell is named by its place."""
    found = review({}, inside)
    assert {doubt.kind for doubt in found} == {DoubtKind.MISSING}
    assert all(doubt.blocking for doubt in found)
    said = [str(doubt) for doubt in found]
    name = of_homes(inside).name
    assert (
        f"2025-26-q2/theme-homes.md: expected words about 506 {name} (an exception), got none. "
        "`pmf commentary draft` adds the cell"
    ) in said
    assert any(
        line.startswith("2025-26-q2/home.md: expected words about the page") for line in said
    )
    empty = doubts(inside, remark(of_homes(inside), "", part=Part.EMPTY))
    assert [(d.kind, d.fault.file, d.fault.cell) for d in empty] == [
        (DoubtKind.MISSING, "q/theme-homes.md", "4")
    ]


def test_words_anywhere_are_words(inside: Findings) -> None:
    """An indicator discussed on another page of the quarter is not asked for again."""
    of_effective = {PageId("theme", "effective"): (remark(of_homes(inside), GOOD),)}
    said = [d.about for d in review(of_effective, inside) if d.kind is DoubtKind.MISSING]
    assert of_homes(inside).key not in said


CASES: dict[str, tuple[dict[str, Any], DoubtKind, bool]] = {
    "stale": ({"against": "000000000000"}, DoubtKind.STALE, True),
    "never set": ({"against": ""}, DoubtKind.STALE, True),
    "no such indicator": ({"indicator": "999"}, DoubtKind.ORPHANED, True),
    "no such organisation": ({"organisation": "nowhere"}, DoubtKind.ORPHANED, True),
    "a head that is no JSON": ({"part": Part.UNREADABLE, "head": "{"}, DoubtKind.UNREADABLE, True),
    "written into a guide": ({"part": Part.GUIDE, "made": "00000000"}, DoubtKind.IN_GUIDE, True),
    "below others, with no head": ({"part": Part.ADRIFT}, DoubtKind.ADRIFT, True),
    "an internal figure": (
        {"text": f"{GOOD} Meanwhile P04 rose."},
        DoubtKind.INTERNAL,
        True,
    ),
    "too long": ({"text": f"{GOOD} " + "word " * 250}, DoubtKind.TOO_LONG, False),
    "no date": (
        {"text": "The Head of Housing Options is leasing homes."},
        DoubtKind.NO_ACTION,
        False,
    ),
    "no action": ({"text": "It was 97 in September 2025."}, DoubtKind.NO_ACTION, False),
    "contradicts": ({"text": f"{GOOD} The target was met."}, DoubtKind.CONTRADICTS, True),
}


@pytest.mark.parametrize("case", CASES)
def test_each_doubt_names_file_and_cell(case: str, inside: Findings) -> None:
    """One thing wrong gives one doubt, which blocks a final build or is merely to look at."""
    changed, kind, blocking = CASES[case]
    words = {"text": GOOD} | changed
    found = doubts(inside, replace(remark(of_homes(inside), ""), **words))  # type: ignore[arg-type]
    assert [(d.kind, d.blocking) for d in found] == [(kind, blocking)]
    assert str(found[0]).startswith("q/theme-homes.md, cell 4: expected ")
    assert str(found[0]).endswith("(to look at)") is not blocking


def test_a_guide_as_it_was_drafted_is_no_doubt(inside: Findings) -> None:
    """It is there to help, and is never published."""
    told = "What happened?"
    guide = remark(of_homes(inside), told, part=Part.GUIDE, made=mark(told))
    assert doubts(inside, guide, remark(of_homes(inside), GOOD)) == []


def test_last_quarters_words_are_no_words_of_this_quarter(inside: Findings) -> None:
    """However spaced; but a figure that has not moved may be explained as it was."""
    finding = of_homes(inside)
    same = remark(finding, GOOD.replace(" ", "  ").upper(), against="0", file="old/theme-homes.md")
    found = doubts(inside, remark(finding, GOOD), before=same)
    assert [(d.kind, d.blocking) for d in found] == [(DoubtKind.REPEATED, True)]
    assert "old/theme-homes.md, cell 4" in str(found[0])
    unmoved = replace(same, against=finding.fingerprint)
    assert [d.blocking for d in doubts(inside, remark(finding, GOOD), before=unmoved)] == [False]


def test_an_empty_cell_that_nobody_needs_is_to_look_at(inside: Findings) -> None:
    """A person may have asked for it once; it stops nothing."""
    calm = next(
        f for f in inside.council
        if f.verdict is Verdict.SECURE and f.previous_verdict is f.verdict
    )  # fmt: skip
    found = doubts(inside, remark(calm, "", part=Part.EMPTY))
    assert [(d.kind, d.blocking) for d in found] == [(DoubtKind.EMPTY, False)]


def test_an_author_may_say_why_words_hold(inside: Findings) -> None:
    """With a reason in the head, or figures that have moved, a contradiction blocks nothing."""
    text = f"{GOOD} The target was met."
    reasoned = doubts(inside, remark(of_homes(inside), text, holds="in August alone"))
    assert [(d.kind, d.blocking) for d in reasoned] == [(DoubtKind.CONTRADICTS, False)]
    stale = doubts(inside, remark(of_homes(inside), text, against="0"))
    assert {(d.kind, d.blocking) for d in stale} == {
        (DoubtKind.STALE, True),
        (DoubtKind.CONTRADICTS, False),
    }


@pytest.mark.parametrize(
    ("text", "action", "date"),
    [
        ("The Director of Adults is recruiting two workers by May 2026.", True, True),
        ("We will know more next quarter.", True, True),
        ("A second hostel opens in mid-February.", True, True),
        ("Services cost more this year.", False, True),
        ("Nobody at the council has decided what to do.", False, False),
        ("Rents rose faster than wages.", False, False),
        ("The team now visits every family.", True, False),
    ],
)
def test_an_action_has_somebody_and_a_date(text: str, action: bool, date: bool) -> None:
    """Somebody who does something; a month, a quarter, a season or a year."""
    assert (has_action(text), has_date(text)) == (action, date)


HEADER = "---\njupytext:\n  text_representation:\n    format_name: myst\n---\n"


def write(folder: Path, name: str, *cells: str) -> None:
    path = folder / "notebooks" / "commentary" / "2025-26-q1" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + "\n\n".join(cells), encoding="utf-8")


def test_check_lists_doubts_and_ends_well(tmp_path: Path) -> None:
    """`pmf check` says what is wrong with the words; the data can be used all the same."""
    data = books.write(tmp_path / "data")
    write(tmp_path, "theme-homes.md", "Good.", '+++ {"indicator": "999"}\nLost words.')
    done = pmf("check", "--data", str(data))
    assert done.returncode == 0
    assert "commentary: 2025-26-q1/theme-homes.md, cell 2: expected an indicator" in done.stdout
    listed = pmf("check", "--data", str(data), "--json").stdout
    assert '"kind": "orphaned"' in listed
    assert '"blocking": true' in listed


@pytest.mark.parametrize(
    ("cells", "parts"),
    [
        (['+++ {"indicator": "101"}\nSaid.', "+++\n\nMore."], [Part.WORDS, Part.ADRIFT]),
        (['+++ {"indicator": "101"}\nSaid.', '+++ {"page": true}\nAll.'], [Part.WORDS, Part.WORDS]),
        (['+++ {"Indicator": "101"}\nSaid.'], [Part.UNREADABLE]),
        (['+++ {"indicators": "101"}\nSaid.'], [Part.UNREADABLE]),
        (['+++ {"indicator": ""}\nSaid.'], [Part.UNREADABLE]),
        (['+++ {"tags": ["x"]}\nSaid.'], [Part.WORDS]),
        (["```\nopen", '+++ {"indicator": "101"}\nSaid.'], [Part.UNREADABLE]),
    ],
)
def test_words_that_nothing_places_are_never_published(
    cells: list[str], parts: list[Part], tmp_path: Path
) -> None:
    """Below an indicator without a head, under a slip of a head, or swallowed by an open fence."""
    write(tmp_path, "theme-homes.md", *cells)
    folder = tmp_path / "notebooks" / "commentary" / "2025-26-q1"
    (found,) = read_all(folder).values()
    assert [remark.part for remark in found] == parts
    (published,) = read(folder).values()
    assert len(published) == parts.count(Part.WORDS)
