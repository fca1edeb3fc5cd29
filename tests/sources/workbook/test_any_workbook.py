"""Whatever people do to a workbook: nothing is lost or changed, and nothing wrong gets in."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from tests.sources.workbook.forms import (
    FORM,
    HISTORY,
    LINES,
    MONTHLY,
    bare,
    faults,
    figures,
    read,
)

HEADINGS = ("Code", "Organisation", "Period", "Value", "Numerator", "Denominator", "Mark", "Note")
MARKS = {"provisional": "p", "[e]": "e", "U": "u", " break in  the series": "b", "": ""}
ABSENT = {"n/a": "x", "not applicable": "z", "[c]": "c"}
# The line of small percentages may be told apart from shares of one; here all lines are as 102.
FORM_HERE = dataclasses.replace(
    FORM,
    lines=tuple(
        dataclasses.replace(line, series=dataclasses.replace(line.series, history=HISTORY))
        for line in LINES
    ),
    series=(),
)


class Typed(NamedTuple):
    """One figure: what stands in the cell, how it is shown, and what it is."""

    cell: object
    shown: str
    figure: str


class Filled(NamedTuple):
    """One row as typed, how its cells are shown, and what it gives."""

    cells: dict[str, object]
    shown: dict[str, str]
    expected: tuple[str, str, str, str] | None


def plain(number: Decimal) -> str:
    """A number on paper."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@st.composite
def numbers(draw: st.DrawFn, least: str = "0.001", *, percent: bool = False) -> Typed:
    """A figure in one of the ways in which people type it."""
    places = draw(st.integers(0, 3))
    most = 10_000_000 if not percent else 900
    number = draw(
        st.decimals(Decimal(least), most, places=places).filter(lambda n: n >= Decimal(least))
    )
    ways = [
        Typed(float(number), "General", plain(number)),
        Typed(f"{number:f}", "General", plain(number)),
        Typed(f" {number:,f}\u00a0", "General", plain(number)),
        Typed(float(number) * (1 + 2e-16), "0.0", plain(number)),
    ]
    if percent:
        ways += [
            Typed(
                float(number) / 100,
                draw(st.sampled_from(["0%", "0.00%", "0.0%;-0.0%"])),
                plain(number),
            ),
            Typed(f"{number:f}%", "General", plain(number)),
            Typed(f"{number:f} %", "General", plain(number)),
            Typed(float(number), '0"%"', plain(number)),
        ]
    else:
        ways.append(Typed(f"£{number:,f}", "General", plain(number)))
    return draw(st.sampled_from(ways))


@st.composite
def fills(draw: st.DrawFn, number: int) -> Filled:
    """What a person may rightly give for a line."""
    series = LINES[number].series
    manner = draw(st.sampled_from(["blank", "absent", "absent in place", "figure", "figure"]))
    absent = draw(st.sampled_from(sorted(ABSENT)))
    if manner == "blank":
        return Filled({}, {}, None)
    if manner == "absent":
        return Filled({"Mark": absent}, {}, ("", "", "", ABSENT[absent]))
    if manner == "absent in place":
        place = "Numerator" if series.has_parts else "Value"
        return Filled({place: absent}, {}, ("", "", "", ABSENT[absent]))
    mark = draw(st.sampled_from(sorted(MARKS)))
    told: dict[str, Typed] = {}
    if series.has_parts:
        told = {"Numerator": draw(numbers()), "Denominator": draw(numbers())}
        expected = ("", told["Numerator"].figure, told["Denominator"].figure, MARKS[mark])
    elif series.unit == "yes/no":
        answer = draw(
            st.sampled_from([("Yes", "1"), ("no ", "0"), (1, "1"), ("0", "0"), ("N", "0")])
        )
        told = {"Value": Typed(answer[0], "General", answer[1])}
        expected = (answer[1], "", "", MARKS[mark])
    else:
        percent = series.unit == "percent"
        told = {"Value": draw(numbers("1.001" if percent else "0.001", percent=percent))}
        expected = (told["Value"].figure, "", "", MARKS[mark])
    cells: dict[str, object] = {name: typed.cell for name, typed in told.items()}
    return Filled(cells | {"Mark": mark}, {n: t.shown for n, t in told.items()}, expected)


