"""A cell is a figure, a marker or nothing; what could be two things is refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.sources.marks import MARKERS, Figure, read_figure, scaled, write_figure

NUMBERS = {
    "45": 45,
    " 45 ": 45,
    "1,234": 1234,
    "1,234,567.5": 1234567.5,
    "1 234": 1234,
    "1\u00a0234\u202f567": 1234567,
    "£1,234.50": 1234.5,
    "-£5": -5,
    "£-5": -5,
    "\u22123": -3,
    "- 3": -3,
    "+3": 3,
    "1.2e3": 1200,
    ".5": 0.5,
    "5.": 5,
    "0": 0,
}
STATUSES = {
    "45 [r]": "r",
    "45p": "p",
    "12 r": "r",
    "45 (p)": "p",
    "45[E]": "e",
    "45 u": "u",
    "1,234 [b]": "b",
}
ABSENT = {
    "c": ("c", "[c]", "*", "supp", "Suppressed"),
    "x": (
        *("x", "[x]", "..", ":", ".", "-", "–", "n/a", "N/A", "NA", "not available"),
        *("low", "[low]", "u", "[u]"),
    ),
    "z": ("z", "[z]", "Not applicable"),
}
AMBIGUOUS = (
    *("(12)", "12*", "1.234,5", "12,34", "1,23", "1 23", "1,234 567", "--3", "-£-3", "£", "%"),
    *("45 c", "45 [x]", "12.5.3", "about 40", "26/13/10 of 49", "nan", "inf", "1e999", "٤٥", "5m"),
)


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_as_people_write_them(text: str) -> None:
    """Thousands, money, signs and powers of ten."""
    assert read_figure(text) == Figure(float(NUMBERS[text]))


@pytest.mark.parametrize("text", STATUSES)
def test_a_letter_beside_a_figure_is_its_status(text: str) -> None:
    """With brackets or without, in capitals or not."""
    figure = read_figure(text)
    assert (figure.status, figure.percent) == (STATUSES[text], False)
    assert figure.value is not None


def test_a_percentage_is_kept_as_written() -> None:
    """45% is 45 with a percent sign, not 0.45."""
    assert read_figure("45%") == read_figure(" 45 % ") == Figure(45.0, "", True)
    assert read_figure("45.5% [r]") == Figure(45.5, "r", True)


@pytest.mark.parametrize(("status", "texts"), ABSENT.items())
def test_markers_stand_for_a_figure(status: str, texts: tuple[str, ...]) -> None:
    """Each has the status that the symbols of official statistics give it, and no figure."""
    for text in texts:
        assert read_figure(text) == Figure(None, status), text


def test_nothing_is_neither_figure_nor_marker() -> None:
    """An empty cell says nothing at all."""
    assert read_figure("") == read_figure("  ") == read_figure(None) == Figure(None)


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_what_may_be_two_things_is_refused(text: str) -> None:
    """The error says what was expected; nothing is guessed."""
    with pytest.raises(ValueError, match=r"number|loss|asterisk"):
        read_figure(text)


def test_brackets_may_be_a_loss() -> None:
    """The error names what to write."""
    with pytest.raises(ValueError, match="-12 if it is a loss"):
        read_figure("(12)")


@pytest.mark.parametrize(
    "cell",
    [True, np.bool_(False), float("nan"), float("inf"), Decimal("NaN"), dt.date(2025, 4, 1),
     dt.datetime(2025, 4, 1), dt.time(1), dt.timedelta(1), np.datetime64("2025-04-01"), [1], 1j],
)  # fmt: skip
def test_a_cell_that_is_no_number_is_refused(cell: object) -> None:
    """Yes and no, dates and infinities of a workbook."""
    with pytest.raises(ValueError, match="a number"):
        read_figure(cell)


@pytest.mark.parametrize("cell", [45, 45.0, Decimal(45), np.int64(45), np.float64(45)])
def test_numbers_of_a_workbook_are_figures(cell: object) -> None:
    """Whatever kind of number it is."""
    assert read_figure(cell) == Figure(45.0)


def test_a_publisher_may_say_what_its_markers_mean() -> None:
    """A dash that means none, and an x that means confidential."""
    markers = {**MARKERS, "-": 0, "x": "c"}
    assert read_figure("-", markers) == Figure(0.0)
    assert read_figure("X", markers) == Figure(None, "c")
    assert read_figure("..", markers) == Figure(None, "x")


def test_figures_are_written_as_short_as_they_can_be() -> None:
    """No point without decimals after it, no exponent at ordinary sizes."""
    written = {45.0: "45", 0.1: "0.1", -0.0: "0", 1e-7: "0.0000001", 1e15: "1000000000000000"}
    assert {value: write_figure(value) for value in written} == written


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_reads_back(value: float) -> None:
    """Every number, exactly."""
    assert read_figure(write_figure(value)).value == value


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_scaling_is_as_on_paper(units: int, places: int) -> None:
    """A number in thousands, times a thousand, has no stray decimals."""
    thousands = Decimal(units).scaleb(-places)
    assert scaled(float(thousands), 1000) == float(thousands * 1000)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Never anything but a figure or a ValueError, and a marker never has a figure."""
    try:
        figure = read_figure(text)
    except ValueError:
        return
    assert figure.value is None or figure.status not in {"c", "x", "z"}
