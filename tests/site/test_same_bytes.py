"""The same book gives the same bytes, wherever and whenever its site is built."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, copied_checkout
from tests.site import kept_book

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kept")]

# Another place, language, order of sets and number of processes than the fixture's.
OTHERWISE = {
    "TZ": "America/St_Johns",
    "LC_ALL": "C.UTF-8",
    "LANG": "cy_GB.UTF-8",
    "PYTHONHASHSEED": "77",
    "SOURCE_DATE_EPOCH": "1000000000",
}


def files(site: Path) -> dict[str, str]:
    """Each file of a site and a digest of its bytes."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def checkout(folder: Path) -> Path:
    """A copy of the program with all that comes with it."""
    folder.mkdir(parents=True)
    copied_checkout(folder)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "pmf_analysis", folder / "pmf_analysis", ignore=ignored)
    return folder


def unlike(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_the_same_book_gives_the_same_bytes(kept: Path, tmp_path: Path) -> None:
    """From another checkout, folder, time zone, language, hash seed and number of processes."""
    program = checkout(tmp_path / "a" / "deeper" / "check-out")
    council = tmp_path / "council"
    data = kept_book.write(council)
    out = council / "elsewhere"
    done = kept_book.build(data, out, "--jobs", "1", program=program, **OTHERWISE)
    assert done.returncode == 0, done.stderr
    here, there = files(kept), files(out)
    assert unlike(here, there) == []
    kinds = {Path(name).suffix for name in here}
    assert {".html", ".js", ".json", ".css", ".svg", ".xml", ".txt", ".csv", ".png"} <= kinds


@pytest.mark.skipif(not os.environ.get("PMF_PROVE"), reason="two whole builds: make prove")
def test_the_demonstration_gives_the_same_bytes(tmp_path: Path) -> None:
    """`make book` in two checkouts, the archive, spreadsheets and search included."""
    made = []
    for name, jobs, settings in (("one", "2", {"TZ": "Asia/Tokyo"}), ("two/deep", "3", OTHERWISE)):
        folder = checkout(tmp_path / name)
        (folder / "book" / "generated").mkdir()
        out = folder / "_build" / "html"
        where = (folder / "data", out, "--jobs", jobs)
        done = kept_book.build(*where, program=folder, **settings)
        assert done.returncode == 0, done.stderr
        made.append(files(out))
        shutil.rmtree(folder)
    assert unlike(*made) == []
    assert len(made[0]) > 1000
