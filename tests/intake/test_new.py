"""A council's own book: what is made, from which framework, and that it is made whole or not."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis import findings as flow
from pmf_analysis.framework.errors import NothingYet, PmfError, WrongUse
from pmf_analysis.framework.profile import Framework
from pmf_analysis.intake import new as books
from pmf_analysis.intake.new import folder as making
from pmf_analysis.intake.new import profile
from pmf_analysis.sources import profiles
from pmf_analysis.sources.yaml_text import loaded, parts, with_values
from pmf_analysis.tables.data_package import data_package
from pmf_analysis.tables.schemas import TABLES
from tests.conftest import ROOT

TODAY = dt.date(2026, 11, 23)
TEMPLATES = ROOT / "notebooks"
ALL = (*books.ready_made(), books.NONE)


def asked(folder: Path, framework: str = books.NONE, **answers: str) -> books.Asked:
    given = {"name": "Smallbridge Council", "code": "E07000999", "month": "", "quarter": ""}
    return books.asked(str(folder), framework, **(given | answers), today=TODAY)


def begun(folder: Path, framework: str = books.NONE, **answers: str) -> books.Begun:
    return books.begin(asked(folder, framework, **answers), TEMPLATES)


def read(folder: Path) -> Framework:
    return flow.load(folder / "data").framework


def comments(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if line.lstrip().startswith("#")}


@pytest.mark.parametrize("framework", ALL)
def test_each_framework_begins_a_book_that_is_valid(framework: str, tmp_path: Path) -> None:
    """The tables and the profile have no fault; all that is said is what comes next."""
    begun(tmp_path / "book", framework)
    with pytest.raises(NothingYet):
        flow.compute(tmp_path / "book" / "data")
    assert read(tmp_path / "book").council.name == "Smallbridge Council"


@pytest.mark.parametrize("framework", ALL)
def test_what_the_framework_says_stays_with_its_comments(framework: str, tmp_path: Path) -> None:
    """But for council, document and calendar, value for value and line for line."""
    begun(tmp_path / "book", framework)
    text, theirs = profile.whole("" if framework == books.NONE else framework)
    own = {"council", "document", "calendar"}
    mine = read(tmp_path / "book")
    assert mine.model_dump(exclude=own) == theirs.model_dump(exclude=own)
    assert mine.document.open == theirs.document.open
    assert mine.calendar.year == theirs.calendar.year
    written = (tmp_path / "book" / "data" / "framework.yml").read_text(encoding="utf-8")
    before, after = parts(text), parts(written)
    for key in set(before) - own:
        assert after[key].strip() == before[key].strip()


def test_every_table_and_template_is_there(tmp_path: Path) -> None:
    """Tables with a header alone, described as a Data Package; each template as it is."""
    folder = begun(tmp_path / "book").folder
    for name, table in TABLES.items():
        header = ",".join(column.name for column in table.all_columns)
        assert (folder / "data" / f"{name}.csv").read_text(encoding="utf-8") == f"{header}\n"
    kept = json.loads((folder / "data" / "datapackage.json").read_text(encoding="utf-8"))
    licence = "Open Government Licence v3.0"
    title = "Smallbridge Council: the book of data"
    assert kept == data_package("smallbridge-council", title, licence, tuple(TABLES))
    for template in TEMPLATES.glob("*.ipynb"):
        assert (folder / "notebooks" / template.name).read_bytes() == template.read_bytes()
    for name in ("README.md", "notebooks/commentary/README.md", "notebooks/case_studies/README.md"):
        assert "$" not in (folder / name).read_text(encoding="utf-8")
    assert "_build/" in (folder / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert folder.stat().st_mode & 0o777 == 0o777 & ~making._umask()


@pytest.mark.parametrize("framework", books.ready_made())
def test_a_catalogue_is_filled_in(framework: str, tmp_path: Path) -> None:
    """Where the framework lists indicators, they are there; the example's codes are others."""
    made = begun(tmp_path / "book", framework)
    listed, _ = profiles.catalogue(profiles.available()[framework])
    wanted = [] if listed is None else list(listed["indicator"])
    assert list(flow.load(made.folder / "data").indicators) == wanted
    assert made.indicators == len(wanted)
    told = (made.folder / "README.md").read_text(encoding="utf-8")
    rows = re.search(r"```csv\n(.*?)```", told, re.S)
    assert rows
    codes = [row.partition(",")[0] for row in rows[1].splitlines()]
    assert len(codes) == 3
    assert not set(codes) & set(wanted)


