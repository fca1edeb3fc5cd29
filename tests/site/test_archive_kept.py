"""What is kept of a report between builds: taken as it is only when nothing about it changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pmf_analysis.findings.issues import Issue
from pmf_analysis.framework.errors import PmfError
from pmf_analysis.site import archive
from pmf_analysis.site.archive import Shelved, ready
from pmf_analysis.site.build import BuildFailed
from pmf_analysis.site.request import Request

ISSUE = Issue("2025-26 Q1", "2025-26-q1", dt.date(2025, 9, 2), "", settled=False)


@dataclass
class Workshop:
    """Stands for the notebooks and Jupyter Book; counts what it makes."""

    made: list[Request] = field(default_factory=list)
    fails: bool = False

    def prepare(self, request: Request, *_: object) -> Any:
        """Remember what was asked for."""
        self.made.append(request)
        council = SimpleNamespace(council=SimpleNamespace(address=""))
        findings = SimpleNamespace(framework=council)
        return SimpleNamespace(edition=SimpleNamespace(pages=("index",), findings=findings))

    def write(self, _prepared: object, _request: object, folder: Path, _address: str) -> Path:
        """Make one page, or half of one."""
        built = folder / "html"
        built.mkdir()
        (built / "index.html").write_text(f"page {len(self.made)}", encoding="utf-8")
        if self.fails:
            raise BuildFailed("Jupyter Book could not build")
        return built


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """In the place of the real one."""
    made = Workshop()
    monkeypatch.setattr(archive, "make", made)
    return made


@pytest.fixture
def shelved(tmp_path: Path) -> Shelved:
    """A report that has not been made yet."""
    return Shelved(ISSUE, tmp_path / "editions" / ISSUE.slug, "key", current=False)


def again(shelved: Shelved) -> bool:
    request = Request(shelved.folder, shelved.folder, final=True)
    return ready(shelved, request, lambda *_: None)


def page(shelved: Shelved) -> str:
    return (shelved.html / "index.html").read_text(encoding="utf-8")


def test_a_report_is_made_once(shelved: Shelved, workshop: Workshop) -> None:
    """As at its day, whatever the latest was asked for; after that it is kept."""
    assert [again(shelved) for _ in range(3)] == [True, False, False]
    assert [(r.quarter, r.as_at, r.final) for r in workshop.made] == [
        ("2025-26 Q1", dt.date(2025, 9, 2), False)
    ]


@pytest.mark.usefixtures("workshop")
def test_a_report_made_from_other_things_is_made_again(shelved: Shelved) -> None:
    """Another program, other figures by its day, other words."""
    again(shelved)
    assert again(replace(shelved, key="another"))
    assert page(shelved) == "page 2"


@pytest.mark.usefixtures("workshop")
def test_a_report_whose_bytes_changed_is_made_again(shelved: Shelved) -> None:
    """A page edited by hand, one that was lost, and a record that cannot be read."""
    again(shelved)
    (shelved.html / "index.html").write_text("edited", encoding="utf-8")
    assert again(shelved)
    (shelved.html / "index.html").unlink()
    assert again(shelved)
    (shelved.folder / "kept.json").write_text('{"key": ', encoding="utf-8")
    assert again(shelved)
    assert page(shelved) == "page 4"


def test_a_report_that_fails_is_named_and_leaves_what_was_kept(
    shelved: Shelved, workshop: Workshop
) -> None:
    """The page that was kept still counts for what it was made from."""
    again(shelved)
    workshop.fails = True
    with pytest.raises(PmfError, match="the report of 2025-26 Q1, as published: Jupyter Book"):
        again(replace(shelved, key="another"))
    assert page(shelved) == "page 1"
    assert not again(shelved)
    assert not list(shelved.folder.glob(".pmf-*"))


@pytest.mark.usefixtures("workshop")
def test_what_a_killed_build_left_is_cleared(shelved: Shelved) -> None:
    """Half a report never counts, and does not stay on the disk."""
    half = shelved.folder / ".pmf-half" / "html"
    half.mkdir(parents=True)
    (half / "index.html").write_text("half", encoding="utf-8")
    shelved.html.mkdir()
    (shelved.html / "index.html").write_text("no record of it", encoding="utf-8")
    assert again(shelved)
    assert page(shelved) == "page 1"
    assert not half.exists()


def test_a_report_that_the_root_holds_is_not_made(shelved: Shelved, workshop: Workshop) -> None:
    """It is copied from there."""
    assert not again(replace(shelved, current=True))
    assert workshop.made == []
