"""What an explorer may hold: the same findings as the report, and nothing that is withheld."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis import findings as flow
from pmf_analysis.findings.extract import Extract, extract, extracted
from pmf_analysis.findings.extract_file import read, write
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from tests import books
from tests.site.planted_book import NOW, plant
from tests.site.searched import marks_in

NUMBERS = ["value", "numerator", "denominator"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    """The extract of the small book of three indicators."""
    return extract(books.write(tmp_path_factory.mktemp("small") / "data"))


def test_the_file_alone_gives_every_finding_of_the_demonstration(
    demonstration: Findings, root: Path, tmp_path: Path
) -> None:
    """Field by field and series by series, to the last bit, responses and comparisons included."""
    write(extract(root / "data"), tmp_path / "extract.json")
    found = read(tmp_path / "extract.json").findings()
    assert len(found) > 150
    for ours, theirs in zip(found, demonstration.findings, strict=True):
        assert vars(ours) == vars(theirs), ours.key


@pytest.mark.parametrize("audience", Audience)
def test_either_audience_finds_what_the_report_finds(audience: Audience, tmp_path: Path) -> None:
    """On the book in which everything that can be internal is; on a day, and at any quarter."""
    plant(tmp_path)
    book = flow.load(tmp_path / "data")
    for quarter, day in ((NOW, None), ("2024-25 Q4", None), (NOW, dt.date(2025, 6, 30))):
        period = book.framework.period(quarter)
        found = extracted(book, period, audience, day).findings()
        assert found == flow.find(book, period, audience, day).findings


def test_nothing_planted_is_in_the_bytes_of_the_public_extract(tmp_path: Path) -> None:
    """Neither a word nor a number; the internal extract shows that the search would find them."""
    marks = plant(tmp_path)
    for audience in Audience:
        write(extract(tmp_path / "data", audience=audience), tmp_path / f"{audience}.json")
    public, internal = (
        set(marks_in([("extract", (tmp_path / f"{name}.json").read_bytes())], marks))
        for name in ("public", "internal")
    )
    assert not public
    assert len(internal) > 20


def test_small_numbers_are_not_in_it(tmp_path: Path) -> None:
    """A count under the council's minimum is withheld, and so is its rate."""
    framework = books.FRAMEWORK + "disclosure: {groups: {few: {minimum: 5}}}\n"
    tables = books.tables()
    tables["indicators"][2] = books.indicator(
        "102", "Families", unit="rate", per="1000", polarity="lower", disclosure="few"
    )
    rows = [row for row in tables["observations"] if not row.startswith("102")]
    counts = [3 if quarter == "2024-25 Q2" else 9 for quarter in books.quarters()]
    rows += [
        f"102,X1,{quarter},,,{n},{61_377 + n},,,2025-07-20"
        for quarter, n in zip(books.quarters(), counts, strict=True)
    ]
    tables["observations"] = rows
    write(extract(books.write(tmp_path / "data", framework, **tables)), tmp_path / "x.json")
    held = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["tables"]["observations"]
    at = [
        k
        for k, period in enumerate(held["period"])
        if (held["indicator"][k], period) == ("102", "2024-25 Q2")
    ]
    withheld = [held[name][k] for k in at for name in ("value", "numerator", "status")]
    assert withheld == [None, None, "c"]  # how many there are to count is no secret
    assert len(at) == 1
    assert sum(n is not None for n in held["numerator"]) > 15  # the rest is there


def test_what_the_quarter_does_not_report_yet_is_not_in_it(tmp_path: Path) -> None:
    """Later figures, events and benchmarks stay behind; the year's remaining targets are needed."""
    book = flow.load(books.write(tmp_path / "data"))
    quarter = book.framework.period("2024-25 Q2")
    made = extracted(book, quarter, Audience.PUBLIC)
    assert made.book.observations["period"].max() == "2024-25 Q2"
    assert set(made.book.targets["period"]) == {"2023-24", "2024-25"}
    assert [str(q) for q in made.quarters] == ["2024-25 Q2"]
    whole = set(book.observations["period"])
    assert {"2024-25 Q3", "2025-26 Q1"} <= whole  # the book itself is as it was


def test_notes_reasons_and_dates_of_recording_stay_behind(small: Extract) -> None:
    """Only the columns that judgements read are kept, and nothing by breakdown."""
    assert list(small.book.observations) == [
        "indicator", "organisation", "period", "breakdown",
        "value", "numerator", "denominator", "status",
    ]  # fmt: skip
    assert set(small.book.observations["breakdown"]) == {""}
    assert set(small.book.tables) == {
        "observations", "targets", "events", "benchmarks", "areas", "neighbours",
    }  # fmt: skip
    with pytest.raises(KeyError):
        small.book["risks"]


FLOATS = st.floats(allow_nan=True, allow_infinity=False)


@given(st.lists(FLOATS, min_size=1, max_size=8), st.text(max_size=20))
def test_every_float_and_every_text_comes_back_as_it_was(
    small: Extract, tmp_path_factory: pytest.TempPathFactory, floats: list[float], text: str
) -> None:
    """Bit for bit, tiny and huge, missing or negative zero; text in any script."""
    text = text.encode("utf-8", "ignore").decode()
    rows = small.book.observations.iloc[: len(floats)].assign(value=floats)
    events = pd.DataFrame([{"indicator": "101", "organisation": "X1", "period": "2024-25 Q2"}])
    events = events.assign(label=text, rebase=True, exclude=False, reason="", approved_by="")
    changed = replace(small, book=small.book.replace(observations=rows, events=events))
    file = tmp_path_factory.mktemp("floats") / "x.json"
    write(changed, file)
    back = read(file).book
    assert list(map(repr, back.observations["value"])) == list(map(repr, map(float, rows["value"])))
    assert back.events["label"].tolist() == [text]
    assert back.events["rebase"].dtype == bool


def test_it_knows_who_reports_what_and_when(small: Extract) -> None:
    """The council and its parts in the order of the profile, periods in the order of time."""
    # The council's own figures of 103 are made from those of its one directorate.
    expected = {"101": ("X1",), "102": ("X1",), "103": ("X1", "housing")}
    assert small.organisations == expected
    assert small.periods("103", "housing") == tuple(books.quarters(6))
    assert small.periods("101", "housing") == ()
    assert [str(q) for q in small.quarters] == ["2024-25 Q4", "2025-26 Q1"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        ("", "is no extract"),
        ("{}", "is no extract"),
        ('{"version": 1}', "is no extract"),
    ],
)
def test_a_file_that_is_no_extract_is_refused_in_words(
    content: str | None, said: str, tmp_path: Path
) -> None:
    """No traceback of a parser, whatever lies there."""
    if content is not None:
        (tmp_path / "x.json").write_text(content, encoding="utf-8")
    with pytest.raises(WrongUse, match=said):
        read(tmp_path / "x.json")


def test_an_extract_of_another_version_or_without_its_tables_is_refused(
    small: Extract, tmp_path: Path
) -> None:
    """It is made anew in a moment; half of it is never read."""
    write(small, tmp_path / "x.json")
    held = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    for changed, said in (
        (held | {"version": 99}, "of version 99"),
        (held | {"tables": {}}, "is no extract"),
        (held | {"quarter": "some day"}, "is no extract"),
    ):
        (tmp_path / "y.json").write_text(json.dumps(changed), encoding="utf-8")
        with pytest.raises(WrongUse, match=said):
            read(tmp_path / "y.json")
