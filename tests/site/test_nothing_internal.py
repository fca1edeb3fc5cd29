"""A public build contains no internal value, and its totals rest on internal rows all the same."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.schemas import TABLES
from tests.conftest import pmf, process
from tests.site.planted import KINDS, Marks
from tests.site.planted_book import PLAINLY_PUBLIC, REVISED, plant
from tests.site.searched import every_string, marks_in

# What an internal reader is not shown, and why; every other mark must be in what is found.
NOT_SHOWN = {
    ("observations", "note"): "a note is shown with a figure that was revised after its report",
    ("observations", "value"): "a breakdown is shown of the council as a whole",
    ("targets", "set_by"): "of a target that was replaced no page says who set it",
    ("targets", "rationale"): "of a target that was replaced nothing says why",
    ("targets", "tolerance"): "how near is close decides a rating, and is not shown",
    ("targets", "floor"): "how near is close decides a rating, and is not shown",
    ("benchmarks", "numerator"): "the figures of others are shown as rates",
    ("benchmarks", "denominator"): "the figures of others are shown as rates",
    ("benchmarks", "lower_ci"): "the interval is worked out where the parts are known",
    ("benchmarks", "upper_ci"): "the interval is worked out where the parts are known",
    ("benchmarks", "source"): "no page says where the figures of others are from",
    ("risks", "closed"): "a risk that is closed later is still open",
    **{
        ("receipts", column): "the files that came in are kept for those who collect them"
        for column in ("receipt", "file", "mapping", "source", "licence")
    },
    **{
        ("acceptances", column): "a reason is shown with the very figure that is doubted"
        for column in ("value", "reason", "accepted_by")
    },
    ("commentary", "theme-homes"): "is no finding: looked for in the site",
    ("commentary", "directorate-housing"): "is no finding: looked for in the site",
}


@dataclass(frozen=True)
class Planted:
    """The folder of the book, what was planted, and the book as read."""

    folder: Path
    marks: Marks
    book: Book

    def found(self, audience: Audience, day: dt.date | None = None, quarter: str = "") -> Findings:
        period = self.book.framework.period(quarter or "2025-26 Q1")
        return flow.find(self.book, period, audience, day)

    def marks_of(self, findings: Findings) -> set[str]:
        return {spelt for spelt, _ in marks_in([("findings", flow.dump(findings))], self.marks)}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    folder = tmp_path_factory.mktemp("planted")
    marks = plant(folder)
    return Planted(folder, marks, flow.load(folder / "data"))


def test_every_free_cell_of_every_table_is_planted(planted: Planted) -> None:
    """Each column that could hold anything holds a mark somewhere; beside it stand public rows."""
    made = planted.marks.made
    held = {(mark.table, mark.column) for mark in made.values()}
    for name, table in TABLES.items():
        with (planted.folder / "data" / f"{name}.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        clean = [row for row in rows if not set(row.values()) & set(made)]
        # Requests and receipts are internal, all of them.
        assert bool(clean) == (name not in {"requests", "receipts"}), name
        assert (clean == rows) == (name in PLAINLY_PUBLIC), name
        if name in PLAINLY_PUBLIC:
            continue
        free = {c.name for c in table.columns if c.cell in KINDS and not c.refers}
        assert free - {c for t, c in held if t == name} == BORROWED.get(name, set()), name


# What names a thing that has its mark elsewhere, or a public total.
BORROWED = {
    "benchmarks": {"area"},
    "responses": {"about"},
    "action_updates": {"milestone"},
    "feedback": {"channel", "measure", "denominator"},
    "links": {"from_id", "to_id"},
}


@pytest.mark.parametrize("day", [None, dt.date(2025, 6, 10), dt.date(2025, 9, 2)])
@pytest.mark.parametrize("quarter", ["2024-25 Q4", "2025-26 Q1"])
def test_findings_for_the_public_hold_no_mark(
    planted: Planted, quarter: str, day: dt.date | None
) -> None:
    """All that any page may be made from, whatever the quarter and the vintage."""
    assert planted.marks_of(planted.found(Audience.PUBLIC, day, quarter)) == set()


@pytest.mark.parametrize("verb", [("findings", "--json"), ("findings",), ("list", "--json")])
def test_what_the_command_prints_for_the_public_holds_no_mark(
    planted: Planted, verb: tuple[str, ...]
) -> None:
    """The document for machines, the table for people, the list of pages."""
    done = pmf(*verb, "--data", str(planted.folder / "data"))
    assert done.returncode == 0, done.stderr
    assert "201" in done.stdout
    printed = (done.stdout + done.stderr).encode()
    assert list(marks_in([("printed", printed)], planted.marks)) == []


def test_the_same_marks_are_in_what_is_found_for_the_council_itself(planted: Planted) -> None:
    """So that nothing was planted in vain; what a later row replaced need not be there."""
    there = planted.marks_of(planted.found(Audience.INTERNAL))
    assert len(there) > 350
    absent = [mark for spelt, mark in planted.marks.made.items() if spelt not in there]
    current = [mark for mark in absent if mark.recorded_on in {"", REVISED}]
    unexplained = [m for m in current if (m.table, m.column) not in NOT_SHOWN]
    assert not unexplained, [str(mark) for mark in unexplained]
    internal = {mark.table for mark in planted.marks.made.values()}
    internal -= {"commentary", "receipts", "acceptances"}
    assert {planted.marks.made[spelt].table for spelt in there if spelt in planted.marks.made} == (
        internal
    )


def test_rolled_up_figures_rest_on_internal_rows(planted: Planted) -> None:
    """Sums and shares of four services, each added by hand.

    Cases: 731,907,264 + 912,653,987 and 823,519,406 + 945,361,728. Calls answered:
    713,840,925 + 904,172,368 of 719,264,853 + 908,317,526, and
    816,293,547 + 937,581,204 of 819,472,635 + 941,825,637.
    """
    found = {f.key: f for f in planted.found(Audience.PUBLIC).findings}
    cases = {"housing": 1_644_561_251, "care": 1_768_881_134, "X1": 3_413_442_385}
    for organisation, total in cases.items():
        assert found["201", organisation].value == total
    shares = {
        "housing": (1_618_013_293, 1_627_582_379, 99.412067),
        "care": (1_753_874_751, 1_761_298_272, 99.578520),
        "X1": (3_371_888_044, 3_388_880_651, 99.498578),
    }
    for organisation, (numerator, denominator, share) in shares.items():
        finding = found["202", organisation]
        assert (finding.numerator, finding.denominator) == (numerator, denominator)
        assert finding.value == pytest.approx(share, abs=5e-7)
    assert not {organisation for _, organisation in found} - set(cases)


def test_complaints_rest_on_internal_rows(planted: Planted) -> None:
    """725,938,146 + 901,456,283 and 814,629,357 + 933,172,845."""
    feedback = planted.found(Audience.PUBLIC).picture.feedback
    said = {f.organisation: f.count for f in feedback if f.channel == "Complaints"}
    assert said == {"housing": 1_627_394_429, "care": 1_747_802_202, "X1": 3_375_196_631}


def test_totals_of_money_rest_on_internal_lines(planted: Planted) -> None:
    """Two services' lines and one of £100,000 of the directorate's own; the last vintage of each.

    Budgets of housing: 721,436,958 + 906,254,781 + 100,000, and so on.
    """
    totals = planted.found(Audience.PUBLIC).picture.totals
    assert {(t.organisation, t.lines, t.budget, t.actual, t.forecast) for t in totals} == {
        ("housing", 3, 1_627_791_739, 1_633_519_423, 1_638_760_249),
        ("care", 3, 1_756_640_156, 1_764_556_252, 1_766_514_098),
        ("X1", 6, 3_384_431_895, 3_398_075_675, 3_405_274_347),
    }
    accounts = planted.found(Audience.PUBLIC).picture.accounts
    assert {account.organisation for account in accounts} == {"housing", "care"}


@pytest.fixture(scope="module")
def editions(planted: Planted) -> dict[str, Path]:
    """Both editions, built by the command."""
    out = {str(audience): planted.folder / str(audience) for audience in Audience}
    for audience, folder in out.items():
        where = ("--data", str(planted.folder / "data"), "--out", str(folder))
        done = process("build", *where, "--audience", audience)
        assert done.returncode == 0, done.stderr
    return out


@pytest.mark.slow
@pytest.mark.xdist_group("planted")
def test_a_public_build_contains_no_internal_value(
    planted: Planted, editions: dict[str, Path]
) -> None:
    """Not in a page, a name, the search index, a download, a picture or an archive."""
    site = editions["public"]
    assert list(marks_in(every_string(site), planted.marks)) == []
    page = (site / "indicators" / "201.html").read_text(encoding="utf-8")
    for total in ("1,644,561,251", "1,768,881,134", "3,413,442,385"):
        assert total in page


@pytest.mark.slow
@pytest.mark.xdist_group("planted")
def test_the_same_search_finds_them_in_the_internal_build(
    planted: Planted, editions: dict[str, Path]
) -> None:
    """Words of analysts, names, notes, figures with commas and in millions; in the index too."""
    found: dict[str, set[str]] = {}
    for spelt, where in marks_in(every_string(editions["internal"]), planted.marks):
        found.setdefault(spelt, set()).add(where.partition("/")[0])
    marks = planted.marks.made
    assert {m.spelt for m in marks.values() if m.table == "commentary"} <= set(found)
    assert {m.kind for m in marks.values() if m.spelt in found} >= {"text", "code", "number"}
    assert any("2031" in spelt for spelt in found)  # pages spell a day in their own way
    assert "assets" in set().union(*found.values())
    tables = {m.table for m in marks.values() if m.spelt in found}
    assert {"indicators", "observations", "targets", "events", "commentary"} <= tables