@pytest.mark.parametrize("framework", books.ready_made())
def test_another_council_begins_with_a_draft(framework: str, tmp_path: Path) -> None:
    """Without the other council's plan, version or approval; where it is named is told."""
    made = begun(tmp_path / "book", framework)
    mine, theirs = read(made.folder), profile.whole(framework)[1]
    assert mine.document.approved_on is None
    assert mine.document.status == "Draft, not yet approved"
    assert (mine.council.plan, mine.council.contact) == ("", "")
    lines = (made.folder / "data" / "framework.yml").read_text(encoding="utf-8").splitlines()
    naming = [k for k, line in enumerate(lines, 1) if theirs.council.short in line]
    assert set(made.elsewhere) <= set(naming)
    words = re.compile(rf"\b{theirs.council.short}\b")
    assert [k for k in naming if words.search(lines[k - 1])] == list(made.elsewhere)


@pytest.mark.parametrize("framework", books.ready_made())
def test_a_council_takes_up_its_own_framework(framework: str, tmp_path: Path) -> None:
    """With nothing said, it is the council that the framework was made for, and its document."""
    made = books.begin(
        books.asked(str(tmp_path / "book"), framework, "", "", "", "", TODAY), TEMPLATES
    )
    mine, theirs = read(made.folder), profile.whole(framework)[1]
    assert mine.council == theirs.council.model_copy(update={"illustrative": False})
    assert mine.document == theirs.document
    assert made.elsewhere == ()


def test_quarters_keep_the_rhythm_and_the_day_of_the_week(tmp_path: Path) -> None:
    """Reported on Tuesday 2 December 2025, 63 days after the quarter's end; in 2026 that day is a
    Wednesday, so it is the Tuesday before."""
    begun(tmp_path / "book", quarter="2026-27 Q2")
    quarters = list(read(tmp_path / "book").quarters.values())
    assert len(quarters) == 8
    assert [q.quarter for q in quarters][::7] == ["2026-27 Q2", "2028-29 Q1"]
    assert quarters[0].publication == dt.date(2026, 12, 1)
    assert quarters[0].data_due == dt.date(2026, 10, 16)
    assert quarters[3].publication == dt.date(2027, 8, 31), "2 September 2027 is a Thursday"
    assert all(q.publication and q.publication.weekday() == 1 for q in quarters)


def test_the_first_quarter_is_the_last_that_is_over(tmp_path: Path) -> None:
    """On 23 November 2026: July to September, in the spelling of the year."""
    assert str(asked(tmp_path / "a").quarter) == "2026-27 Q2"
    assert str(asked(tmp_path / "a", month="January").quarter) == "2026 Q3"
    assert str(asked(tmp_path / "a", month="7").quarter) == "2026-27 Q1"
    assert str(asked(tmp_path / "a", quarter="2027 Q1").quarter) == "2027 Q1"


def test_a_year_may_start_in_january(tmp_path: Path) -> None:
    """Calendar quarters then, in the calendar and in the example; dates of the same quarter."""
    begun(tmp_path / "book", month="jan")
    framework = read(tmp_path / "book")
    assert framework.council.year_starts == 1
    assert [str(quarter) for quarter in framework.quarters][:3] == ["2026 Q3", "2026 Q4", "2027 Q1"]
    told = (tmp_path / "book" / "README.md").read_text(encoding="utf-8")
    assert ",calendar quarter," in told
    assert "101,E07000999,2026," in told, "the target is of the calendar year"


