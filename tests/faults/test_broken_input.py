"""Broken input gives one clear message for each fault, all together, and publishes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import books
from tests.conftest import pmf


def row(table: str, changes: dict[int, str], *, add: list[str] | None = None) -> list[str]:
    """Return a table's rows with some lines (counted from 1) replaced and others added."""
    rows = books.tables()[table]
    for line, text in changes.items():
        rows[line - 1] = text
    return rows + (add or [])


FIRST = "101,X1,2021-22 Q2,,71.0,71,100,,,2025-07-20"
FAULTS = {
    "unknown indicator": (
        {"observations": row("observations", {2: FIRST.replace("101", "999")})},
        "observations.csv, row 2, column indicator: expected an indicator that is in "
        "indicators.csv, got '999'",
    ),
    "duplicate key": (
        {"observations": row("observations", {3: FIRST})},
        "observations.csv, row 3, column indicator: expected each key once, got "
        "101, X1, 2021-22 Q2, 2025-07-20 again, as in row 2",
    ),
    "text in a number": (
        {"observations": row("observations", {2: FIRST.replace("71.0", "n/a")})},
        "observations.csv, row 2, column value: expected a number without units or commas, "
        "got 'n/a'",
    ),
    "unknown period": (
        {"observations": row("observations", {2: FIRST.replace("Q2", "Q7")})},
        "observations.csv, row 2, column period: expected a period such as Apr 2025, 2025-26 Q1",
    ),
    "missing column": (
        {"observations": [r.replace("denominator", "denom") for r in row("observations", {})]},
        "observations.csv, row 1, column denominator: expected this column, got a header "
        "without it. Is it the one called 'denom'?",
    ),
    "empty file": (
        {"observations": [""]},
        "observations.csv: expected a header row, got an empty file",
    ),
    "unknown directorate": (
        {"observations": row("observations", {2: FIRST.replace("X1", "houzing")})},
        "observations.csv, row 2, column organisation: expected the council, a directorate or a "
        "service of framework.yml, got 'houzing'. Did you mean 'housing'?",
    ),
    "overlapping targets": (
        {"targets": row("targets", {}, add=["101,X1,2025-26 Q1,70,,,,,plan,,2025-04-01"])},
        "targets.csv, row 4, column period: expected targets that do not overlap in time, "
        "got 2025-26 beside 2025-26 Q1 in row 5",
    ),
    "wrong frequency": (
        {"observations": row("observations", {2: FIRST.replace("2021-22 Q2", "Jul 2021")})},
        "observations.csv, row 2, column period: expected a quarter, as indicator 101 is "
        "measured, got 'Jul 2021'",
    ),
    "value against its parts": (
        {"observations": row("observations", {2: FIRST.replace("71.0,71", "80.0,71")})},
        "observations.csv, row 2, column value: expected 71, which is 100 x 71 / 100, got 80",
    ),
    "a number beyond reckoning": (
        {"observations": row("observations", {2: FIRST.replace("71.0", "1e999")})},
        "observations.csv, row 2, column value: expected a number that can be reckoned with",
    ),
    "too many decimals": (
        {
            "indicators": row(
                "indicators", {2: books.indicator("101", "A").replace("100,1", "100,9")}
            )
        },
        "indicators.csv, row 2, column decimals: expected a whole number from 0 to 6, got '9'",
    ),
    "a code that is no page's name": (
        {"indicators": row("indicators", {}, add=[books.indicator("NI/9", "A")])},
        "indicators.csv, row 5, column indicator: expected a code of letters, digits and hyphens, "
        "got 'NI/9'",
    ),
    "codes that differ by a capital": (
        {
            "indicators": row(
                "indicators", {}, add=[books.indicator("a9", "A"), books.indicator("A9", "B")]
            )
        },
        "indicators.csv, column indicator: expected codes that differ in more than capital "
        "letters, got a9 and A9",
    ),
    "a figure from the future": (
        {"observations": row("observations", {2: FIRST.replace("2021-22 Q2", "2026-27 Q2")})},
        "observations.csv, row 2, column period: expected a period that had begun by the day it "
        "was recorded, got 2026-27 Q2 recorded on 2025-07-20",
    ),
    "a figure beside c": (
        {"observations": row("observations", {2: FIRST.replace("71,100,,", ",,c,")})},
        "observations.csv, row 2, column value: expected no figure beside the status c, x or z",
    ),
    "a comma inside a text": (
        {"observations": row("observations", {2: FIRST.replace(",,,2025", ",,a, b,2025")})},
        "observations.csv, row 2: expected 10 cells as in the header, got 11 cells",
    ),
}


