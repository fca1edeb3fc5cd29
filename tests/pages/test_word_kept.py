"""Word files on the disk: all of them are written or none, and every obstacle is named."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.pages.commentary import word
from pmf_analysis.pages.commentary.word.kept import kept
from tests.conftest import pmf
from tests.pages.word_files import QUARTER, council


def there(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones among them."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_an_out_that_is_a_file_is_named(tmp_path: Path) -> None:
    """No traceback; also where a folder above it is a file."""
    data = council(tmp_path)
    out = tmp_path / "letter.docx"
    out.write_bytes(b"A letter")
    arguments = ("--data", str(data), "--quarter", QUARTER, "--directorate", "housing")
    for where in (out, out / "below"):
        said = pmf("commentary", "export", *arguments, "--out", str(where))
        assert said.returncode == 1
        assert f"{where}: expected a folder, got a file." in said.stderr
        assert "Traceback" not in said.stderr
    assert out.read_bytes() == b"A letter"


def test_a_folder_where_a_file_should_be_is_named(tmp_path: Path) -> None:
    """And the other file is not written either."""
    data = council(tmp_path)
    out = tmp_path / "out"
    (out / "2025-26-q1-corporate.docx").mkdir(parents=True)
    with pytest.raises(FaultsFound, match=r"corporate\.docx: expected a Word file, got a folder"):
        word.export(data, QUARTER, out=out)
    assert there(out) == {}


def refuse(monkeypatch: pytest.MonkeyPatch, method: str, name: str) -> None:
    """Let the system refuse one file, as Windows does while it is open in Word."""
    real = getattr(Path, method)

    def locked(self: Path, *arguments: Any, **named: Any) -> Any:
        reads = method == "open" and "r+b" not in arguments  # Word lets others read
        if not reads and name in {self.name, *(Path(one).name for one in arguments)}:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return real(self, *arguments, **named)

    monkeypatch.setattr(Path, method, locked)


@pytest.mark.parametrize("method", ["open", "replace"])
def test_a_file_that_is_open_in_word_stops_them_all(
    method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen before the first is written, or only when its turn comes."""
    data = council(tmp_path)
    out = tmp_path / "out"
    word.export(data, QUARTER, out=out)
    home = data.parent / "notebooks" / "commentary" / "2025-26-q1"
    for path in home.iterdir():
        path.write_bytes(
            path.read_bytes().replace(b"Words of", b"Lines of").replace(b"All", b"Most")
        )
    before = there(out)
    refuse(monkeypatch, method, "2025-26-q1-corporate.docx")
    with pytest.raises(FaultsFound, match="Close it in Word") as refused:
        word.export(data, QUARTER, out=out)
    monkeypatch.undo()
    assert str(refused.value).startswith("2025-26-q1-corporate.docx: expected a file that can be")
    assert there(out) == before
    word.export(data, QUARTER, out=out)
    after = there(out)
    assert all(after[name] != before[name] for name in before)


def test_a_file_that_was_new_goes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second cannot take its place, the first does not stay."""
    refuse(monkeypatch, "replace", "b.docx")
    with pytest.raises(FaultsFound):
        kept(tmp_path / "out", {"a.docx": b"a", "b.docx": b"b"})
    assert there(tmp_path / "out") == {}


def test_a_disk_that_is_full_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the beginning of a file."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FaultsFound, match="got No space left on device"):
        kept(tmp_path / "out", {"a.docx": b"a", "b.docx": b"b"})
    assert there(tmp_path / "out") == {}
