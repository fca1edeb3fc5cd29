"""The folder of a new book, made whole or not at all."""

from __future__ import annotations

import glob
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from string import Template

import pandas as pd

from pmf_analysis.framework.errors import FaultsFound, PmfError
from pmf_analysis.framework.profile import Framework
from pmf_analysis.intake.new import profile
from pmf_analysis.intake.new.answers import NONE, Asked, read_folder
from pmf_analysis.intake.new.guide import filled
from pmf_analysis.sources import csv_text, profiles
from pmf_analysis.tables.columns import Table
from pmf_analysis.tables.data_package import data_package
from pmf_analysis.tables.schemas import TABLES

__all__ = ["Begun", "begin"]

UNFINISHED = ".pmf-new-"  # in the name of a folder half made
ABANDONED = 60  # seconds after which a folder half made is nobody's: making one takes a second
PLAIN = 0o777  # what a new folder may be, less what the user's umask takes
OF_TABLES = {"group", "action", "risk"}  # what a column may name that stands in another table
KEPT_OUT = ("_build/", "book/generated/", ".pmf/", ".pmf.lock", ".ipynb_checkpoints/")


@dataclass(frozen=True)
class Begun:
    """A book that was begun.

    Attributes
    ----------
    folder : Path
        Where it is.
    council, quarter : str
        Whose it is, and the first quarter that it reports.
    tables, indicators, notebooks : int
        How many tables it has, how many indicators are in its catalogue already, and how many
        notebooks were copied.
    elsewhere : tuple of int
        Lines of its ``framework.yml`` that name the council that the framework was made for.
    """

    folder: Path
    council: str
    quarter: str
    tables: int
    indicators: int
    notebooks: int
    elsewhere: tuple[int, ...]


def begin(asked: Asked, notebooks: Path) -> Begun:
    """Make a council's own book.

    Parameters
    ----------
    asked : Asked
        What was answered.
    notebooks : Path
        The folder of the templates to copy.

    Raises
    ------
    FaultsFound
        The ready-made framework cannot be used.
    WrongUse
        Something stands where it is to be.
    PmfError
        It cannot be written.
    """
    framework = "" if asked.framework == NONE else asked.framework
    answers = {"name": asked.name, "code": asked.code, "year_starts": asked.year_starts}
    content = profile.text(framework, answers, asked.quarter)
    council = profile.parsed(content, profiles.FRAMEWORK_FILE)
    try:
        with _whole(asked.folder) as folder:
            codes = _data(folder / "data", content, council, framework)
            copied = _notebooks(folder / "notebooks", notebooks)
            _written(folder, filled(council, asked, codes))
    except OSError as error:
        why = error.strerror or "the system refused"
        raise PmfError(f"the folder {asked.folder} cannot be written: {why}") from None
    elsewhere = profile.named_elsewhere(content, framework, asked.code)
    return Begun(
        folder=asked.folder,
        council=council.council.name,
        quarter=str(asked.quarter),
        tables=len(TABLES),
        indicators=len(codes),
        notebooks=copied,
        elsewhere=tuple(elsewhere),
    )


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """Give a folder beside the one to make; it takes its place once all went well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for old in target.parent.glob(f".{glob.escape(target.name)}{UNFINISHED}*.part"):
        with suppress(FileNotFoundError):
            if old.is_dir() and time.time() - old.stat().st_mtime > ABANDONED:
                shutil.rmtree(old)
    made = tempfile.mkdtemp(prefix=f".{target.name}{UNFINISHED}", suffix=".part", dir=target.parent)
    folder = Path(made)
    try:
        yield folder
        folder.chmod(PLAIN & ~_umask())
        read_folder(str(target))  # someone may have put something there meanwhile
        if target.is_dir():
            target.rmdir()
        folder.rename(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _data(folder: Path, content: str, council: Framework, framework: str) -> list[str]:
    """Write profile and tables; return the codes of the catalogue."""
    folder.mkdir()
    (folder / profiles.FRAMEWORK_FILE).write_text(content, encoding="utf-8", newline="\n")
    listed = _catalogue(framework)
    for name, table in TABLES.items():
        rows = listed if name == "indicators" else None
        csv_text.create(folder / f"{name}.csv", _frame(table, rows))
    short = re.sub(r"[^a-z0-9]+", "-", council.council.short.lower()).strip("-")
    title = f"{council.council.name}: the book of data"
    package = data_package(short, title, council.council.licence, tuple(TABLES))
    described = json.dumps(package, indent=1, ensure_ascii=False) + "\n"
    (folder / "datapackage.json").write_text(described, encoding="utf-8", newline="\n")
    return [] if listed is None else list(listed["indicator"])


def _catalogue(framework: str) -> pd.DataFrame | None:
    """The framework's own indicators, if it lists any."""
    if not framework:
        return None
    listed, faults = profiles.catalogue(profiles.available()[framework])
    if faults:
        raise FaultsFound(faults)
    return listed


def _frame(table: Table, rows: pd.DataFrame | None) -> pd.DataFrame:
    """A table's rows, without the names of what stands in tables that are empty in a new book."""
    names = [column.name for column in table.all_columns]
    if rows is None:
        return pd.DataFrame(columns=names)
    unknown = [column.name for column in table.columns if column.refers in OF_TABLES]
    return rows.reindex(columns=names, fill_value="").assign(**dict.fromkeys(unknown, ""))


def _notebooks(folder: Path, templates: Path) -> int:
    folder.mkdir()
    found = sorted(templates.glob("*.ipynb"))
    for path in found:
        shutil.copyfile(path, folder / path.name)
    return len(found)


def _written(folder: Path, values: dict[str, str]) -> None:
    """Write the guides, with what is this council's own put in."""
    root = profile.blank()
    for path in sorted(root.rglob("*.md")):
        target = folder / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = Template(path.read_text(encoding="utf-8")).substitute(values)
        target.write_text(text, encoding="utf-8", newline="\n")
    ignored = "".join(f"{line}\n" for line in KEPT_OUT)
    (folder / ".gitignore").write_text(ignored, encoding="utf-8", newline="\n")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
