"""Figures of councils that were replaced, joined to their successors': every rule by hand."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.tables import disclosure, rollup, vintages
from pmf_analysis.tables.book import Book
from pmf_analysis.tables.reorganisation import chained, predecessors
from tests import books
from tests.tables.reorganised import BEGAN, OURS, area, area_row, book, history, observation, row

TWO = (area("A", OURS, "Ash"), area("B", OURS, "Birch"), area(OURS, start=BEGAN))
Q3, Q4, Q1, Q2 = "2023-24 Q3", "2023-24 Q4", "2024-25 Q1", "2024-25 Q2"
NONE = -1.0  # how `history` spells no value


def counted(*cells: tuple[str, str, object], code: str = "2") -> list[dict[str, object]]:
    """Benchmarks of a count: a number, or a status."""
    return [
        row(code, of, period, **({"status": n} if isinstance(n, str) else {"value": n}))
        for of, period, n in cells
    ]


def told(book: Book) -> list[tuple[str, str, str]]:
    """Indicator, period and reason of what the charts are to say; nothing gets new limits."""
    events = book.events
    assert not events["rebase"].any()
    assert not events["exclude"].any()
    return list(events[["indicator", "period", "reason"]].itertuples(index=False, name=None))


def test_counts_are_added_and_the_series_breaks_where_they_meet() -> None:
    """10 and 32 are 42; the first of the successor's own figures takes the mark."""
    rows = counted(("A", Q3, 9), ("B", Q3, 11), ("A", Q4, 10), ("B", Q4, 32))
    own = [observation("2", Q1, value=50), observation("2", Q2, value=51, status="p")]
    made = chained(book(TWO, rows, own))
    assert history(made, "2") == {Q3: (20, ""), Q4: (42, ""), Q1: (50, "b"), Q2: (51, "p")}
    last = made.observations.iloc[-1]
    assert (last["breakdown"], last["note"]) == ("", "Added up from Ash and Birch")
    assert made.observations.dtypes.equals(book(TWO, rows, own).observations.dtypes)


def test_rates_are_rebuilt_from_their_parts() -> None:
    """1 of 2 and 3 of 18 are 4 of 20: 20%, not the average of 50% and 16.7%."""
    rows = [row("1", "A", Q4, value=50, numerator=1, denominator=2)]
    rows.append(row("1", "B", Q4, numerator=3, denominator=18))
    made = chained(book(TWO, rows))
    assert history(made, "1") == {Q4: (20, "")}
    assert tuple(made.observations.iloc[0][["numerator", "denominator"]]) == (4, 20)


def test_a_total_is_never_divided_again() -> None:
    """Two counts of 5 that are given as 5 of 1 are 10, also after rates were rebuilt."""
    rows = [row("2", a, Q4, value=5, numerator=5, denominator=1) for a in "AB"]
    made = rollup.over_organisations(chained(book(TWO, rows)))
    assert history(made, "2") == {Q4: (10, "")}
    assert made.observations.iloc[0]["numerator"] == 10


def test_a_part_is_never_taken_for_the_whole() -> None:
    """Birch has no third quarter; nothing stands there."""
    rows = counted(("A", Q3, 9), ("A", Q4, 10), ("B", Q4, 32))
    assert history(chained(book(TWO, rows)), "2") == {Q4: (42, "")}


@pytest.mark.parametrize("code", ["1", "3"])
def test_where_nothing_can_be_added_history_stops_and_says_so(code: str) -> None:
    """Rates without parts, and people who may be counted twice; a note that was there stays."""
    rows = counted(("A", Q4, 10), ("B", Q4, 20), code=code)
    own = [observation(code, Q1, value=15, note="As audited"), observation(code, Q2, value=16)]
    made = chained(book(TWO, rows, own))
    assert history(made, code) == {Q1: (15, ""), Q2: (16, "")}
    assert list(made.observations["note"]) == ["As audited", ""]
    assert told(made) == [(code, Q1, "Those of Ash and Birch cannot be added up")]


