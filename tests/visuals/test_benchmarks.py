"""The spine chart and its page: what is drawn, and that words say it too."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Indicator, Polarity
from pmf_analysis.judgements.evidence import Against, Comparison, Place, Spread
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals.comparison import comparison
from pmf_analysis.visuals.page.benchmarks import BenchmarksPage
from pmf_analysis.visuals.spine import spine, spines
from pmf_analysis.visuals.standing import MARKS, Beside, beside, mark
from tests import books
from tests.tables.conftest import catalogue_of

SHARE = catalogue_of(books.indicator("1", "Share"))["1"]
LOWER = replace(SHARE, polarity=Polarity.LOWER)
NEITHER = replace(SHARE, polarity=Polarity.NONE)
OURS = Place("X1", "Smallbridge", 60.0, True, 50.2, 69.1, 2, 1, 3, 1)
SPREAD = Spread(30.0, 40.0, 45.0, 50.0, 75.0)
COMPARED = Comparison(
    "similar-councils",
    "2025-26 Q1",
    (OURS,),
    2,
    0,
    Against(48.0, 0, 0.2),
    Against(46.0, 1, 0.01),
    SPREAD,
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    return flow.compute(books.write(tmp_path_factory.mktemp("b") / "data"))


def with_comparisons(plain: Findings, *compared: Comparison | None) -> Findings:
    """The council's findings, each beside others as given."""
    council = plain.council
    pairs = zip(council, [*compared, *[None] * len(council)], strict=False)
    return replace(plain, findings=tuple(replace(f, comparison=c) for f, c in pairs))


@pytest.mark.parametrize(
    ("side", "polarity", "expected"),
    [
        (1, Polarity.HIGHER, Beside.BETTER),
        (-1, Polarity.HIGHER, Beside.WORSE),
        (1, Polarity.LOWER, Beside.WORSE),
        (-1, Polarity.LOWER, Beside.BETTER),
        (1, Polarity.NONE, Beside.HIGHER),
        (-1, Polarity.RANGE, Beside.LOWER),
        (0, Polarity.LOWER, Beside.SIMILAR),
        (None, Polarity.HIGHER, Beside.UNTESTED),
    ],
)
def test_better_or_worse(side: int | None, polarity: Polarity, expected: Beside) -> None:
    """By the side and the polarity; only what was tested is called anything."""
    assert beside(Against(1.0, side), polarity) is expected
    assert beside(None, polarity) is Beside.UNTESTED


def test_each_meaning_has_its_shape() -> None:
    """Better, worse, similar and untested differ without colour."""
    meanings = (Beside.BETTER, Beside.WORSE, Beside.SIMILAR, Beside.HIGHER, Beside.UNTESTED)
    assert len({mark(standing).shape for standing in meanings}) == len(meanings)
    charted = {(MARKS[k].shape, MARKS[k].fill == "#fff") for k in meanings}
    assert len(charted) == len(meanings)
    drawn = []
    for side, indicator in ((1, SHARE), (-1, SHARE), (0, SHARE), (1, NEITHER), (None, SHARE)):
        made = spine(replace(COMPARED, others=Against(46.0, side)), indicator).html
        last = made[: made.rindex("</svg>")].rstrip().splitlines()[-1]
        drawn.append(re.sub(r'[\d.]+|fill="[^"]*"', "", last))
    assert len(set(drawn)) == len(drawn)


def test_where_the_figures_stand() -> None:
    """45 in the middle, at 100; 75, 30 away, is the furthest, at 190: 3 pixels a point.

    So 30 is at 55, the middle half from 85 to 115, the council's 60 at 145, England's 48 at 109.
    """
    made = spine(COMPARED, SHARE).html
    assert '<rect x="55.0" y="10" width="135.0"' in made
    assert '<rect x="85.0" y="10" width="30.0"' in made
    assert '<circle cx="145.0"' in made
    assert "M105.0 11l8 8" in made


def test_the_better_side_is_to_the_right() -> None:
    """Where lower is better, 60 stands as far to the left."""
    worse = replace(COMPARED, others=Against(46.0, 1))
    assert "M55.0 7.6l7.4" in spine(worse, LOWER).html


def test_a_council_beyond_its_group_stays_in_the_drawing() -> None:
    """105 is 60 from the middle, twice as far as any other: at the right end, 190."""
    far = replace(COMPARED, places=(replace(OURS, value=105.0),))
    made = spine(far, SHARE).html
    assert '<circle cx="190.0"' in made
    assert '<rect x="77.5" y="10" width="67.5"' in made


def test_a_group_that_is_all_alike_can_be_drawn() -> None:
    """Nothing is divided by its spread."""
    same = Spread(*[60.0] * 5)
    assert '<circle cx="100.0"' in spine(replace(COMPARED, spread=same, nation=None), SHARE).html
    assert spine(replace(COMPARED, spread=None), SHARE).html == ""


