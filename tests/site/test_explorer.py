"""What the explorer's script is given: small files, exact numbers, nothing that is not public."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.extract import Extract, both, extracted
from pmf_analysis.findings.workings import workings
from pmf_analysis.framework.indicator import Audience, Basis
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.site import explorer
from pmf_analysis.site.edition import Edition
from tests import books

SECRET = "Staff under investigation"
INDEX_BYTES, FILE_BYTES = 20_000, 100_000  # a phone fetches one of each


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The small book with a withheld figure, one that is left out, and an internal indicator."""
    rows = books.tables()
    rows["indicators"].append(books.indicator("104", SECRET, audience="internal"))
    rows["observations"] += [f"104,X1,{q},,77.7,777,1000,,,2025-07-20" for q in books.quarters()]
    last = rows["observations"].index("101,X1,2025-26 Q1,,66.0,66,100,,,2025-07-20")
    rows["observations"][last] = "101,X1,2025-26 Q1,,,,,c,,2025-07-20"
    told = "X1,2023-24 Q1,Flood,,yes,A flood,Director,2023-07-01"
    rows["events"].append(f"102,{told}")
    data = tmp_path_factory.mktemp("explored") / "data"
    books.write(data, books.FRAMEWORK, **rows)
    findings, extract = both(data)
    return Edition(findings, extract, (), data)


@pytest.fixture(scope="module")
def folder(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was written of it."""
    site = tmp_path_factory.mktemp("site")
    explorer.write(edition, site)
    return site / explorer.FOLDER


def read(path: Path) -> dict[str, Any]:
    """Return what a file says."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_the_index_names_every_public_indicator_with_a_figure(folder: Path) -> None:
    """By theme, each with a file of its own."""
    groups = read(folder / "index.json")["groups"]
    listed = [code for group in groups for code, _ in group["indicators"]]
    assert sorted(f"{code}.json" for code in listed) == sorted(
        path.name for path in (folder / "series").iterdir()
    )
    assert read(folder / "index.json")["first"] in listed


def test_nothing_internal_or_withheld_is_written(folder: Path, edition: Edition) -> None:
    """Neither an internal indicator's name and figures nor a confidential figure."""
    assert edition.findings.audience is Audience.PUBLIC
    for path in folder.rglob("*.json"):
        text = path.read_text(encoding="utf-8")
        assert SECRET not in text
        assert "777" not in text
    told = read(folder / "series" / "101.json")["series"][0]
    assert told["points"]["status"][-1] == "c"
    assert told["points"]["charted"][-1] is told["workings"]["x"][-1] is None


def test_every_number_is_written_in_full(folder: Path, edition: Edition) -> None:
    """What is read back is the finding's own figure, to the last bit."""
    for finding in edition.findings.findings:
        path = folder / "series" / f"{finding.indicator.lower()}.json"
        told = next(s for s in read(path)["series"] if s["organisation"] == finding.organisation)[
            "points"
        ]
        for name in ("charted", "centre", "lower", "upper", "charted_target"):
            assert told[name] == [getattr(point, name) for point in finding.points]


def test_workings_stand_over_the_points_of_the_finding(folder: Path, edition: Edition) -> None:
    """Their last figures are those of the last periods, with what is left out missing."""
    held = workings(edition.extract)["102", "X1"]
    told = read(folder / "series" / "102.json")["series"][0]
    assert told["points"]["excluded"].count(True) == 1
    counts = told["workings"]["x"]
    assert len(counts) == len(told["points"]["period"])
    assert counts == [
        None if left else value
        for value, left in zip(told["points"]["charted"], told["points"]["excluded"], strict=True)
    ]
    assert counts[-1] == held.numerators[-1]


def test_a_series_of_too_few_figures_cannot_have_a_baseline(folder: Path) -> None:
    """Six quarters of the thirteen; the page says so."""
    told = read(folder / "series" / "103.json")["series"][0]
    assert told["workings"] is None
    assert "of the 13 points" in told["why"]


def test_files_are_small(folder: Path) -> None:
    """One index and one file are what a view costs."""
    assert (folder / "index.json").stat().st_size < INDEX_BYTES
    assert max(p.stat().st_size for p in (folder / "series").iterdir()) < FILE_BYTES


def check(folder: Path, public: Extract) -> None:
    """Every series is one that the extract has, and so is every count behind its limits."""
    rows = public.book.observations
    for path in sorted((folder / "series").glob("*.json")):
        told = read(path)
        mine = rows[rows["indicator"] == told["indicator"]]
        numbers = set(mine[["value", "numerator", "denominator"]].to_numpy().ravel())
        for series in told["series"]:
            assert series["organisation"] in public.organisations[told["indicator"]]
            if public.indicators[told["indicator"]].basis is Basis.YEAR_TO_DATE:
                continue  # taken apart into its periods
            for part in ("x", "n"):
                counts = (series["workings"] or {}).get(part, ())
                assert {c for c in counts if c is not None} <= numbers | {1.0}, path


def test_the_files_say_no_more_than_the_extract(folder: Path, edition: Edition) -> None:
    """Of the small book, with what it withholds."""
    check(folder, edition.extract)


def test_nor_do_those_of_the_demonstration(
    root: Path, demonstration: Findings, tmp_path: Path
) -> None:
    """Of a whole council, with small numbers hidden and totals made."""
    book = flow.load(root / "data")
    public = extracted(book, book.framework.period(demonstration.quarter), Audience.PUBLIC)
    explorer.write(Edition(demonstration, public, (), root / "data"), tmp_path)
    check(tmp_path / explorer.FOLDER, public)
