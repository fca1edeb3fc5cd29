"""The council among others: England, the rest of its group, and its rank."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmf_analysis import findings as flow
from pmf_analysis.findings.judged import judged
from pmf_analysis.framework.indicator import ChartKind, Indicator, Polarity, Unit
from pmf_analysis.framework.period import Period
from pmf_analysis.judgements.comparison import Area, adjusted, compare
from pmf_analysis.judgements.evidence import Against, Comparison, Place
from pmf_analysis.judgements.finding import Finding
from tests import books
from tests.tables.conftest import catalogue_of

SHARE = catalogue_of(books.indicator("1", "Share"))["1"]
RATE = replace(SHARE, unit=Unit.RATE, per=1000.0)
ENGLAND = "E92000001"


@pytest.fixture(scope="module")
def finding(tmp_path_factory: pytest.TempPathFactory) -> Finding:
    """A finding of 60 out of 100."""
    folder = books.write(
        tmp_path_factory.mktemp("book") / "data",
        indicators=[books.INDICATOR_COLUMNS, books.indicator("1", "Share")],
        observations=[books.OBSERVATION_COLUMNS, "1,X1,2025-26 Q1,,60,60,100,,,2025-07-20"],
        targets=None,
        events=None,
    )
    return next(judged(flow.load(folder), Period.parse("2025-26 Q1"), None))


def area(code: str, x: float, n: float, per: float = 100) -> Area:
    return Area(code, f"Area {code}", per * x / n, x, n)


A, B, C = area("A", 40, 100), area("B", 90, 200), area("C", 70, 100)


def beside(
    finding: Finding, areas: list[Area], indicator: Indicator = SHARE, nation: float | None = None
) -> Comparison:
    found = compare(finding, indicator, "near", areas, 0, nation)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("nation", "side"), [(50.1, 1), (50.3, 0), (60, 0), (69, 0), (69.1, -1), (None, None)]
)
def test_england_by_the_interval(finding: Finding, nation: float | None, side: int | None) -> None:
    """Wilson's interval of 60 out of 100: (123.8415 -/+ 1.96 sqrt(99.8415)) / 207.683.

    That is 50.20% to 69.06%.
    """
    found = beside(finding, [A, B], nation=nation)
    assert (found.ours.lower, found.ours.upper) == pytest.approx((50.2003, 69.0599), abs=1e-4)
    if nation is None:
        assert found.nation is None
        return
    assert found.nation is not None
    assert (found.nation.value, found.nation.side) == (nation, side)
    # The test that the indicators of an edition are adjusted by ends where the interval ends.
    assert found.nation.p_value is not None
    assert (found.nation.p_value <= 0.05) == (side != 0)


def test_the_rest_of_the_group_pooled(finding: Finding) -> None:
    """40 of 100 and 90 of 200 make 130 of 300; the council's own 60 are not among them.

    All together 190 of 400: z = (0.6 - 0.43333) / sqrt(0.475 x 0.525 / 75) = 2.890.
    """
    found = beside(finding, [A, B]).others
    assert found is not None
    z = (0.6 - 130 / 300) / math.sqrt(0.475 * 0.525 / 75)
    assert (found.value, found.side) == (pytest.approx(130 / 3, rel=1e-12), 1)
    assert found.p_value == pytest.approx(math.erfc(z / math.sqrt(2)), rel=1e-9)


def test_the_rest_of_the_group_for_a_rate(finding: Finding) -> None:
    """30 and 12 events in equal exposures: twice the chance of 30 or more heads of 42."""
    ours = replace(finding, value=30.0, numerator=30.0, denominator=1000.0)
    found = beside(ours, [area("A", 5, 400, 1000), area("B", 7, 600, 1000)], RATE).others
    tail = sum(math.comb(42, k) for k in range(30, 43)) / 2**42
    assert found is not None
    assert (found.value, found.side) == (pytest.approx(12, rel=1e-12), 1)
    assert found.p_value == pytest.approx(2 * tail, rel=1e-9)


def test_a_lower_figure_has_the_other_side(finding: Finding) -> None:
    """60 of 100 against 85 of 100: below, whichever way is better."""
    for polarity in (Polarity.HIGHER, Polarity.LOWER):
        found = beside(finding, [area("A", 85, 100)], replace(SHARE, polarity=polarity)).others
        assert found is not None
        assert found.side == -1


def test_adjusted_for_their_number() -> None:
    """0.01, 0.03 and 0.04 of three become 0.03, 0.04 and 0.04; of four 0.04, 0.053 and 0.053."""

    def tested(p_value: float | None) -> Comparison:
        others = None if p_value is None else Against(50, 1, p_value)
        return Comparison("near", "2025-26 Q1", (), None, 0, None, others)

    def told(p_values: list[float | None]) -> list[tuple[int | None, float | None]]:
        found = adjusted([tested(p) for p in p_values])
        return [(c.others.side, c.others.p_value) if c.others else (None, None) for c in found]

    three = told([0.01, None, 0.04, 0.03])
    assert [side for side, _ in three] == [1, None, 1, 1]
    assert [p for _, p in three if p] == pytest.approx([0.03, 0.04, 0.04])
    four = told([0.01, 0.04, 0.03, 0.9])
    assert [side for side, _ in four] == [1, 0, 0, 0]
    assert [p for _, p in four] == pytest.approx([0.04, 4 * 0.04 / 3, 4 * 0.04 / 3, 0.9])


BENCHMARK_COLUMNS = (
    "indicator,area,period,value,numerator,denominator,lower_ci,upper_ci,status,source,recorded_on"
)


def an_edition(folder: Path) -> dict[str, Finding]:
    """Five indicators: our cases of 100 beside two neighbours with 50 of 100 each."""
    ours = {"1": 70, "2": 63, "3": 62, "4": 51, "5": 63}
    benchmarks = [
        f"{code},{area},2025-26 Q1,,{x},{n},,,,Returns,2025-09-01"
        for code in ours
        for area, x, n in (("N1", 40, 100), ("N2", 60, 100), (ENGLAND, 5000, 10000))
    ]
    benchmarks += ["1,N3,2025-26 Q1,,,,,,c,Returns,2025-09-01"]
    data = books.write(
        folder / "data",
        indicators=[
            books.INDICATOR_COLUMNS,
            *(books.indicator(c, f"Share {c}", group="far" if c == "5" else "near") for c in ours),
        ],
        observations=[
            books.OBSERVATION_COLUMNS,
            *(f"{c},X1,2025-26 Q1,,{x},{x},100,,,2025-07-20" for c, x in ours.items()),
        ],
        targets=None,
        events=None,
        benchmarks=[BENCHMARK_COLUMNS, *benchmarks],
        areas=[
            "area,name,kind,region,start,end,replaced_by,population",
            *(f"{code},Town {code},,,,,," for code in ("N1", "N2", "N3")),
        ],
        neighbours=[
            "group,area,neighbour,rank,source",
            *(f"near,X1,N{k},{4 - k},List" for k in (1, 2, 3)),
            *(f"far,X1,N{k},{k},List" for k in (1, 2)),
        ],
    )
    return {f.indicator: f for f in flow.compute(data).council}


def test_one_edition_is_adjusted_by_comparator(tmp_path: Path) -> None:
    """Four tests of one group: 0.001, 0.033, 0.049 and 0.87; one of another: 0.033.

    Of the four the second becomes 0.033 x 4 / 2 = 0.066 and the third 0.0493 x 4 / 3 = 0.0657;
    the smaller holds for both, and says no difference. Alone in its group 0.033 stands.
    """
    found = an_edition(tmp_path)

    def score(x: int) -> float:
        pooled = (x + 100) / 300
        z = abs(x / 100 - 0.5) / math.sqrt(pooled * (1 - pooled) * (1 / 100 + 1 / 200))
        return math.erfc(z / math.sqrt(2))

    assert [round(score(x), 4) for x in (70, 63, 62, 51)] == [0.001, 0.0331, 0.0493, 0.8703]
    both = min(score(63) * 4 / 2, score(62) * 4 / 3)
    expected = {"1": (1, score(70) * 4), "2": (0, both), "3": (0, both), "4": (0, score(51))}
    for code, (side, p_value) in ({**expected, "5": (1, score(63))}).items():
        comparison = found[code].comparison
        assert comparison is not None
        assert comparison.others is not None
        assert (comparison.others.value, comparison.others.side) == (50, side), code
        assert comparison.others.p_value == pytest.approx(p_value, rel=1e-9), code
        # Wilson: 60.4% of 70 and 53.2% of 63 are above half; 41.3% of 51 is not.
        assert comparison.nation is not None
        assert comparison.nation.side == (0 if code == "4" else 1)


def test_a_group_from_the_tables(tmp_path: Path) -> None:
    """Names from areas.csv; who has no figure is counted, not ranked; England is no member."""
    found = an_edition(tmp_path)["1"].comparison
    assert found is not None
    assert (found.group, found.period, found.without, found.rank) == ("near", "2025-26 Q1", 1, 1)
    told = [(p.area, p.name, p.value, p.rank) for p in found.places]
    ours = ("X1", "Smallbridge Council", 70, 1)
    assert told == [ours, ("N2", "Town N2", 60, 2), ("N1", "Town N1", 40, 3)]


def test_without_a_figure_there_is_no_comparison(finding: Finding) -> None:
    """Nothing of ours stands beside anything."""
    assert compare(replace(finding, value=None), SHARE, "near", [A, B], 0, 50.0) is None


others = st.lists(st.tuples(st.integers(0, 50), st.integers(50, 200)), min_size=1, max_size=6).map(
    lambda parts: [area(f"E{k}", x, n) for k, (x, n) in enumerate(parts)]
)


@settings(max_examples=25)
@given(others, st.sampled_from([Polarity.HIGHER, Polarity.LOWER]), st.randoms())
def test_ranks_lie_in_their_intervals_and_order_does_not_matter(
    finding: Finding, areas: list[Area], polarity: Polarity, random
) -> None:
    """And places are sorted, best first, with the council among them once."""
    indicator = replace(SHARE, polarity=polarity)
    found = beside(finding, areas, indicator)
    for place in found.places:
        assert 1 <= place.rank_lower <= place.rank <= place.rank_upper <= len(areas) + 1
        assert place.lower <= place.value <= place.upper
    assert [p.rank for p in found.places] == sorted(p.rank for p in found.places)
    assert [p.area for p in found.places if p.ours] == ["X1"]
    turned = random.sample(areas, len(areas))
    assert beside(finding, turned, indicator) == found


@pytest.mark.parametrize(("polarity", "rank"), [("higher", 2), ("lower", 3)])
def test_the_better_side_ranks_first(finding: Finding, polarity: str, rank: int) -> None:
    """70, 60, 45 and 40%: second from above and third from below."""
    found = beside(finding, [A, B, C], replace(SHARE, polarity=Polarity(polarity)))
    assert (found.rank, found.ours.quartile) == (rank, rank)
    values = [p.value for p in found.places]
    assert values == sorted(values, reverse=polarity == "higher")


@pytest.mark.parametrize("polarity", [Polarity.NONE, Polarity.RANGE])
def test_without_a_better_side_there_is_no_rank(finding: Finding, polarity: Polarity) -> None:
    """An order, highest first, intervals and tests; but nobody is first."""
    found = beside(finding, [A, B, C], replace(SHARE, polarity=polarity), nation=45.0)
    assert [p.value for p in found.places] == [70, 60, 45, 40]
    for place in found.places:
        assert (place.rank, place.rank_lower, place.rank_upper, place.quartile) == (None,) * 4
    assert found.rank is None
    assert found.nation is not None
    assert (found.nation.value, found.nation.side) == (45, 1)
    assert found.others is not None
    assert found.others.side == 1


def test_areas_with_values_and_intervals_alone(finding: Finding) -> None:
    """Intervals as published and ranks; without parts nothing can be pooled or tested."""
    areas = [Area("A", "A", 65, lower=64, upper=66), Area("B", "B", 30, lower=20, upper=40)]
    areas.append(Area("C", "C", 20.0))
    ours = replace(finding, numerator=None, denominator=None)
    found = beside(ours, areas, nation=50.0)
    assert found.others is None
    assert found.nation == Against(50, None)
    by_code: dict[str, Place] = {place.area: place for place in found.places}
    assert [p.area for p in found.places] == ["A", "X1", "B", "C"]
    assert [p.rank for p in found.places] == [1, 2, 3, 4]
    assert (by_code["A"].lower, by_code["A"].upper) == (64, 66)
    # 65 with a standard error of 0.51 stays above 60, which does not move.
    assert (by_code["A"].rank_lower, by_code["A"].rank_upper) == (1, 1)
    # 30 with one of 5.1 comes below 20 about once in forty times.
    assert by_code["B"].rank_lower == 3
    for code in ("X1", "C"):
        assert (by_code[code].lower, by_code[code].rank_lower) == (None, None)


@pytest.mark.parametrize(
    "indicator",
    [replace(SHARE, chart=ChartKind.LINE), replace(SHARE, unit=Unit.DAYS)],
)
def test_parts_that_count_no_cases_are_not_tested(finding: Finding, indicator: Indicator) -> None:
    """Pounds spent of pounds planned are no sample of anything."""
    found = beside(finding, [A, B], indicator, nation=50.0)
    assert (found.others, found.nation, found.rank) == (None, Against(50, None), 1)
    assert found.ours.lower is None


def test_many_comparisons_with_a_nation_are_adjusted_together() -> None:
    """0.03 alone is a difference; beside nine indicators at 0.9 it becomes 0.3 and is chance."""

    def against(p_value: float) -> Comparison:
        return Comparison("near", "2025-26 Q1", (), None, 0, Against(50, 1, p_value))

    alone = adjusted([against(0.03)])[0].nation
    among = adjusted([against(0.03), *[against(0.9)] * 9])[0].nation
    assert alone == Against(50, 1, 0.03)
    assert among is not None
    assert (among.side, among.p_value) == (0, pytest.approx(0.3))
