"""Commentary files are written whole or not at all, and never over what someone else saved."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.pages.commentary import disk
from pmf_analysis.pages.commentary.disk import all_written, opened, written


def test_a_file_is_replaced_and_keeps_who_may_read_it(tmp_path: Path) -> None:
    """Line ends and permissions stay; nothing else is left in the folder."""
    path = tmp_path / "home.md"
    path.write_bytes(b"one\r\n")
    path.chmod(0o640)
    written(path, opened(path), "two\r\nthr\N{LATIN SMALL LETTER E WITH ACUTE}e\n")
    assert path.read_bytes() == "two\r\nthrée\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_is_one_like_any_other(tmp_path: Path) -> None:
    """Its folder is made, and the user's own mask decides who may read it."""
    mask = os.umask(0o027)
    try:
        path = tmp_path / "2025-26-q1" / "home.md"
        written(path, None, "words")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_what_someone_saved_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """Nor is anything else of the same change; every such file is named at once."""
    first, second, third = (tmp_path / f"{name}.md" for name in ("home", "corporate", "risk"))
    for path in (first, second):
        path.write_text("theirs", encoding="utf-8")
    third.write_text("as read", encoding="utf-8")
    changes = [(third, "as read", "x"), (first, "as read", "ours"), (second, None, "ours")]
    with pytest.raises(FaultsFound) as caught:
        all_written(changes)
    named = [fault.file for fault in caught.value.faults]
    assert named == [f"{tmp_path.name}/{name}.md" for name in ("corporate", "home")]
    assert [p.read_text(encoding="utf-8") for p in (first, second, third)] == [
        "theirs",
        "theirs",
        "as read",
    ]
    assert len(list(tmp_path.iterdir())) == 3


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """It might lead anywhere; neither the link nor what it leads to is changed."""
    outside = tmp_path / "outside.md"
    outside.write_text("theirs", encoding="utf-8")
    link = tmp_path / "folder" / "home.md"
    link.parent.mkdir()
    link.symlink_to(outside)
    with pytest.raises(FaultsFound, match="a link"):
        written(link, "theirs", "ours")
    assert link.is_symlink()
    assert outside.read_text(encoding="utf-8") == "theirs"


def test_a_file_that_stays_is_not_touched(tmp_path: Path) -> None:
    """Nobody's editor needs to ask whether to load it again."""
    path = tmp_path / "home.md"
    path.write_text("same", encoding="utf-8")
    before = path.stat()
    written(path, "same", "same")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_a_killed_run_left_is_swept_away(tmp_path: Path) -> None:
    """Once it is old enough to be nobody's."""
    path, young, old = (
        tmp_path / "home.md",
        tmp_path / ".home.md.a.part",
        tmp_path / ".home.md.b.part",
    )
    for part in (young, old):
        part.write_text("half", encoding="utf-8")
    past = old.stat().st_mtime - 2 * disk.ABANDONED
    os.utime(old, (past, past))
    written(path, None, "words")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".home.md.a.part", "home.md"]


def test_a_disk_that_refuses_is_told_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk shows before the first file is replaced."""
    first, second = tmp_path / "home.md", tmp_path / "risk.md"
    first.write_text("theirs", encoding="utf-8")
    real, calls = os.fsync, []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FaultsFound, match="No space left on device"):
        all_written([(first, "theirs", "ours"), (second, None, "ours")])
    assert first.read_text(encoding="utf-8") == "theirs"
    assert [p.name for p in tmp_path.iterdir()] == ["home.md"]


def test_half_a_character_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    """UTF-8 has no bytes for it; a new file's folder is not made either."""
    path, other = tmp_path / "new" / "home.md", tmp_path / "risk.md"
    with pytest.raises(FaultsFound, match=r"new/home\.md: expected whole characters.*ud83d"):
        all_written([(other, None, "words"), (path, None, "a \ud83d b")])
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_stopped_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stops it while the new text goes to the disk."""

    def stopped(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        written(tmp_path / "home.md", None, "words")
    assert list(tmp_path.iterdir()) == []
