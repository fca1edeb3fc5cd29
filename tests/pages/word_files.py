"""Word files for tests: sent out from a small book, and changed as Word itself would."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.pages.commentary import word
from pmf_analysis.pages.commentary.draft import FRONT as HEAD
from tests import books

PATIENCE = 120  # seconds for LibreOffice on a busy machine
QUARTER = "2025-26 Q1"
DIRECTORATE = f"""{HEAD}
**Services.** All is well, and *will* stay so.

Second paragraph of the page.

+++ {{"indicator": "103", "organisation": "housing", "against": "000000000000"}}

Calls are answered: see [the plan](https://example.org/plan).

* first
* second

| a | b |
|---|---|
| 1 | 2 |
"""
THEME = f"""{HEAD}
Words of the theme.

```{{code-cell}}
1 + 1
```

+++ {{"guide": "101", "made": "0"}}

Answer below.

+++ {{"indicator": "101", "against": "123456789abc"}}

Of 100 duties, 66 ended with a home.  It was 72.

We expect to be back by June.

+++ {{"indicator": "102", "against": ""}}

% Write here
"""
HOME = f"{HEAD}\nWords of the home page.\n"
WHOLE, CALLS = "Housing: the page as a whole", "103 Calls answered, Housing"
DUTIES = "101 Duties ended with a home, Smallbridge Council"
WAITING = "102 Households waiting, Smallbridge Council"


def council(folder: Path) -> Path:
    """Write a small book with its commentary; return the book."""
    data = books.write(folder / "data")
    words = commentary(data)
    words.mkdir(parents=True)
    for name, text in (
        ("directorate-housing", DIRECTORATE),
        ("theme-homes", THEME),
        ("home", HOME),
    ):
        (words / f"{name}.md").write_bytes(text.encode())
    return data


def commentary(data: Path) -> Path:
    """Where the words stand."""
    return data.parent / "notebooks" / "commentary" / "2025-26-q1"


def stands(data: Path) -> dict[str, bytes]:
    """Every commentary file as it is."""
    return {path.name: path.read_bytes() for path in commentary(data).iterdir()}


_SENT: dict[str, dict[str, tuple[str, bytes]]] = {}


def sent(data: Path) -> dict[str, Path]:
    """Send the words out; each file by its directorate. The same words are sent once a run."""
    out, words = data.parent / "out", repr(stands(data))
    if words not in _SENT:
        made = word.export(data, QUARTER, out=out)
        _SENT[words] = {one.part: (one.path.name, one.path.read_bytes()) for one in made}
    out.mkdir(exist_ok=True)
    for name, content in _SENT[words].values():
        (out / name).write_bytes(content)
    return {part: out / name for part, (name, _) in _SENT[words].items()}


def change(path: Path, edit: Callable[[Any], None]) -> Path:
    """Open a Word file, change it, and save it."""
    document = docx.Document(str(path))
    edit(document)
    document.save(str(path))
    return path


def box(document: Any, title: str) -> Any:
    """The content control of that title."""
    for control in document.element.body.iter(qn("w:sdt")):
        alias = control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}")
        if alias is not None and alias.get(qn("w:val")) == title:
            return control
    raise AssertionError(f"no box {title!r}")


def content(document: Any, title: str) -> Any:
    """What stands in that box."""
    return box(document, title).find(qn("w:sdtContent"))


def xml(text: str) -> Any:
    """An element, its name after ``w:`` or ``m:``."""
    start = text.index(" ") if " " in text.split(">", maxsplit=1)[0] else text.index(">")
    if text[start - 1] == "/":
        start -= 1
    spaces = nsdecls("w", "m", "r", "wp", "a", "pic")
    return parse_xml(f"{text[:start]} {spaces}{text[start:]}")


def paragraph(text: str, inside: str = "") -> Any:
    """A plain paragraph."""
    return xml(f"<w:p>{inside}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")


def faults(data: Path, *files: Path) -> str:
    """What an import refuses, in words; it must have changed nothing."""
    before = stands(data)
    with pytest.raises(FaultsFound) as refused:
        word.propose(data, files, QUARTER)
    assert stands(data) == before
    return str(refused.value)


def by_libreoffice(path: Path, folder: Path, to: str = 'docx:"MS Word 2007 XML"') -> Path:
    """Let LibreOffice open a file and save it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.fail("LibreOffice is needed for this test: install libreoffice-writer")
    folder.mkdir(exist_ok=True)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", to.replace('"', ""), "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return folder / f"{path.stem}.{to.partition(':')[0]}"


def reworded(title: str, old: str, new: str) -> Callable[[Any], None]:
    """An edit: other words in a box."""

    def edit(document: Any) -> None:
        texts = [t for t in content(document, title).iter(qn("w:t")) if old in (t.text or "")]
        assert len(texts) == 1
        texts[0].text = texts[0].text.replace(old, new)

    return edit