@pytest.mark.parametrize("framework", books.ready_made())
def test_dates_that_are_over_are_left_out(framework: str, tmp_path: Path) -> None:
    """Other dates of the year stay where they are yet to come, and are the council's own."""
    like = profile.whole(framework)[1]
    events = like.calendar.events
    begun(tmp_path / "other", framework, quarter="2026-27 Q1")
    assert list(read(tmp_path / "other").calendar.events) == []
    begun(tmp_path / "book", framework, quarter="2026-27 Q1", code=like.council.code)
    kept = [event for event in events if event.date >= dt.date(2026, 4, 1)]
    assert list(read(tmp_path / "book").calendar.events) == kept


@given(st.text(min_size=1, max_size=30))
def test_any_name_that_can_be_read_is_kept(name: str) -> None:
    """Whatever signs it has; its spaces are made single. One that cannot be shown is refused."""
    try:
        wanted = books.read_name(name)
    except WrongUse:
        assert not name.strip() or not " ".join(name.split()).isprintable()
        return
    council = parts(profile.whole("")[0])["council"]
    written = with_values(council, {"name": wanted, "code": "007"}, "council", without=())
    read_again = loaded(written)["council"]
    assert (read_again["name"], read_again["code"]) == (" ".join(name.split()), "007")
    assert comments(written) == comments(council)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"framework": "nowhere"}, "there is no framework 'nowhere'; there are: "),
        ({"name": "  "}, "give the council's name"),
        ({"code": "E07 1"}, "a code has letters"),
        ({"month": "13"}, "a month is written"),
        ({"month": "ma"}, "a month is written"),
        ({"quarter": "Q2"}, "a quarter is written like 2026-27 Q2"),
        ({"quarter": "2026-27"}, "2026-27 is a financial year, not a quarter"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused(
    answers: dict[str, str], said: str, tmp_path: Path
) -> None:
    """With what would do; nothing is made."""
    with pytest.raises(WrongUse, match=re.escape(said)):
        asked(tmp_path / "book", **answers)
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_is_there_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder with anything in it, a file, and where one stands; an empty folder is filled."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    for name, said in (("full", "holds files"), ("file", "is a file"), (".", "where you are")):
        monkeypatch.chdir(tmp_path)
        with pytest.raises(WrongUse, match=said):
            asked(Path(name))
    assert (tmp_path / "full" / "notes.txt").read_text() == "mine"
    begun(tmp_path / "empty")
    assert read(tmp_path / "empty").council.code == "E07000999"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty", "file", "full"]


def test_someone_who_was_quicker_keeps_his(tmp_path: Path) -> None:
    """What came to stand there meanwhile stays, and nothing else does."""
    ready = asked(tmp_path / "book")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "notes.txt").write_text("mine")
    with pytest.raises(WrongUse, match="holds files"):
        books.begin(ready, TEMPLATES)
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")] == [
        "book",
        "book/notes.txt",
    ]


def test_what_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, say: it is told, and no part of a book stands anywhere."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_written", full)
    with pytest.raises(PmfError, match="No space left on device"):
        begun(tmp_path / "book")
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, sys
from pathlib import Path
from pmf_analysis.intake.new import folder
from tests.intake.test_new import begun
folder._written = lambda *_: os._exit(9)
begun(Path(sys.argv[1]))
"""


def test_killed_half_way_there_is_no_book(tmp_path: Path) -> None:
    """Not even a part under its name; the next one is made all the same, and clears up."""
    command = [sys.executable, "-c", KILLED, str(tmp_path / "book")]
    done = subprocess.run(command, cwd=ROOT, check=False)
    assert done.returncode == 9
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".book.")
    an_hour_ago = left.stat().st_mtime - 3600
    os.utime(left, (an_hour_ago, an_hour_ago))
    begun(tmp_path / "book")
    assert [p.name for p in tmp_path.iterdir()] == ["book"]