PLAN = {
    "actions": [
        "action,title,kind,theme,mission,directorate,service,group,lead_role,portfolio_role,start,"
        "due,resources,audience",
        "A1,Build,action,homes,,housing,,,Head of Homes,,2025-04-01,2026-03-31,,public",
    ],
    "milestones": ["action,milestone,title,due", "A1,M1,Dig,2025-12-31"],
    "links": ["from_kind,from_id,to_kind,to_id", "indicator,101,action,A1"],
}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [PLAN["actions"][0].replace(",", ";"), PLAN["actions"][1].replace(",", ";")],
            "semicolons",
        ),
        ([PLAN["actions"][0].replace(",", "\t"), PLAN["actions"][1].replace(",", "\t")], "tabs"),
        ([""], "expected a header row, got an empty file"),
        ([PLAN["actions"][0], PLAN["actions"][1] + ",,"], "expected 14 cells as in the header"),
    ],
)
def test_a_file_at_fault_is_one_fault(tmp_path: Path, rows: list[str], message: str) -> None:
    """What names the rows of a file that cannot be read is not said to be wrong as well."""
    data = books.write(tmp_path / "data", **(PLAN | {"actions": rows}))
    done = pmf("check", "--data", str(data))
    assert done.returncode == 1
    assert done.stderr.startswith("1 fault found:\nactions.csv"), done.stderr
    assert message in done.stderr


def test_what_excel_leaves_behind_is_read(tmp_path: Path) -> None:
    """Empty columns at the end, a byte order mark, CRLF, and a whole number written 4.0."""
    spare = {name: [f"{row},," for row in rows] for name, rows in PLAN.items()}
    data = books.write(tmp_path / "data", **spare)
    path = data / "indicators.csv"
    text = path.read_text(encoding="utf-8").replace(",100,1,", ",100,1.0,")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert pmf("check", "--data", str(data)).returncode == 0


def test_a_file_of_almost_the_right_name(tmp_path: Path) -> None:
    """It would be left out in silence; another file beside the tables is nobody's business."""
    data = books.write(tmp_path / "data", action=PLAN["actions"], notes_for_me=["a,b"])
    done = pmf("check", "--data", str(data))
    assert done.returncode == 1
    assert done.stderr.startswith("1 fault found:\naction.csv: expected the name actions.csv")


@pytest.mark.parametrize("kind", FAULTS)
def test_each_fault_is_told_by_file_row_and_column(kind: str, tmp_path: Path) -> None:
    """The message names file, row, column, what was expected and what came; exit code 1."""
    changes, message = FAULTS[kind]
    folder = books.write(tmp_path / "data", **changes)
    done = pmf("check", "--data", str(folder))
    assert done.returncode == 1
    assert message in done.stderr
    assert done.stderr.startswith("1 fault found:")
    assert "Traceback" not in done.stderr + done.stdout


def test_wrong_encoding_names_the_row(tmp_path: Path) -> None:
    """A file saved in another encoding says where the first wrong byte stands."""
    folder = books.write(tmp_path / "data")
    path = folder / "observations.csv"
    path.write_bytes(path.read_bytes().replace(b",,,2025", b",,caf\xe9,2025", 1))
    done = pmf("check", "--data", str(folder))
    assert done.returncode == 1
    assert "observations.csv, row 2: expected text in UTF-8, got the byte 0xe9" in done.stderr
    assert "In Excel, save it as CSV UTF-8" in done.stderr


def test_unknown_yaml_key_names_the_line_and_the_likely_key(tmp_path: Path) -> None:
    """A misspelt key of framework.yml is told with its line and what it was probably meant as."""
    framework = books.FRAMEWORK.replace("  illustrative: true", "  ilustrative: true")
    folder = books.write(tmp_path / "data", framework)
    done = pmf("check", "--data", str(folder))
    assert done.returncode == 1
    expected = (
        "framework.yml, row 4, column council.ilustrative: expected a key that is known here, "
        "got the unknown key 'ilustrative'. Did you mean 'illustrative'?"
    )
    assert expected in done.stderr


