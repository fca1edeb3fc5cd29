"""How JupyterLab reads and writes the book's files: Markdown as notebooks, and never an output."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import nbformat
from jupyter_server.services.contents.filecheckpoints import FileCheckpoints
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from tornado.web import HTTPError
from traitlets import Unicode

from pmf_analysis.framework.errors import PmfError
from pmf_analysis.lab import keeping

__all__ = ["Checkpoints", "Notebooks"]

SUFFIX = ".md"
TEMPLATES = "notebooks"  # notebooks straight in it are kept without outputs
CANNOT = 422  # unprocessable content


class Checkpoints(FileCheckpoints):  # type: ignore[misc]
    """The copy to revert to, kept away from the book."""

    folder = Unicode(config=True, help="Where copies are kept.")

    def checkpoint_path(self, checkpoint_id: str, path: str) -> str:
        """Return where a file's copy is kept: a name for each path."""
        digest = hashlib.sha256(path.strip("/").encode()).hexdigest()
        Path(self.folder).mkdir(parents=True, exist_ok=True)
        return str(Path(self.folder) / f"{digest[:32]}-{checkpoint_id}")


class Notebooks(LargeFileManager):  # type: ignore[misc]
    """Markdown files open as MyST notebooks; a save changes the words that were edited alone."""

    def get(
        self,
        path: str,
        content: bool = True,
        type: str | None = None,  # noqa: A002 - likewise
        format: str | None = None,  # noqa: A002 - likewise
        require_hash: bool = False,
    ) -> dict[str, Any]:
        """Return a file's model, a Markdown file's as a notebook's."""
        text = type in {None, "notebook"} and path.endswith(SUFFIX) and self.file_exists(path)
        if not text:
            model: dict[str, Any] = super().get(path, content, type, format, require_hash)
            return model
        model = super().get(path, content, "file", "text", require_hash)
        model["type"] = "notebook"
        if content:
            model |= {"format": "json", "mimetype": None}
            model["content"] = self._opened(path, model["content"])
        return model

    def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Save a file; a notebook without outputs, and not at all if nothing in it is new."""
        if model.get("type") == "notebook" and path.endswith(SUFFIX):
            return self._save_text(model["content"]["cells"], path)
        if model.get("type") == "notebook" and path.strip("/").rpartition("/")[0] == TEMPLATES:
            return self._save_bare(model, path)
        kept: dict[str, Any] = super().save(model, path)
        return kept

    def _opened(self, path: str, text: str) -> dict[str, Any]:
        try:
            return keeping.notebook(text)
        except PmfError as error:
            raise HTTPError(CANNOT, f"{path}: {error}") from None

    def _save_text(self, cells: list[dict[str, Any]], path: str) -> dict[str, Any]:
        there = self.file_exists(path)
        before = super().get(path, True, "file", "text")["content"] if there else ""
        try:
            after = keeping.saved(before, cells)
        except PmfError as error:
            raise HTTPError(CANNOT, f"{path}: {error}") from None
        if not there or after != before:
            super().save({"type": "file", "format": "text", "content": after}, path)
        return self.get(path, content=False)

    def _save_bare(self, model: dict[str, Any], path: str) -> dict[str, Any]:
        bare = nbformat.from_dict(model["content"])
        bare.cells = [cell for cell in bare.cells if cell.source.strip()]
        for cell in bare.cells:
            cell.metadata.pop("trusted", None)
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        if self.file_exists(path):
            before = super().get(path, True, "notebook")["content"]
            bare.metadata = before.metadata
            for cell in before.cells:
                cell.metadata.pop("trusted", None)
            if before.cells == bare.cells:
                return self.get(path, content=False)
        kept: dict[str, Any] = super().save({"type": "notebook", "content": bare}, path)
        return kept
