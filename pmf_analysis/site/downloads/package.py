"""A quarter as a Data Package: CSV files, and one file that says what each column holds."""

from __future__ import annotations

import json
from pathlib import Path

from pmf_analysis.findings.extract import Extract
from pmf_analysis.findings.open_data import open_data
from pmf_analysis.site.downloads.packed import pack
from pmf_analysis.site.downloads.plain import csv_text

__all__ = ["write"]


def write(path: Path, extract: Extract, title: str) -> None:
    """Write the readable figures of an edition as one zip.

    Parameters
    ----------
    path : Path
        The zip.
    extract : Extract
        What the edition's readers may see.
    title : str
        The package's.
    """
    described, tables = open_data(extract, title)
    members = {f"{table.name}.csv": csv_text(table.header, table.rows) for table in tables}
    members["datapackage.json"] = json.dumps(described, indent=1, ensure_ascii=False) + "\n"
    pack(path, members)
