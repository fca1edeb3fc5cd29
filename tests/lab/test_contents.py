"""The book's files as JupyterLab's server reads and writes them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import nbformat
import pytest
from jupyter_server.base.handlers import APIHandler
from tornado.httputil import HTTPServerRequest, RequestStartLine
from tornado.web import Application, HTTPError

from pmf_analysis.lab.contents import Checkpoints, Notebooks
from pmf_analysis.pages.commentary.draft import FRONT as HEAD
from tests.conftest import ROOT

LONG_AGO = 1_000_000_000  # seconds
TEXT = f'{HEAD}\n+++ {{"indicator": "702"}}\n\nIt rose.\n'


@pytest.fixture
def manager(tmp_path: Path) -> Notebooks:
    """The server's hand on a book with one file of commentary and the start page."""
    written = tmp_path / "book" / "notebooks" / "commentary"
    written.mkdir(parents=True)
    (written / "home.md").write_text(TEXT, encoding="utf-8")
    start = written.parent / "start.ipynb"
    start.write_bytes((ROOT / "notebooks" / "start.ipynb").read_bytes())
    for path in (written / "home.md", start):
        os.utime(path, (LONG_AGO, LONG_AGO))
    made = Notebooks(root_dir=str(tmp_path / "book"), checkpoints_class=Checkpoints)
    made.checkpoints.folder = str(tmp_path / "copies")
    return made


def test_markdown_opens_as_a_notebook_and_as_text(manager: Notebooks) -> None:
    """A double click asks for a notebook; the text editor asks for text."""
    path = "notebooks/commentary/home.md"
    model = manager.get(path, type="notebook")
    assert [cell["source"] for cell in model["content"]["cells"]] == ["It rose."]
    assert model["content"]["cells"][0]["metadata"] == {"indicator": "702"}
    assert manager.get(path, type="file", format="text")["content"] == TEXT
    (listed,) = manager.get("notebooks/commentary")["content"]
    assert listed["type"] == "notebook"


def test_a_save_without_an_edit_writes_nothing(manager: Notebooks) -> None:
    """Neither the bytes nor the time of the file move."""
    path = "notebooks/commentary/home.md"
    model = manager.get(path)
    manager.save({"type": "notebook", "content": model["content"]}, path)
    file = Path(manager.root_dir) / path
    assert file.read_text(encoding="utf-8") == TEXT
    assert file.stat().st_mtime == LONG_AGO


def test_an_edit_is_written(manager: Notebooks) -> None:
    """And nothing beside it: the copy to revert to is kept elsewhere."""
    path = "notebooks/commentary/home.md"
    content = manager.get(path)["content"]
    content["cells"][0]["source"] = "It fell."
    model = manager.save({"type": "notebook", "content": content}, path)
    assert model["type"] == "notebook"
    manager.create_checkpoint(path)
    file = Path(manager.root_dir) / path
    assert file.read_text(encoding="utf-8") == TEXT.replace("rose", "fell")
    assert [p.name for p in file.parent.iterdir()] == ["home.md"]
    content["cells"][0]["source"] = "It stood."
    manager.save({"type": "notebook", "content": content}, path)
    manager.restore_checkpoint("checkpoint", path)
    assert file.read_text(encoding="utf-8") == TEXT.replace("rose", "fell")


def test_copies_of_files_of_one_name_are_kept_apart(manager: Notebooks) -> None:
    """A page has a file of the same name in every quarter."""
    paths = [manager.checkpoints.checkpoint_path("checkpoint", f"{q}/home.md") for q in "ab"]
    assert len(set(paths)) == len(paths)


def test_the_start_page_is_kept_without_outputs(manager: Notebooks) -> None:
    """Run and saved, it is the file that it was; edited, it still holds nothing of a run."""
    path = "notebooks/start.ipynb"
    file = Path(manager.root_dir) / path
    before = file.read_bytes()
    content = manager.get(path)["content"]
    content.metadata["widgets"] = {"state": {}}
    code = next(cell for cell in content.cells if cell.cell_type == "code")
    code.outputs = [nbformat.v4.new_output("stream", text="SECRET")]
    code.execution_count = 3
    content.cells.append(nbformat.v4.new_code_cell(""))
    manager.save({"type": "notebook", "content": content}, path)
    assert file.read_bytes() == before
    assert file.stat().st_mtime == LONG_AGO
    code.source += "\n"
    code.source += "1 + 1"
    manager.save({"type": "notebook", "content": content}, path)
    text = file.read_text(encoding="utf-8")
    assert "1 + 1" in text
    assert "SECRET" not in text
    assert "widgets" not in text


def answer(error: HTTPError) -> dict[str, str]:
    """What JupyterLab is sent of an error; it shows the message."""
    connection = SimpleNamespace(set_close_callback=lambda _: None)
    request = HTTPServerRequest(
        start_line=RequestStartLine("GET", "/", "HTTP/1.0"),
        connection=connection,  # type: ignore[arg-type]
    )
    handler = APIHandler(Application(), request)
    handler.finish = sent = Mock()
    handler.write_error(error.status_code, exc_info=(type(error), error, None))
    told: dict[str, str] = json.loads(sent.call_args.args[0])
    return told


def test_what_cannot_be_opened_says_why(manager: Notebooks) -> None:
    """The dialog in JupyterLab names the file and the cell; the file stays."""
    path = "notebooks/commentary/home.md"
    file = Path(manager.root_dir) / path
    text = TEXT.replace('"702"', "702x")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(HTTPError) as told:
        manager.get(path, type="notebook")
    said = answer(told.value)["message"]
    assert said.startswith(f"{path}: the head of cell 1 cannot be read: ")
    assert said.endswith("put it right")
    assert "\n" not in (told.value.reason or "")
    assert file.read_text(encoding="utf-8") == text


def test_what_cannot_be_saved_says_why(manager: Notebooks) -> None:
    """A setting that no text can hold stops the save, and the message says so."""
    path = "notebooks/commentary/home.md"
    content = manager.get(path)["content"]
    content["cells"].append(nbformat.v4.new_code_cell("1", metadata={"tags": ["a\x85b"]}))
    with pytest.raises(HTTPError) as told:
        manager.save({"type": "notebook", "content": content}, path)
    said = answer(told.value)["message"]
    assert said.startswith(f"{path}: these cells cannot be written as text and read again")
    file = Path(manager.root_dir) / path
    assert file.read_text(encoding="utf-8") == TEXT
