"""The command on other stores, on several files, and on what cannot be meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

import pytest

from pmf_analysis import findings as flow
from tests.conftest import pmf
from tests.intake.arrivals import book
from tests.intake.killed import MAPPING, PUBLISHED, filled


class Server(Protocol):
    def new_database(self) -> str: ...

    def url(self, database: str) -> str: ...


@pytest.mark.parametrize("kind", ["duckdb", "postgresql"])
def test_a_return_is_collected_into_a_database(
    kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """Three figures and their receipt, the first that the book has; the second time none."""
    data = book(tmp_path)
    filled(data, tmp_path / "housing.xlsx")
    if kind == "duckdb":
        address = f"duckdb:///{tmp_path / 'kept.duckdb'}"
    else:
        server: Server = request.getfixturevalue("postgres")
        address = server.url(server.new_database())
    monkeypatch.setenv("PMF_OTHER", address)
    ran = pmf("data", "copy", "--from", str(data), "--to", "env:PMF_OTHER", "--data", str(data))
    assert ran.returncode == 0, ran.stderr
    before = (data / "observations.csv").read_bytes()
    monkeypatch.setenv("PMF_DATABASE_URL", address)
    for expected in ("3 new, 0 changed", "Nothing to add"):
        ran = pmf(
            "returns", "collect", str(tmp_path / "housing.xlsx"), "--data", str(data), "--yes"
        )
        assert ran.returncode == 0, ran.stderr
        assert expected in ran.stdout
    assert (data / "observations.csv").read_bytes() == before
    book_now = flow.load(data)
    assert len(book_now["receipts"]) == 1
    assert set(book_now.observations["period"]) >= {"2025-26 Q2"}


def test_a_mapping_that_was_wrong_can_be_put_right(tmp_path: Path) -> None:
    """Read by another mapping the same file brings other figures; by the first one nothing.

    Of its four figures the book had one before.
    """
    data = book(tmp_path)
    (tmp_path / "p.csv").write_text(PUBLISHED, encoding="utf-8")
    right, wrong = tmp_path / "right.yml", tmp_path / "wrong.yml"
    right.write_text(MAPPING, encoding="utf-8")
    wrong.write_text(MAPPING.replace("numerator: good", "numerator: {column: good, times: 0.5}"))
    changed = []
    for mapping in (wrong, right, wrong):
        ran = pmf(
            *(
                "import",
                "tidy",
                str(tmp_path / "p.csv"),
                "--map",
                str(mapping),
                "--data",
                str(data),
            ),
            *("--yes", "--json", "--accept", "101/X1/2025-26 Q2=x", "--accept"),
            *("101/X1/2022-23 Q1=x", "--accepted-by", "Head of Homes"),
        )
        assert ran.returncode == 0, ran.stderr
        changed.append(sum(a["before"] is not None for a in json.loads(ran.stdout)["additions"]))
    assert changed == [1, 4, 0]


def test_a_file_that_gives_nothing_is_a_fault(tmp_path: Path) -> None:
    """Names stand where codes belong: it is said, and no receipt is kept."""
    data = book(tmp_path)
    (tmp_path / "p.csv").write_text(PUBLISHED.replace("X1", "Smallbridge"), encoding="utf-8")
    (tmp_path / "m.yml").write_text(MAPPING.replace("E92000001", "x"), encoding="utf-8")
    (tmp_path / "p.csv").write_text("area,period,good,all\nSmallbridge,2025/26 Q2,35,50\n")
    ran = pmf(
        *("import", "tidy", str(tmp_path / "p.csv"), "--map", str(tmp_path / "m.yml")),
        *("--data", str(data), "--yes"),
    )
    assert ran.returncode == 1
    assert "1 rows: an area that is not compared with" in ran.stderr
    assert not (data / "receipts.csv").exists()


def test_several_files_and_a_bad_one_among_them(tmp_path: Path) -> None:
    """One document for a machine; for people, a last word."""
    data = book(tmp_path)
    filled(data, tmp_path / "housing.xlsx")
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"no workbook")
    files = (str(bad), str(tmp_path / "housing.xlsx"))
    ran = pmf("returns", "collect", *files, "--data", str(data), "--json")
    told = json.loads(ran.stdout)
    assert [(one["file"], one["added"]) for one in told] == [
        ("bad.xlsx", False),
        ("housing.xlsx", False),
    ]
    assert told[0]["faults"]
    ran = pmf("returns", "collect", *files, "--data", str(data), "--yes")
    assert ran.returncode == 1
    assert ran.stdout.splitlines()[-2:] == ["1 of 2 files are in.", "Not in: bad.xlsx"]


def test_filled_workbooks_are_not_written_over(tmp_path: Path) -> None:
    """Issued twice into one folder, the second time is refused by name."""
    data = book(tmp_path)
    asked = ("returns", "issue", "--quarter", "2025-26 Q2", "--data", str(data), "--out")
    assert pmf(*asked, str(tmp_path / "out")).returncode == 0
    ran = pmf(*asked, str(tmp_path / "out"))
    assert ran.returncode == 2
    assert "housing-2025-26-q2.xlsx in" in ran.stderr
    (tmp_path / "file").write_text("")
    assert pmf(*asked, str(tmp_path / "file")).returncode == 2


def test_a_workbook_knows_what_it_is_a_return_for(tmp_path: Path) -> None:
    """Options that say otherwise are refused."""
    data = book(tmp_path)
    filled(data, tmp_path / "housing.xlsx")
    ran = pmf(
        *("returns", "collect", str(tmp_path / "housing.xlsx"), "--data", str(data)),
        *("--quarter", "2025-26 Q1"),
    )
    assert ran.returncode == 2
    assert "is the return of 2025-26 Q2, not of 2025-26 Q1" in ran.stderr


def test_a_reason_for_another_figure_is_named(tmp_path: Path) -> None:
    """What looks wrong names its row; a reason that settles nothing is not passed over."""
    data = book(tmp_path)
    (tmp_path / "p.csv").write_text("area,period,good,all\nX1,2025/26 Q2,1,50\n", encoding="utf-8")
    (tmp_path / "m.yml").write_text(MAPPING, encoding="utf-8")
    ran = pmf(
        *("import", "tidy", str(tmp_path / "p.csv"), "--map", str(tmp_path / "m.yml")),
        *("--data", str(data), "--yes", "--accept", "101/X9=They merged"),
        *("--accepted-by", "Head of Homes"),
    )
    assert ran.returncode == 1
    assert "(row 2 of the file)" in ran.stdout
    assert "--accept 101/X9 names none of these figures" in ran.stdout
    assert "Nothing was added." in ran.stdout
