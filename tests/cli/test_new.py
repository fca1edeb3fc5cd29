"""`pmf new`, and what the other commands say of a book that has nothing to report yet."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import select
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from tests import books
from tests.conftest import pmf, process

PMF = str(Path(sys.executable).with_name("pmf"))
COUNCIL = ("--name", "Smallbridge Council", "--code", "E07000999")
QUARTER = "2026-27 Q2"
ENTER = ""
NOTHING = "There is nothing to report yet"


def new(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return pmf("new", str(folder), "--framework", "none", *COUNCIL, *options)


def typed(answers: list[str], *arguments: str, cwd: Path) -> tuple[int, str]:
    """Run the command on a terminal, and type an answer at each question."""
    mine, its = pty.openpty()
    with subprocess.Popen([PMF, *arguments], cwd=cwd, stdin=its, stdout=its, stderr=its) as ran:
        os.close(its)
        seen, asked = "", 0
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            ready, _, _ = select.select([mine], [], [], 0.2)
            if ready:
                try:
                    seen += os.read(mine, 65536).decode()
                except OSError:  # it has ended
                    break
            elif ran.poll() is not None:
                break
            if asked < len(answers) and seen.count(": ") > asked and seen.endswith(": "):
                os.write(mine, f"{answers[asked]}\n".encode())
                seen, asked = seen + "\x00", asked + 1
        os.close(mine)
    return ran.returncode, seen.replace("\x00", "").replace("\r\n", "\n")


def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    """Six questions; Enter takes what stands in brackets, and what is no answer is asked again."""
    answers = [ENTER, "nowhere", "none", ENTER, "E 1", "E07000999", "Januember", "April", QUARTER]
    code, seen = typed(answers, "new", cwd=tmp_path)
    assert code == 0, seen
    assert "A folder for the book [mycouncil]: " in seen
    assert "there is no framework 'nowhere'; there are: " in seen
    assert "The council's name [Mycouncil]: " in seen
    assert "a code has letters, digits and hyphens" in seen
    assert "a month is written as a number from 1 to 12" in seen
    assert re.search(r"The first quarter to report \[20\d\d-\d\d Q[1-4]\]: ", seen)
    assert "Mycouncil: your book is in " in seen
    assert (tmp_path / "mycouncil" / "data" / "framework.yml").is_file()
    assert "code: E07000999" in (tmp_path / "mycouncil/data/framework.yml").read_text("utf-8")


def test_on_a_terminal_only_what_is_left_out_is_asked(tmp_path: Path) -> None:
    """With a folder and a name given: which framework, its code, month and quarter."""
    options = ("new", "book", "--name", "Smallbridge Council")
    code, seen = typed([ENTER, "X1", ENTER, ENTER], *options, cwd=tmp_path)
    assert code == 0, seen
    assert "A folder" not in seen
    assert "Smallbridge Council: your book is in " in seen


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ((), "DIR and --framework and --name and --code"),
        (("book",), "--framework and --name and --code"),
        (("book", "--framework", "none", "--name", "Smallbridge"), "--code"),
        (("--framework", "cumberland"), "DIR"),
    ],
)
def test_without_a_terminal_it_says_what_to_give(
    arguments: tuple[str, ...], options: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is asked and nothing made."""
    monkeypatch.chdir(tmp_path)
    done = pmf("new", *arguments)
    assert done.returncode == 2
    assert f"give {options}, as in: pmf new mycouncil --framework none" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_with_folder_and_framework_nothing_is_asked(tmp_path: Path) -> None:
    """The rest is taken from the framework, and a machine may read what was made."""
    done = pmf("new", str(tmp_path / "book"), "--framework", "cumberland", "--json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert (made["folder"], made["elsewhere"]) == (str(tmp_path / "book"), [])
    assert made["council"] in (tmp_path / "book" / "README.md").read_text(encoding="utf-8")


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    """The second time there is a book."""
    assert new(tmp_path / "book").returncode == 0
    again = new(tmp_path / "book")
    assert again.returncode == 2
    assert "holds files, and nothing is ever overwritten; name another one" in again.stderr


def steps(guide: str) -> Iterator[tuple[str, str]]:
    """What a README has typed, in its order: rows with their table's name, and commands."""
    for fence in re.finditer(r"```(sh|csv)\n(.*?)\n```", guide, re.DOTALL):
        if fence[1] == "csv":
            yield re.findall(r"`data/(\w+)\.csv`", guide[: fence.start()])[-1], fence[2]
        else:
            yield from (("", command) for command in fence[2].splitlines())


def add(folder: Path, table: str, lines: str) -> None:
    with (folder / "data" / f"{table}.csv").open("a", encoding="utf-8") as file:
        file.write(lines if lines.endswith("\n") else f"{lines}\n")


def example(said: str) -> str:
    """The last row that a message gives, which is set off by two blanks."""
    return [line for line in said.splitlines() if re.match(r"  [^ -]", line)][-1].strip()


def verbs(data: Path) -> Iterator[subprocess.CompletedProcess[str]]:
    """Each command that needs something to report."""
    out = str(data.parent / "site")
    yield pmf("build", "--data", str(data), "--out", out)
    yield pmf("list", "--data", str(data))
    yield pmf("findings", "--data", str(data))


def test_each_step_is_told_until_there_is_something_to_report(tmp_path: Path) -> None:
    """From an empty book: a row that works for an indicator, then one for its figure."""
    folder = tmp_path / "book"
    new(folder, "--quarter", QUARTER)
    for table, missing in (
        ("indicators", "indicators.csv has no indicator."),
        ("observations", "observations.csv has no figure"),
    ):
        checked = pmf("check", "--data", str(folder / "data"))
        assert checked.returncode == 0, checked.stderr
        assert checked.stdout.startswith(
            f"Nothing is wrong.\nThere is nothing to report yet: {missing}"
        )
        for done in verbs(folder / "data"):
            assert done.returncode == 1
            assert done.stderr == checked.stdout.removeprefix("Nothing is wrong.\n")
            assert 2 <= len(done.stderr.splitlines()) <= 5
        told = json.loads(pmf("check", "--data", str(folder / "data"), "--json").stdout)
        assert (told["ok"], told["faults"]) == (True, [])
        assert told["next"].splitlines() == checked.stdout.splitlines()[1:]
        add(folder, table, example(checked.stdout))
    last = pmf("findings", "--data", str(folder / "data"), "--json")
    assert json.loads(last.stdout)["quarter"] == QUARTER
    assert [f["value"] for f in json.loads(last.stdout)["findings"]] == [74.2]


def test_a_quarter_without_figures_is_told_how_to_get_one(tmp_path: Path) -> None:
    """The row that it gives is of a series that the book has, and of that quarter."""
    calendar = "    - {quarter: 2025-26 Q2, publication: 2025-12-02}\n"
    data = books.write(tmp_path / "data", books.FRAMEWORK + calendar)
    done = pmf("findings", "--quarter", "2025-26 Q2", "--data", str(data))
    assert done.returncode == 2
    assert "has no figure of it. The latest quarter with one is 2025-26 Q1." in done.stderr
    row = example(done.stderr)
    assert next(csv.reader([row]))[:3] == ["101", "X1", "2025-26 Q2"]
    add(tmp_path, "observations", row)
    assert pmf("findings", "--quarter", "2025-26 Q2", "--data", str(data)).returncode == 0


@pytest.mark.parametrize("asked", ["", "2025-26 Q1"])
def test_figures_of_no_reported_quarter_are_told_what_to_add(asked: str, tmp_path: Path) -> None:
    """The last figure is of 2025-26 Q1, for which the calendar has no date: it is given one."""
    dates = "    - {quarter: 2025-26 Q1, publication: 2025-09-02}\n"
    later = "    - {quarter: 2026-27 Q1, publication: 2026-09-01}\n"
    head, _, _ = books.FRAMEWORK.partition("    - {quarter: 2024-25 Q4")
    data = books.write(tmp_path / "data", head + later)
    done = pmf("check", "--quarter", asked, "--data", str(data))
    assert done.returncode == 0
    assert "framework.yml" in done.stdout
    line = dates.replace("2025-09-02", "2025-09-01")  # nine weeks after 30 June
    assert line.strip("\n") in done.stdout
    (data / "framework.yml").write_text(head + line + later, encoding="utf-8")
    assert pmf("findings", "--data", str(data)).returncode == 0


def test_a_book_for_the_council_alone_says_so(tmp_path: Path) -> None:
    """With every indicator internal the public edition is refused, with the way out."""
    internal = [books.indicator(code, "A measure", audience="internal") for code in ("101", "102")]
    changed = {"indicators": [books.INDICATOR_COLUMNS, *internal], "targets": None}
    kept = [row for row in books.tables()["observations"] if not row.startswith("103")]
    data = books.write(tmp_path / "data", observations=kept, **changed)
    done = pmf("build", "--data", str(data), "--out", str(tmp_path / "site"))
    assert done.returncode == 1
    assert "pmf build --audience internal" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
def test_the_guide_leads_from_empty_to_published(tmp_path: Path) -> None:
    """Its own commands and rows, in its own order: a site with three indicators, targets, drafts of
    the words, and a workbook for each directorate."""
    made = ("new", "book", "--framework", "none", *COUNCIL, "--quarter", QUARTER)
    assert process(*made, cwd=tmp_path).returncode == 0
    folder, typed_in = tmp_path / "book", []
    site = folder / "_build" / "html"
    for table, text in steps((folder / "README.md").read_text(encoding="utf-8")):
        typed_in.append(table or text)
        if table:
            add(folder, table, text)
        elif text != "pmf serve":  # which runs until Ctrl-C
            quick = ["--no-archive"] if text == "pmf build" else []
            done = process(*shlex.split(text)[1:], *quick, cwd=folder)
            unwritten = text == "pmf commentary status"
            assert done.returncode == int(unwritten), f"{text}: {done.stderr}"
    first = ["pmf check", "indicators", "observations", "pmf check", "pmf build", "pmf serve"]
    assert typed_in[: len(first)] == first
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "Three indicators, none with enough figures yet to tell change from chance" in home
    listed = (site / "indicators.html").read_text(encoding="utf-8")
    for name in ("Calls answered within five minutes", "Complaints received", "Days to answer"):
        assert name in listed
    assert "74.2%" in (site / "indicators" / "101.html").read_text(encoding="utf-8")
    assert len(flow.compute(folder / "data").findings) == 3
    assert (folder / "notebooks" / "commentary" / "2026-27-q2" / "home.md").is_file()
    assert len(list(folder.glob("_build/returns/2026-27-q3/*.xlsx"))) == 3