def test_a_series_that_was_chained_or_is_new_says_nothing() -> None:
    """No more than where its own figures begin; of the other nobody had any."""
    rows = counted(("A", Q4, 10), ("B", Q4, 20))
    own = [observation("2", Q1, value=15), observation("3", Q1, value=15)]
    made = chained(book(TWO, rows, own))
    assert told(made) == [("2", Q1, "Earlier ones are made from those of Ash and Birch")]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("c", 5, "c"),
        ("x", 5, "x"),
        ("z", 5, "x"),
        ("c", "z", "c"),
        ("z", "z", "x"),
    ],
)
def test_a_hidden_part_hides_the_sum(first: object, second: object, expected: str) -> None:
    """What is confidential outweighs what is not available."""
    rows = counted(("A", Q3, 1), ("B", Q3, 2), ("A", Q4, first), ("B", Q4, second))
    assert history(chained(book(TWO, rows)), "2") == {Q3: (3, ""), Q4: (NONE, expected)}


def test_a_history_without_a_single_figure_is_none() -> None:
    """Two quarters that were confidential are no series."""
    rows = counted(("A", Q3, "c"), ("B", Q3, 2), ("A", Q4, "c"), ("B", Q4, 3))
    assert history(chained(book(TWO, rows)), "2") == {}


@pytest.mark.parametrize(
    ("statuses", "expected"), [("pr", "p"), ("ep", "p"), ("bp", "b"), ("eu", "e"), ("r", "r")]
)
def test_the_gravest_status_of_the_parts_stands(statuses: str, expected: str) -> None:
    """A sum with a provisional part is provisional; a break outweighs that."""
    rows = counted(("A", Q4, 1), ("B", Q4, 2))
    for given_row, status in zip(rows, statuses, strict=False):
        given_row["status"] = status
    assert history(chained(book(TWO, rows)), "2")[Q4] == (3, expected)


def test_the_break_waits_for_a_figure() -> None:
    """A confidential first quarter keeps its mark, and the second takes the break."""
    rows = counted(("A", Q4, 10), ("B", Q4, 20))
    own = [observation("2", Q1, status="c"), observation("2", Q2, value=16, status="r")]
    made = history(chained(book(TWO, rows, own)), "2")
    assert made == {Q4: (30, ""), Q1: (NONE, "c"), Q2: (16, "b")}


def test_a_row_of_its_own_is_left_alone() -> None:
    """The successor gave 29 for the fourth quarter: both joins to chained figures are breaks."""
    rows = counted(*((a, q, 10) for a in "AB" for q in ("2023-24 Q2", Q3, Q4)))
    own = [observation("2", Q3, value=29), observation("2", Q1, value=31)]
    made = history(chained(book(TWO, rows, own)), "2")
    assert made == {"2023-24 Q2": (20, ""), Q3: (29, "b"), Q4: (20, "b"), Q1: (31, "b")}


def test_only_whole_periods_before_the_successor_count() -> None:
    """A predecessor's figure for a quarter after it ended is none of the successor's history."""
    rows = counted(("A", Q1, 10), ("B", Q1, 20), ("A", Q4, 1), ("B", Q4, 2))
    assert history(chained(book(TWO, rows)), "2") == {Q4: (3, "")}


def test_the_council_needs_no_row_of_its_own_among_the_areas() -> None:
    """It began when the last of those that it replaced had ended, on that day or the day after."""
    for end in (BEGAN, "2024-03-31"):
        areas = [area("A", OURS, end="2024-03-31"), area("B", OURS, end=end)]
        rows = counted(("A", Q4, 10), ("B", Q4, 20), ("A", Q1, 1), ("B", Q1, 2))
        assert history(chained(book(areas, rows)), "2") == {Q4: (30, "")}