def test_the_drawing_is_told_in_words() -> None:
    """Council, England, range and middle half."""
    assert (
        'aria-label="The council 60.0%, England 48.0%; the group from 30.0 to 75.0%, half of it '
        'from 40.0 to 50.0%"'
    ) in spine(COMPARED, SHARE).html


@pytest.mark.parametrize(
    ("indicator", "place", "expected"),
    [
        (SHARE, OURS, "2 of 1 in the best quarter, likely place 1 to 3"),
        (SHARE, replace(OURS, rank_lower=2, rank_upper=2), "likely place 2 <"),
        (SHARE, replace(OURS, rank_lower=None, quartile=4), "in the worst quarter <"),
        (NEITHER, replace(OURS, rank=None), "one of 1 neither side is better"),
    ],
)
def test_a_row_says_it_all(
    plain: Findings, indicator: Indicator, place: Place, expected: str
) -> None:
    """Value with interval, middle of the group, England, place and both comparisons."""
    finding = with_comparisons(plain, replace(COMPARED, places=(place,))).council[0]
    catalogue = {finding.indicator: indicator}
    made = spines([finding], catalogue, plain.framework, "", "Beside others", "").html
    said = re.sub(r"</span>", " <", made)
    said = re.sub(r"\s+", " ", re.sub(r"<[a-z/][^>]*>", " ", said))
    assert expected in said
    for part in (
        "60.0%",
        "likely 50.2 to 69.1",
        "45.0%",
        "from 30.0 to 75.0",
        "48.0%",
        "the rest: 46.0%",
    ):
        assert part in said
    assert "England: similar" in said
    assert "Apr to Jun 2025" in said


def test_what_is_equal_as_published_is_called_so(plain: Findings) -> None:
    """60.04% is 60.0% too: similar to the rest, and to England, whatever the place."""
    same = replace(COMPARED, others=Against(60.04, 0, 0.001), nation=Against(59.96, 0, 0.001))
    finding = with_comparisons(plain, same).council[0]
    made = spines([finding], {finding.indicator: SHARE}, plain.framework, "", "All", "").html
    assert "Similar" in made
    assert "the rest: 60.0%, the same as published; England: the same as published" in made
    said = comparison(same, SHARE).html
    assert said.count("The council&#39;s is the same as published.") == 2
    assert "chance explains" not in said
    untested = replace(same, others=Against(60.0, None), nation=None)
    finding = with_comparisons(plain, untested).council[0]
    made = spines([finding], {finding.indicator: SHARE}, plain.framework, "", "All", "").html
    assert "the same as published" not in made


def test_the_page_counts_and_lists_what_differs(plain: Findings) -> None:
    """101 is higher than the group, 102 (lower is better) than England; 103 has no comparison."""
    second = replace(COMPARED, nation=Against(40.0, 1, 0.001), others=Against(46.0, None))
    found = with_comparisons(plain, COMPARED, second)
    assert list(BenchmarksPage.scopes(found)) == [""]
    page = BenchmarksPage.open(found, "")
    assert page.lede() == (
        "Of one indicator that can be tested against the rest of the group together, one is "
        "better, none worse and none similar. Of two indicators that can be tested against "
        "England, none is better, one worse and one similar. Two indicators are compared with "
        "similar councils; what chance explains, or is the same as published, counts as similar."
    )
    better, worse = page.better().html, page.worse().html
    assert "Duties ended with a home" in better
    assert "better than the rest of the group together</li>" in better
    assert "Households waiting" in worse
    assert "worse than England</li>" in worse
    assert "<h3>Homes</h3>" in page.by_theme().html
    assert "beside similar councils</caption>" in page.by_theme().html


def test_the_key_draws_each_part_and_names_it(plain: Findings) -> None:
    """Two bars, a line, a cross and five marks; the drawings are beside words, so hidden."""
    key = BenchmarksPage.open(with_comparisons(plain, COMPARED), "").key().html
    assert key.count("<li>") == key.count("<svg ") == key.count('aria-hidden="true"') == 9
    for name in ("Pale bar", "Dark bar", "Upright line", "Cross", "not tested", "similar:"):
        assert name in key
    assert "so that the two need not agree" in key
    assert "Where neither side is better, higher is to the right." in key


def test_nothing_that_differs_is_said_to_be_nothing(plain: Findings) -> None:
    """In place of a list."""
    even = replace(COMPARED, others=Against(46.0, 0, 0.5))
    page = BenchmarksPage.open(with_comparisons(plain, even), "")
    assert "Nothing is worse by more than chance explains." in page.worse().html


def test_there_is_no_page_without_comparisons(plain: Findings) -> None:
    assert list(BenchmarksPage.scopes(plain)) == []
