"""The hand-written pages say what the code does: tables, pages, constants, words."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from pmf_analysis import report
from pmf_analysis.findings import judged, money, voices
from pmf_analysis.framework.finance import FinanceRules
from pmf_analysis.framework.profile import Editions, Framework
from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.risk import RiskRules
from pmf_analysis.framework.work import Area, Register
from pmf_analysis.judgements import (
    breakdown,
    comparison,
    delivery,
    partial,
    plausible,
    progress,
    scrutiny,
    sensitivity,
    thread,
)
from pmf_analysis.judgements import finance as finance_rules
from pmf_analysis.judgements import quality as grades
from pmf_analysis.judgements import response as since
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.question import Ask
from pmf_analysis.site.config import fill
from pmf_analysis.tables.columns import STATUSES, Cell, Table
from pmf_analysis.tables.schemas import TABLES
from pmf_analysis.visuals import progress as progress_words
from pmf_analysis.visuals import quality as quality_words
from pmf_analysis.visuals import responses, sentences, value, words
from pmf_analysis.visuals.page import quality as quality_page
from tests.conftest import ROOT

BOOK = ROOT / "book"
PAGES = sorted(BOOK.glob("*.md")) + sorted((BOOK / "developers").glob("*.md"))
WIDER = (BOOK / "methods-wider.md").read_text(encoding="utf-8")
TABLES_PAGE = (BOOK / "developers" / "tables.md").read_text(encoding="utf-8")
# Pages whose title is the council's own, so that no hand-written page can spell it.
NAMED_BY_THE_COUNCIL = {"home", "corporate", "framework", "people", "residents"}


def section(text: str, heading: str) -> str:
    """What stands under a heading, down to the next of the same level or a higher one."""
    level = heading.split(" ", maxsplit=1)[0]
    after = text.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"\n#{{2,{len(level)}}} ", after)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of every table row, without headers and rules."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads = {k - 1 for k, row in enumerate(cells) if set(row[0]) == {"-"}}
    return [row for k, row in enumerate(cells) if k not in heads and set(row[0]) != {"-"}]


def number(text: str, pattern: str) -> float:
    """The one number that a sentence quotes."""
    found = re.findall(pattern, text)
    assert len(found) == 1, (pattern, found)
    return float(found[0].replace(",", ""))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_of_every_table_is_described(table: Table) -> None:
    """Name, whether a cell may be empty, choices, key and kind, as the schema has them."""
    part = section(TABLES_PAGE, f"### {table.name}.csv")
    said = {name.strip("`"): (needed, holds) for name, needed, holds in rows(part)}
    assert list(said) == [c.name for c in table.all_columns]
    for column in table.all_columns:
        needed, holds = said[column.name]
        assert (needed == "yes") is column.required, column.name
        if column.cell is Cell.CHOICE and column.choices != STATUSES:
            assert re.findall(r"`([^`]+)`", holds.split(": ")[-1]) == list(column.choices)
    kind = "history" if table.history else "ledger" if table.ledger else "list"
    assert f" {'A required' if table.required else 'An optional'} {kind}. " in part
    key = [*table.key, *(["recorded_on"] if table.ledger else [])]
    assert re.findall(r"`([^`]+)`", part.split("Key: ")[1].split("\n")[0]) == key


def test_no_table_is_described_that_there_is_not() -> None:
    """The headings are the tables, in their order."""
    assert re.findall(r"(?m)^### (\w+)\.csv$", TABLES_PAGE) == list(TABLES)


def test_every_key_of_the_profile_is_described() -> None:
    """The keys of framework.yml, and those of risk, finance and editions."""
    said = rows(section(TABLES_PAGE, "## framework.yml"))
    named = {key for row in said for key in re.findall(r"`(\w+)`", row[0])}
    assert named == set(Framework.model_fields)
    for key, value_type in (("risk", RiskRules), ("finance", FinanceRules), ("editions", Editions)):
        text = next(row[1] for row in said if row[0] == f"`{key}`")
        assert set(value_type.model_fields) <= set(re.findall(r"`(\w+)`", text)), key


def test_every_page_can_be_found(demonstration: Findings) -> None:
    """By its title for readers, and by its kind and its place for developers."""
    text = (BOOK / "how-to-read.md").read_text(encoding="utf-8")
    way = fill(section(text, "## Finding your way"), demonstration.framework, "how-to-read.md")
    index = (BOOK / "developers" / "index.md").read_text(encoding="utf-8")
    listed = {
        kind.strip("`"): place.strip("`") for kind, place, _ in rows(section(index, "## Pages"))
    }
    for pages in report.PAGES:
        assert listed[pages.kind] == (f"{pages.folder}/" if pages.folder else pages.path())
        if not pages.folder and pages.kind not in NAMED_BY_THE_COUNCIL:
            assert f"*{pages.title(demonstration, '')}*" in way, pages.kind


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_words_and_links_of_hand_written_pages_are_there(
    path: Path, demonstration: Findings
) -> None:
    """Each placeholder is a word of the profile, and each page that is linked to stands there."""
    text = fill(path.read_text(encoding="utf-8"), demonstration.framework, path.name)
    for target in re.findall(r"\]\(([^)#:]+\.(?:md|json|png))", text):
        assert (path.parent / target).is_file(), target


@pytest.mark.parametrize("name", ["how-to-read", "methods", "methods-wider"])
def test_every_table_for_readers_has_a_caption(name: str) -> None:
    """Whoever hears the page is told what a table shows; no two are called the same."""
    text = (BOOK / f"{name}.md").read_text(encoding="utf-8")
    bare = [line for line in re.sub(r"(?s)```.*?```", "", text).splitlines() if line[:1] == "|"]
    captions = re.findall(r"(?m)^```\{table\} (\S.+)$", text)
    assert bare == []
    assert len(set(captions)) == len(captions) == len(re.findall(r"(?m)^\|-", text))


def test_the_glossary_is_in_order() -> None:
    """Alphabetical by the general word, each word once and with its meaning."""
    text = (BOOK / "glossary.md").read_text(encoding="utf-8")
    terms = re.findall(r"(?m)^(.+)\n: .", text)
    plain = [re.sub(r"[{} ′]+", " ", term).strip().lower() for term in terms]
    assert plain == sorted(plain)
    assert len(set(plain)) == len(plain) == text.count("\n: ")


# A sentence's number, and the constant that it quotes.
QUOTED = [
    (r"more than \*\*(\d+) days\*\*\. That is one", progress.STALLED_AFTER.days),
    (r"given in days up to (\d+),", progress_words.IN_DAYS - 1),
    (r"from (\d+) days in months", progress_words.IN_WEEKS),
    (r"up to \*\*(\d+)\*\* earlier quarters", progress_words.MOST_QUARTERS),
    (r"each from 1 to \*\*(\d+)\*\* unless", RiskRules().size),
    (r"▲ up to \*\*(\d+)%\*\* of the budget", 100 * FinanceRules().tolerance),
    (r"reaches \*\*(\d+)%\*\* of the budget", 100 * FinanceRules().explain_share),
    (r"or \*\*£([\d,]+)\*\*, unless", FinanceRules().explain_amount),
    (r"each of the last \*\*(\d+)\*\* years", money.PAST_YEARS),
    (r"at least \*\*(\d+)\*\* years are known", finance_rules.YEARS_TO_WEIGH),
    (r"fewer than \*\*(\d+)\*\* figures since", since.FEWEST_SINCE),
    (r"the result is \*\*(0\.\d+)\*\* or less", breakdown.LEVEL),
    (r"until \*\*(\d+)\*\* years after it has ended", voices.YEARS_OF_CONTEXT),
    (r"slipped by \*\*(\d+) days\*\* or more", scrutiny.LATE.days),
    (r"the last \*\*(\d+)\*\* periods due", grades.WINDOW),
    (r"more than \*\*(\d+)\*\* sigma", plausible.JUMP_SIGMAS),
    (r"where (\d+) earlier figures or more", plausible.JUMP_NEEDS),
    (r"the median of up to (\d+) figures before", partial.WINDOW),
    (r"figures before, and at least (\d+) ", partial.NEEDS),
    (r"less than \*\*(\d+)%\*\* of its own usual", 100 * partial.NEARLY),
    (r"is back at \*\*(\d+)%\*\* of them", 100 * partial.NEARLY),
    (r"same figure \*\*(\d+)\*\* times or more", plausible.REPEATS),
    (r"the reports of the last \*\*(\d+)\*\* quarters", quality_page.RECENT),
]


@pytest.mark.parametrize(("pattern", "constant"), QUOTED, ids=[p for p, _ in QUOTED])
def test_a_quoted_number_is_the_constant(pattern: str, constant: float) -> None:
    """What methods-wider.md says is what the code applies."""
    assert number(WIDER, pattern) == pytest.approx(constant, rel=1e-12)


def test_numbers_spelt_in_words_are_the_constants() -> None:
    """Nine weeks, half a per cent, half of the usual cases, half or double the tolerance."""
    assert "nine weeks after the end" in WIDER
    assert dt.timedelta(weeks=9) == judged.USUAL_DELAY
    assert "less than half a per cent" in WIDER
    assert value.LEVEL == 0.005
    assert "fewer than half of the usual cases" in WIDER
    assert partial.SHARE == 0.5
    methods = (BOOK / "methods.md").read_text(encoding="utf-8")
    assert "at **half** or **double** the tolerance" in methods
    assert (sensitivity.HALF, sensitivity.DOUBLE) == (0.5, 2.0)
    assert number(methods, r"at least \*\*(\d+)\*\* of them have") == comparison.SPREAD_NEEDS


def test_each_standing_of_an_action_has_its_shape() -> None:
    """The table names each standing once, with the shape of its rating."""
    shapes = {}
    for shape, names, _ in rows(section(WIDER, "### Where an action stands")):
        for name in names.split(", "):
            assert name not in shapes
            shapes[name] = shape
    expected = {
        name: words.RATING_SHAPES[delivery.rating_of(standing)]
        for standing, name in progress_words.NAMES.items()
    }
    assert shapes == expected


def test_bands_and_reviews_of_risks_are_the_usual_ones() -> None:
    """The edges of the bands, and the interval of every register and band."""
    rules = RiskRules()
    edges = [int(span.split(" ")[0]) for _, _, span in rows(section(WIDER, "### The score"))]
    assert edges == [band.least for band in rules.bands]
    said = {row[0]: row[1:] for row in rows(section(WIDER, "### Reviews"))}
    assert list(said) == [register.capitalize() for register in Register]
    for register in Register:
        usual = [str(rules.interval(register, band.code)) for band in rules.bands]
        assert said[register.capitalize()] == usual


# Area -> the ratings of a tenth more and of a tenth less than budget, read off the page's table.
SIDES = {
    "Revenue": ("■", "●"),
    "Debt owed to the council": ("■", "●"),
    "Savings": ("●", "■"),
    "Collection, such as council tax": ("●", "■"),
    "Reserves": ("●", "■"),
    "Capital": ("■", "○"),
    "Treasury (loans and deposits)": ("○", "○"),
}
AREAS = [Area.REVENUE, Area.DEBT, Area.SAVING, Area.COLLECTION, Area.RESERVE, Area.CAPITAL]


def test_each_area_of_money_has_its_wrong_side() -> None:
    """What lies on the wrong side of each budget, as the table says."""
    said = {row[0]: row[1] for row in rows(section(WIDER, "### The difference from budget"))}
    assert list(said) == list(SIDES)
    for (name, sides), area in zip(SIDES.items(), [*AREAS, Area.TREASURY], strict=True):
        found = (finance_rules.vary(area, 100.0, f, FinanceRules()).rating for f in (110.0, 90.0))
        assert tuple(words.RATING_SHAPES[rating] for rating in found) == sides
        side = {"■●": "above", "●■": "below", "■○": "above", "○○": "never"}["".join(sides)]
        assert said[name].startswith(side)


def test_questions_stand_in_their_order() -> None:
    """A row for each thing that is asked, by its verdicts where it has any."""
    said = rows(section(WIDER, "## Questions"))
    assert len(said) == len(Ask)
    for ask, (_, when) in zip(Ask, said, strict=True):
        verdicts = [v for v, asked in scrutiny._OF_VERDICT.items() if asked is ask]
        assert when.startswith("Its verdict is ") is bool(verdicts), ask
        for verdict in verdicts:
            assert re.search(rf"\b{sentences._NAMES[verdict]}\b", when), (ask, when)


def test_grades_begin_where_the_page_says() -> None:
    """Every edge of the four measures, and the grade of every doubt."""
    measures, doubts = section(WIDER, "## Data quality").split("Some things make")
    shares = {
        name.split("**")[1]: [float(n) / 100 for n in re.findall(r"(\d+)%", " ".join(cells))]
        for name, *cells in rows(measures)
    }
    assert shares == {
        "Completeness": list(grades.COMPLETE[1:]),
        "Timeliness": list(grades.TIMELY[:2]),
        "Not final": list(grades.PROVISIONAL[:2]),
        "Revision": list(grades.REVISED),
    }
    assert (grades.COMPLETE[0], grades.TIMELY[2], grades.PROVISIONAL[2]) == (1.0, 0.0, 1.0)
    order = [plausible.Doubt.OUT_OF_RANGE, plausible.Doubt.ABOVE_WHOLE, plausible.Doubt.JUMP]
    order += [plausible.Doubt.PARTIAL, plausible.Doubt.REPEATS, plausible.Doubt.LOW_RELIABILITY]
    assert [grade for _, grade in rows(doubts)] == [grades.DOUBT_GRADE[d] for d in order]


def test_marks_and_grades_are_explained_to_readers() -> None:
    """Each mark of what moved since a decision, and each grade, in the words of the pages."""
    text = (BOOK / "how-to-read.md").read_text(encoding="utf-8")
    moved = section(text, "## Has it moved since?")
    for mark in responses._MARKS.values():
        assert re.search(rf"(?m)^\| {mark.shape} .*\b{mark.label}\b", moved), mark
    said = rows(section(text, "## Can the figures be trusted?"))
    meanings = {grade: meaning.rstrip(".").lower() for grade, meaning in said}
    assert meanings == {str(g): w.lower() for g, w in quality_words.GRADE_WORDS.items()}
    for shape in (words.RATING_SHAPES[rating] for rating in Rating if rating is not Rating.NOT_DUE):
        assert f"\n| {shape} |" in section(text, "## Marks of actions, risks and money")


def test_each_kind_that_can_have_a_gap_has_its_row() -> None:
    """The table of gaps has the kinds that must be tied, in their order, and who must answer."""
    said = [row[0] for row in rows(section(WIDER, "## The golden thread"))]
    kinds = [re.sub(r"^An? |[{} ]", "", name).lower().removeprefix("a_") for name in said[:-1]]
    assert kinds == [str(kind) for kind in thread._NEEDS]
    assert set(list(thread._NEEDS)[-5:]) == thread._OWNED
    assert said[-1] == "Any of the last five"
