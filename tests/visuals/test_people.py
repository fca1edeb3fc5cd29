"""The page of staff: what is withheld, and differences that match the figures beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals.page.people import PeoplePage
from tests import books

LOST = books.indicator("101", "Days lost", unit="rate", per="1", polarity="lower")
TO_HUNDREDTHS = LOST.replace(",rate,1,1,", ",rate,1,2,")
PEOPLE_NUMBER = 10_000


def staff(folder: Path, *rows: str, catalogue: list[str] | None = None) -> Findings:
    """The small book with everything in the perspective of people."""
    tables = books.tables()
    given = catalogue or tables["indicators"][1:]
    changed = {
        "indicators": [
            books.INDICATOR_COLUMNS,
            *(row.replace(",operational,", ",people,") for row in given),
        ],
        "targets": [books.TARGET_COLUMNS],
    }
    if rows:
        changed["observations"] = [books.OBSERVATION_COLUMNS, *rows]
    return flow.compute(books.write(folder / "data", **changed))


@pytest.mark.parametrize(
    ("status", "word", "meaning"),
    [
        ("c", "Withheld", "[c] withheld, as it might identify someone.</caption>"),
        ("z", "Not applicable", "[z] not applicable.</caption>"),
    ],
)
def test_what_is_not_shown_is_not_called_missing(
    tmp_path: Path, status: str, word: str, meaning: str
) -> None:
    """Its mark has its word in the cell, and is explained above the table."""
    found = staff(tmp_path)
    hidden = tuple(
        replace(f, status=status, value=None, rating=Rating.NO_DATA)
        if f.organisation == "housing"
        else f
        for f in found.findings
    )
    page = PeoplePage.open(replace(found, findings=hidden), "")
    html = page.by_directorate().html
    assert f"[{status}]" in html
    assert f"{word}, Apr to Jun 2025" in html
    assert meaning in html
    assert "No data" not in html
    assert "[c]" not in PeoplePage.open(found, "").by_directorate().html


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ([Rating.NO_TARGET], "No target; none"),
        ([Rating.GREEN], "None of one off target; none"),
        ([Rating.RED], "One of one off target; none"),
        ([Rating.RED, Rating.GREEN, Rating.AMBER], "One of three off target; none"),
        ([Rating.RED] * 3, "All three off target; none"),
    ],
)
def test_a_directorates_measures_are_counted_in_words(
    tmp_path: Path, ratings: list[Rating], said: str
) -> None:
    """None, one and all read as English."""
    found = staff(tmp_path)
    part = next(f for f in found.findings if f.organisation == "housing")
    listed = tuple(
        replace(part, indicator=code, rating=rating)
        for code, rating in zip(("101", "102", "103"), ratings, strict=False)
    )
    page = PeoplePage.open(replace(found, findings=listed), "")
    assert said in page.by_directorate().html


@pytest.mark.parametrize(
    ("before", "last", "said"),
    [
        (108_551, 107_649, "Down by 0.10, which is better."),  # 10.86 and 10.76, not 0.09
        (107_649, 108_551, "Up by 0.10, which is worse."),
        (107_551, 107_649, "The same as in the twelve months before."),  # 10.76 twice
        (107_549, 107_551, "Up by 0.01, which is worse."),  # 10.75 and 10.76
    ],
)
def test_a_change_of_twelve_months_is_that_of_the_figures_beside_it(
    tmp_path: Path, before: int, last: int, said: str
) -> None:
    """Days lost by 10,000 people in four quarters of each year, to two decimals."""
    days = [before - 75_000, 25_000, 25_000, 25_000, last - 75_000, 25_000, 25_000, 25_000]
    rows = [
        f"101,X1,{quarter},,,{lost},{PEOPLE_NUMBER},,,2025-07-20"
        for quarter, lost in zip(books.quarters(8), days, strict=True)
    ]
    html = (
        PeoplePage.open(staff(tmp_path, *rows, catalogue=[TO_HUNDREDTHS]), "").twelve_months().html
    )
    assert said in html