def test_one_council_after_another() -> None:
    """A and B became C in October, C and D ours in April: 3 + 4 + 5, then 8 + 5."""
    change = {"start": "2023-10-01"}
    areas = [area("A", "C", end="2023-10-01"), area("B", "C", end="2023-10-01")]
    areas += [area("C", OURS, **change), area("D", OURS), area(OURS, start=BEGAN)]
    before = "2023-24 Q2"
    rows = counted(("A", before, 3), ("B", before, 4), ("C", Q3, 8), ("C", Q4, 9))
    rows += counted(("D", before, 5), ("D", Q3, 5), ("D", Q4, 6))
    made = chained(book(areas, rows, [observation("2", Q1, value=20)]))
    assert history(made, "2") == {before: (12, ""), Q3: (13, "b"), Q4: (15, ""), Q1: (20, "b")}
    between = area_row(made, "2", "C", before)
    assert between is not None
    assert (between["value"], between["source"]) == (7, "Office, added up from Old A and Old B")
    assert predecessors(made, OURS) == {"A", "B", "C", "D"}
    # Without D's figure for the third quarter the break of C stands at the next sum.
    later = [r for r in rows if (r["area"], r["period"]) != ("D", Q3)]
    assert history(chained(book(areas, later)), "2") == {before: (12, ""), Q4: (15, "b")}


COUNTY, NORTH, SOUTH = "E10000001", "E07000001", "E07000002"
TIERS = [area(code, OURS) for code in (COUNTY, NORTH, SOUTH)]


def test_a_county_and_its_districts_are_never_added() -> None:
    """Their people are the same: the county's figure where it has one, else the districts'."""
    rows = counted(*((d, q, 10) for d in (NORTH, SOUTH) for q in ("2023-24 Q2", Q3, Q4)))
    rows += counted((COUNTY, Q3, 19), (COUNTY, Q4, "c"), (NORTH, "2023-24 Q1", 7))
    made = chained(book(TIERS, rows))
    assert history(made, "2") == {"2023-24 Q2": (20, ""), Q3: (19, ""), Q4: (20, "")}
    notes = dict(zip(made.observations["period"], made.observations["note"], strict=True))
    assert notes[Q3] == f"Added up from Old {COUNTY}"
    assert notes[Q4] == f"Added up from Old {NORTH} and Old {SOUTH}"


def test_a_unitary_council_beside_a_county_is_part_of_both_sums() -> None:
    """19 of the county and 5 of its neighbour; 10, 10 and 5 where the county has none."""
    areas = [*TIERS, area("E06000001", OURS)]
    rows = counted((COUNTY, Q3, 19), *((d, q, 10) for d in (NORTH, SOUTH) for q in (Q3, Q4)))
    rows += counted(("E06000001", Q3, 5), ("E06000001", Q4, 5))
    assert history(chained(book(areas, rows)), "2") == {Q3: (24, ""), Q4: (25, "")}


def test_another_area_has_its_history_among_the_benchmarks() -> None:
    """Its limits are not known; each source is named once; it came when the last part came."""
    areas = [area("A", "N", "Ash"), area("B", "N", "Birch"), area("N", start=BEGAN)]
    parts = {"numerator": 5, "denominator": 10, "lower_ci": 20, "upper_ci": 80}
    rows = [row("1", a, Q4, **parts, source=f"Office {a}") for a in "AB"]
    rows[1]["recorded_on"] = "2025-02-01"
    rows.append(row("1", "N", Q1, numerator=1, denominator=4, lower_ci=1, upper_ci=60))
    made = chained(book(areas, rows))
    found, own = (area_row(made, "1", "N", q) for q in (Q4, Q1))
    assert found is not None
    assert own is not None
    assert (found["value"], found["status"], own["status"]) == (50, "", "b")
    assert found[["lower_ci", "upper_ci"]].isna().all()
    assert found["source"] == "Office A; Office B, added up from Ash and Birch"
    assert found["recorded_on"] == pd.Timestamp("2025-02-01")
    assert own["upper_ci"] == 60
    assert made.observations.empty


