"""Ready-made frameworks: found by name, shared by councils, and their faults in the right file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.sources import folder, profiles
from tests import books

SHARED = """\
themes:
  - {code: homes, name: Homes}
directorates:
  - {code: housing, name: Housing}
calendar:
  quarters:
    - {quarter: 2025-26 Q1, publication: 2025-09-02}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A book with a framework that two councils share."""
    made = books.write(tmp_path / "data")
    councils = made / "frameworks" / "two-vales" / "councils"
    councils.mkdir(parents=True)
    (councils.parent / "framework.yml").write_text(SHARED, encoding="utf-8")
    for name in ("upper-vale", "lower-vale"):
        text = f"council: {{name: {name}, code: X9}}\nwords: {{executive: {name} cabinet}}\n"
        (councils / f"{name}.yml").write_text(text, encoding="utf-8")
    return made


def test_each_council_of_a_shared_framework_has_a_name_of_its_own(data: Path) -> None:
    """Two names, one framework, and what each council says of itself."""
    known = profiles.available(data)
    assert {"upper-vale", "lower-vale"} <= set(known)
    assert "two-vales" not in known
    upper, faults = folder.profile(data, "upper-vale")
    assert faults == []
    assert upper is not None
    assert upper.words.executive == "upper-vale cabinet"
    assert [t.name for t in upper.themes] == ["Homes"]


def test_the_shared_name_is_answered_with_its_councils(data: Path) -> None:
    """Nobody need guess which names there are."""
    with pytest.raises(WrongUse, match="name one of: lower-vale, upper-vale"):
        folder.profile(data, "two-vales")


def test_a_fault_names_the_file_and_the_line_that_it_stands_in(data: Path) -> None:
    """Of the shared file and of the council's own, each by itself."""
    place = data / "frameworks" / "two-vales"
    own = place / "councils" / "upper-vale.yml"
    own.write_text("council: {name: Upper}\nwords: {executve: x}\n", encoding="utf-8")
    (place / "framework.yml").write_text(f"{SHARED}spc: {{run_length: 20}}\n", encoding="utf-8")
    parsed, faults = folder.profile(data, "upper-vale")
    assert parsed is None
    where = {(f.file, f.row, f.column) for f in faults}
    own_file = "frameworks/two-vales/councils/upper-vale.yml"
    assert where == {
        (own_file, 1, "council.code"),
        (own_file, 2, "words.executve"),
        ("frameworks/two-vales/framework.yml", 8, "spc.run_length"),
    }


def test_a_books_own_framework_stands_before_the_programs(tmp_path: Path) -> None:
    """A council may keep its own version of a ready-made one."""
    name = next(iter(profiles.available()))
    mine = tmp_path / "frameworks" / name
    mine.mkdir(parents=True)
    (mine / "framework.yml").write_text("council: {}\n", encoding="utf-8")
    found = profiles.available(tmp_path)[name]
    assert found.folder == mine


def test_every_ready_made_framework_can_be_used(root: Path) -> None:
    """Each profile that comes with the program has no fault, and nor has what stands beside it."""
    known = profiles.available()
    assert known
    for name, ready in known.items():
        parsed, faults = folder.profile(root / "data", name)
        assert faults == [], name
        assert parsed is not None
        filed = folder.filed(root / "data", name)
        assert filed.faults == (), name
        assert filed.placing is not None, f"{name}: placing.yml says of which figures it is"
        assert ready.place(ready.shared).startswith("frameworks/")
