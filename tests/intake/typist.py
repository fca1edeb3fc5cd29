"""Someone who fills in a workbook in LibreOffice: types into cells and saves.

What is typed goes in as from a keyboard, so that LibreOffice itself makes a number, a percentage
or a text of it, and its protection of cells holds.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

__all__ = ["type_into"]

PATIENCE = 120  # seconds on a busy machine
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}
MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" \
script:language="StarBasic">{basic}</script:module>
"""
BASIC = """
Function said(name, value)
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = name
  one.Value = value
  said = one
End Function
Sub Typed
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, Array(said("Hidden", True)))
  sheet = book.Sheets.getByName("{sheet}")
{cells}
  book.storeToURL("{target}", Array(said("FilterName", "{filter}")))
  book.close(True)
End Sub
"""


def type_into(source: Path, target: Path, cells: Mapping[str, str], sheet: str = "Figures") -> None:
    """Open a workbook, type into cells and save it under another name.

    Parameters
    ----------
    source, target : Path
        The workbook, and what to save: its ending names the format.
    cells : mapping of str to str
        What to type, by the cell's address.
    sheet : str
        Where the cells are.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("LibreOffice is needed for this test: install libreoffice-calc")
    profile = target.parent / "profile"
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.exists():  # a first start makes the profile, with an empty module
        _ran([*command, "--terminate_after_init"])
    typed = "\n".join(
        f'  sheet.getCellRangeByName("{at}").FormulaLocal = "{text}"' for at, text in cells.items()
    )
    basic = BASIC.format(
        source=source.as_uri(),
        target=target.as_uri(),
        filter=FILTERS[target.suffix],
        sheet=sheet,
        cells=typed,
    )
    module.write_text(MODULE.format(basic=escape(basic)), encoding="utf-8")
    _ran([*command, "macro:///Standard.Module1.Typed()"])
    assert target.is_file(), "LibreOffice saved nothing"


def _ran(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