def test_what_came_later_is_not_added_before() -> None:
    """Read as at January, Birch's figure of February is not there."""
    rows = counted(("A", Q4, 10), ("B", Q4, 20))
    rows[1]["recorded_on"] = "2025-02-01"
    ledger = book(TWO, rows)
    january = vintages.as_at(ledger, dt.date(2025, 1, 31))
    assert history(chained(january), "2") == {}
    assert history(chained(vintages.as_at(ledger, None)), "2") == {Q4: (30, "")}


def test_a_figure_that_parts_of_the_council_make_breaks_with_them() -> None:
    """Two services report; the whole is theirs, and its first quarter has the mark."""
    rows = counted(("A", Q4, 10), ("B", Q4, 20), ("A", Q3, 1), ("B", Q3, 2))
    own = [observation("2", q, organisation="advice", value=9) for q in (Q1, Q2)]
    made = rollup.over_organisations(chained(book(TWO, rows, own)))
    expected = {Q3: (3, ""), Q4: (30, ""), Q1: (9, "b"), Q2: (9, "")}
    assert history(made, "2") == expected
    assert history(made, "2", "advice") == {Q1: (9, "b"), Q2: (9, "")}


def test_a_hidden_sum_is_guarded_with_the_parts_that_would_tell_it() -> None:
    """Wards of 6 and 8 would give 14 for the whole, less Birch's 10 the 4 that Ash withholds."""
    rows = counted(("A", Q3, 9), ("B", Q3, 9), ("A", Q4, "c"), ("B", Q4, 10))
    wards = [
        observation("2", Q4, value=v, breakdown=f"ward: {w}") for w, v in (("East", 6), ("West", 8))
    ]
    made = disclosure.suppress(rollup.over_organisations(chained(book(TWO, rows, wards))))
    at = made.observations[made.observations["period"] == Q4]
    assert dict(zip(at["breakdown"], at["status"], strict=True)) == {
        "": "c",
        "ward: East": "c",
        "ward: West": "",
    }


def test_a_book_without_reorganised_areas_is_itself() -> None:
    """And what is handed in is never changed."""
    plain = book([area("A")], counted(("A", Q4, 1)))
    assert chained(plain) is plain
    rows = counted(("A", Q4, 10), ("B", Q4, 20))
    given_book = book(TWO, rows, [observation("2", Q1, value=1)])
    copies = {name: frame.copy() for name, frame in given_book.tables.items()}
    chained(given_book)
    for name, frame in copies.items():
        pd.testing.assert_frame_equal(given_book[name], frame)


cells = st.one_of(st.none(), st.tuples(st.integers(0, 99), st.integers(100, 999)))
quarters = books.quarters(6, (2023, 4))
histories = st.lists(st.lists(cells, min_size=6, max_size=6), min_size=1, max_size=4)


@given(histories)
def test_any_history_is_the_exact_sum_of_all_parts_or_nothing(
    given_histories: list[list[tuple[int, int] | None]],
) -> None:
    """Counts by sum, rates by exact fractions, for every quarter that every predecessor has."""
    areas = [area(f"P{k}", OURS) for k in range(len(given_histories))]
    rows = [
        row(
            code,
            f"P{k}",
            q,
            **({"value": x} if code == "2" else {"numerator": x, "denominator": n}),
        )
        for k, cells_of in enumerate(given_histories)
        for q, cell in zip(quarters, cells_of, strict=True)
        if cell is not None
        for x, n in [cell]
        for code in ("1", "2")
    ]
    whole = {
        q: [cell for cell in at if cell is not None]
        for q, *at in zip(quarters, *given_histories, strict=True)
        if None not in at
    }
    made: Book = chained(book(areas, rows))
    sums = {q: (float(sum(x for x, _ in at)), "") for q, at in whole.items()}
    assert history(made, "2") == sums
    rates = history(made, "1")
    assert rates.keys() == whole.keys()
    for q, at in whole.items():
        exact = Fraction(100 * sum(x for x, _ in at), sum(n for _, n in at))
        assert rates[q][0] == pytest.approx(float(exact), rel=1e-12)
