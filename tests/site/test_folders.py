"""Where a site is put: only where nothing of anybody's is lost, and never without a site after."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.site import folders, record
from pmf_analysis.site.request import Request


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A council's folder with the places that a build reads."""
    for name in ("data", "book", "notebooks"):
        (tmp_path / name).mkdir()
    return tmp_path


def made(folder: Path, words: str) -> Path:
    """A site that a build made."""
    folder.mkdir()
    (folder / "index.html").write_text(words, encoding="utf-8")
    said = {"quarter": "2025-26 Q1", "audience": "public", "digest": "0"}
    record.write(folder / record.RECORD, said)
    return folder


@pytest.mark.parametrize("where", ("data/html", "book/site", "notebooks/site"))
def test_a_site_does_not_go_where_a_build_reads(council: Path, where: str) -> None:
    """The next build would take it for the council's own pages."""
    with pytest.raises(WrongUse, match="name a folder of its own"):
        folders.guard(Request(data=council / "data", out=council / where))


def test_a_folder_of_somebody_elses_builds_is_kept(council: Path) -> None:
    """Other programs write a build.json too."""
    mine = council / "mine"
    mine.mkdir()
    (mine / record.RECORD).write_text('{"scripts": 1}', encoding="utf-8")
    with pytest.raises(WrongUse, match="files that no build made"):
        folders.guard(Request(data=council / "data", out=mine))


def test_a_folder_of_a_build_may_be_replaced(council: Path) -> None:
    """It holds nothing but what a build makes again."""
    folders.guard(Request(data=council / "data", out=made(council / "html", "old")))


def test_a_swap_that_is_stopped_leaves_the_old_site(
    council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C between the two moves, too."""
    out, built = made(council / "html", "old"), made(council / "new", "new")
    move = Path.rename

    def stopped(self: Path, target: Path) -> Path:
        if self == built:
            raise KeyboardInterrupt
        return move(self, target)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        folders.swap(built, out)
    assert (out / "index.html").read_text(encoding="utf-8") == "old"


def test_what_a_killed_build_left_is_put_right(council: Path) -> None:
    """The old site comes back, and its working folder goes."""
    out = council / "html"
    made(council / ".html-before", "old")
    left = made(council / f"{folders.working(out)}abc", "half")
    folders.recover(out)
    assert (out / "index.html").read_text(encoding="utf-8") == "old"
    assert not left.exists()
    made(council / ".html-before", "older")
    folders.recover(out)
    assert (out / "index.html").read_text(encoding="utf-8") == "old"
    assert not (council / ".html-before").exists()