@st.composite
def layouts(draw: st.DrawFn) -> tuple[Workbook, dict[tuple[int, str], str], list[Filled]]:
    """A workbook with moved columns, shuffled rows, remarks and odd names; where each cell went."""
    headings = draw(st.permutations([*HEADINGS, "Remarks", "Check"]))
    filled = [draw(fills(number)) for number in range(len(LINES))]
    order = draw(st.permutations(range(len(LINES))))
    title = draw(st.sampled_from(["Figures", "Sheet1", "final v2", "It's done"]))
    book = bare([], name=title)
    sheet = book.worksheets[0]
    row = draw(st.integers(1, 6))
    for column, heading in enumerate(headings, start=1):
        spelt = draw(
            st.sampled_from([heading, heading.upper(), f" {heading}: ", f"{heading} (2025)"])
        )
        sheet.cell(row, column).value = spelt
    places: dict[tuple[int, str], str] = {}
    for number in order:
        row += 1
        if draw(st.booleans()):
            remark = draw(st.sampled_from(["", "Seen by finance", "=A1"]))
            sheet.cell(row, headings.index("Remarks") + 1).value = remark or None
            row += 1
        indicator, organisation, period = LINES[number].key
        cells = {"Code": indicator, "Organisation": organisation, "Period": period}
        for heading, value in (cells | filled[number].cells).items():
            cell = sheet.cell(row, headings.index(heading) + 1)
            cell.value = value  # type: ignore[assignment]
            cell.number_format = filled[number].shown.get(heading, "General")
            name = title if title.isalnum() else f"'{title}'"
            places[(number, heading)] = f"{name}!{cell.coordinate}"
    return book, places, filled


@given(layouts())
def test_not_one_value_is_lost_or_changed(
    made: tuple[Workbook, dict[tuple[int, str], str], list[Filled]],
) -> None:
    """What was typed comes back, line by line, and nothing else."""
    book, _, filled = made
    expected = {
        LINES[number].key: fill.expected for number, fill in enumerate(filled) if fill.expected
    }
    arrival = read(book, FORM_HERE)
    assert figures(arrival) == expected
    assert len(expected) + len(arrival.left_out) == arrival.rows


# By unit, what may be typed where a figure belongs, but must not be taken for one.
WRONG = ["(12)", "~45", "40-50", "45?", "12,5", "1.2.3", "-", "ten", "#REF!", "=1/0", True, "12*"]


@given(
    layouts(),
    st.lists(
        st.tuples(st.integers(0, len(LINES) - 1), st.sampled_from(WRONG)),
        min_size=1,
        max_size=4,
        unique_by=lambda pair: pair[0],
    ),
)
def test_every_wrong_cell_is_refused_by_its_address(
    made: tuple[Workbook, dict[tuple[int, str], str], list[Filled]],
    wrong: list[tuple[int, object]],
) -> None:
    """The faults are those of the cells that were spoilt, no more and no fewer."""
    book, places, filled = made
    sheet = book.worksheets[0]
    spoilt = set()
    for number, value in wrong:
        heading = "Numerator" if LINES[number].series.has_parts else "Value"
        address = _address(book, places, number, heading)
        cell = sheet[address.rsplit("!", 1)[1]]
        cell.value, cell.number_format = value, "General"
        spoilt.add(address)
    assert set(faults(book, FORM_HERE)) == spoilt
    assert filled


def _address(book: Workbook, places: dict[tuple[int, str], str], number: int, heading: str) -> str:
    """The cell of a line under a heading, whether or not it was filled."""
    if (number, heading) in places:
        return places[(number, heading)]
    sheet = book.worksheets[0]
    name, code = places[(number, "Code")].rsplit("!", 1)
    found = (c for row in sheet.iter_rows() for c in row if isinstance(c.value, str))
    column = next(
        c.column for c in found if c.value.strip(" :").lower().startswith(heading.lower())
    )
    return f"{name}!{sheet.cell(sheet[code].row, column).coordinate}"


@given(st.floats(-1, 1, exclude_min=True).filter(bool), st.booleans())
def test_a_share_of_one_never_passes_for_a_percentage(share: float, as_text: bool) -> None:
    """Whatever number between nought and one, unless its cell shows a percent sign."""
    typed = f"{share:.17f}" if as_text else share
    if as_text and float(typed) == 0:
        return
    book = bare([*HEADINGS], ["102", "X1", "2025-26 Q1", typed])
    assert set(faults(book)) == {"Sheet1!D2"}


@given(st.sampled_from(["Apr", "May", "Jun"]), st.integers(0, 4))
def test_a_line_is_found_by_its_period_alone(month: str, spelling: int) -> None:
    """Three months of one indicator are told apart, however they are spelt."""
    spelt = (
        f"{month} 2025",
        f"{month}-25",
        f"{month.lower()} 2025",
        f" {month}\u00a02025",
        f"{month} 2025",
    )[spelling]
    found = figures(read(bare([*HEADINGS], ["104", "X1", spelt, 7])))
    assert set(found) == {(MONTHLY.indicator, "X1", f"{month} 2025")}