def test_yaml_that_is_no_yaml_names_the_line(tmp_path: Path) -> None:
    """Broken indentation is told by its line."""
    folder = books.write(tmp_path / "data", books.FRAMEWORK.replace("themes:", "  themes:\n -"))
    done = pmf("check", "--data", str(folder))
    assert done.returncode == 1
    assert "framework.yml, row" in done.stderr
    assert "Traceback" not in done.stderr


def test_all_faults_come_together(tmp_path: Path) -> None:
    """Faults of several rows, tables and the profile's own codes come in one go."""
    observations = row(
        "observations",
        {2: FIRST.replace("71.0", "n/a"), 3: FIRST.replace("101", "998"), 4: "101,X1"},
    )
    targets = row("targets", {2: "101,X9,2023-24,abc,,,,,plan,,2023-13-01"})
    folder = books.write(tmp_path / "data", observations=observations, targets=targets)
    done = pmf("check", "--data", str(folder))
    assert done.returncode == 1
    told = done.stderr.splitlines()
    assert told[0] == "6 faults found:"
    assert len(told) == 7
    for place in (
        "observations.csv, row 2, column value",
        "observations.csv, row 3, column indicator",
        "observations.csv, row 4:",
        "targets.csv, row 2, column organisation",
        "targets.csv, row 2, column recorded_on",
        "targets.csv, row 2, column target",
    ):
        assert any(line.startswith(place) for line in told), place


@pytest.mark.parametrize("kind", FAULTS)
def test_a_broken_book_leaves_the_site_as_it_was(kind: str, tmp_path: Path) -> None:
    """A build that fails on its data touches nothing of the published site."""
    folder = books.write(tmp_path / "data", **FAULTS[kind][0])
    out = tmp_path / "html"
    out.mkdir()
    (out / "index.html").write_text("as published", encoding="utf-8")
    made = '{"quarter": "2025-26 Q1", "audience": "public", "digest": "0"}'
    (out / "build.json").write_text(made, encoding="utf-8")
    done = pmf("build", "--data", str(folder), "--out", str(out))
    assert done.returncode == 1
    assert sorted(p.name for p in out.iterdir()) == ["build.json", "index.html"]
    assert (out / "index.html").read_text(encoding="utf-8") == "as published"


def test_a_site_never_replaces_what_no_build_made(tmp_path: Path) -> None:
    """A folder of one's own files, the data themselves or a folder above them is refused."""
    folder = books.write(tmp_path / "data")
    before = sorted(folder.iterdir())
    for out in (folder, tmp_path, Path("/")):
        done = pmf("build", "--data", str(folder), "--out", str(out))
        assert done.returncode == 2, out
        assert "would replace" in done.stderr
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", encoding="utf-8")
    done = pmf("build", "--data", str(folder), "--out", str(mine))
    assert done.returncode == 2
    assert "holds files that no build made" in done.stderr
    assert sorted(folder.iterdir()) == before
    assert (mine / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_faults_of_every_kind_in_one_file_come_together(tmp_path: Path) -> None:
    """A bad number hides neither a doubled key nor a wrong frequency nor an empty row."""
    changed = {
        2: FIRST.replace("71.0", "n/a"),
        4: books.tables()["observations"][4],
        6: "101,X1,Jul 2022,,71.0,71,100,,,2025-07-20",
        7: "101,X1,2022-23 Q3,,,,,,,2025-07-20",
    }
    folder = books.write(tmp_path / "data", observations=row("observations", changed))
    done = pmf("check", "--data", str(folder))
    told = done.stderr.splitlines()
    assert told[0] == "4 faults found:"
    assert [line.split(":")[0] for line in told[1:]] == [
        "observations.csv, row 2, column value",
        "observations.csv, row 5, column indicator",
        "observations.csv, row 6, column period",
        "observations.csv, row 7, column value",
    ]


def test_wrong_use_ends_with_two(tmp_path: Path) -> None:
    """A request that makes no sense is told from data that make none, by its exit code."""
    folder = books.write(tmp_path / "data")
    for arguments in (
        ("findings", "--data", str(tmp_path / "nowhere")),
        ("findings", "--data", str(folder), "--quarter", "2031-32 Q1"),
        ("findings", "--data", str(folder), "--quarter", "2025-26"),
        ("build", "--data", str(folder), "--only", "themes/none", "--out", str(tmp_path / "o")),
        ("build", "--data", str(folder), "--framework", "none", "--out", str(tmp_path / "o")),
        ("nonsense",),
    ):
        done = pmf(*arguments)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
