"""Who is asked for what: the directorate's own series, and the periods that the quarter needs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pmf_analysis import findings as flow
from pmf_analysis.intake.due import forms
from pmf_analysis.intake.receive import take
from pmf_analysis.intake.status import ReturnState, status
from pmf_analysis.sources.store import open_store
from pmf_analysis.sources.workbook.form import Form
from tests import books
from tests.intake.arrivals import FRAMEWORK, arrival, book, observations, said

DAY = dt.date(2025, 10, 1)


def asked(data: Path, quarter: str = "2025-26 Q2") -> list[Form]:
    book = flow.load(data)
    return list(forms(book, book.framework.period(quarter), DAY))


def test_each_series_is_asked_of_the_directorate_that_it_is_part_of(tmp_path: Path) -> None:
    """101 and 102 are the council's and owned by Housing; 103 is Housing's own."""
    (form,) = asked(book(tmp_path))
    assert (form.directorate, form.due, form.issued) == ("housing", dt.date(2025, 10, 20), DAY)
    assert [line.key for line in form.lines] == [
        ("101", "X1", "2025-26 Q2"),
        ("102", "X1", "2025-26 Q2"),
        ("103", "housing", "2025-26 Q2"),
    ]
    series = {s.indicator: s for s in form.series}
    assert (series["101"].has_parts, series["102"].has_parts) == (True, False)
    assert series["101"].history[-1] == ("2025-26 Q1", "66.0")
    assert len(series["101"].history) == 8
    assert series["101"].target == "78.0"


def test_what_was_due_and_never_came_is_asked_again(tmp_path: Path) -> None:
    """The first quarter is missing: both are asked for, the older one first; one that is there
    already is shown."""
    data = book(tmp_path)
    lines = books.tables()["observations"]
    kept = [line for line in lines if not line.startswith("102,X1,2025-26 Q1")]
    (data / "observations.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    (form,) = asked(data)
    missing = [line.period for line in form.lines if line.series.indicator == "102"]
    assert missing == ["2025-26 Q1", "2025-26 Q2"]
    (form,) = asked(data, "2025-26 Q1")
    assert [(line.key[0], line.recorded) for line in form.lines] == [
        ("101", "66.0"),
        ("102", ""),
        ("103", "50.0"),
    ]


def test_a_figure_that_is_due_after_the_report_is_not_asked_for(tmp_path: Path) -> None:
    """With a lag of 90 days the figures of July to September come after 2 December."""
    data = book(tmp_path)
    late = books.indicator("102", "Households waiting", unit="count", per="1").replace(
        ",30,,,Case system", ",90,,,Case system"
    )
    rows = [books.INDICATOR_COLUMNS, *books.tables()["indicators"][1:2], late]
    rows.append(books.tables()["indicators"][3])
    (data / "indicators.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (form,) = asked(data)
    assert [line.key[0] for line in form.lines] == ["101", "103"]


def test_months_are_asked_for_by_the_month(tmp_path: Path) -> None:
    """A quarter's report needs its three months; a new indicator starts with them."""
    data = books.write(
        tmp_path / "data",
        FRAMEWORK,
        indicators=[
            *books.tables()["indicators"],
            books.indicator("104", "Repairs", unit="count", per="1", frequency="month"),
        ],
    )
    (form,) = asked(data)
    months = [line.key for line in form.lines if line.series.indicator == "104"]
    assert months == [("104", "housing", f"{m} 2025") for m in ("Jul", "Aug", "Sep")]


def test_who_is_late_and_what_is_missing(tmp_path: Path) -> None:
    """Nothing yet; then two of three; late once the figure's own day has passed; then complete.

    The return is wanted by 20 October, the figures of September are due by the 30th.
    """
    data = book(tmp_path)
    store = open_store(data)

    def stands(day: dt.date) -> tuple[ReturnState, int, dt.date | None]:
        loaded = flow.load(data)
        (one,) = status(loaded, loaded.framework.period("2025-26 Q2"), day)
        return one.state, len(one.missing), one.returned_on

    due = dt.date(2025, 10, 20)
    assert stands(due) == (ReturnState.WAITING, 3, None)
    came = observations("101,X1,2025-26 Q2,,,74,100,,", "102,X1,2025-26 Q2,,56,,,,")
    take(store, arrival(observations=came), b"workbook", said())
    assert stands(due) == (ReturnState.PARTLY, 1, dt.date(2025, 10, 14))
    assert stands(dt.date(2025, 10, 30))[0] is ReturnState.PARTLY
    assert stands(dt.date(2025, 10, 31))[0] is ReturnState.LATE
    last = observations("103,housing,2025-26 Q2,,,24,48,,")
    take(store, arrival(b"2", observations=last), b"2", said(dt.datetime(2025, 10, 22)))
    assert stands(due + dt.timedelta(days=3)) == (ReturnState.COMPLETE, 0, dt.date(2025, 10, 22))
