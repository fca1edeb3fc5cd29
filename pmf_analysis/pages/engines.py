"""A papermill engine that runs a notebook inside its own, freshly forked process.

Starting a kernel and importing the statistics costs several seconds a page. Here the
imports are made once, in a server process, and each page gets a fork of it: a clean
interpreter with everything loaded. A test holds its outputs against a real kernel's.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import nbformat
import papermill
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

# Loaded before the first fork, so that no page pays for it.
from pmf_analysis import report
from pmf_analysis.visuals.figure import DEFERRED

__all__ = ["IN_PROCESS", "Job", "run"]

IN_PROCESS = "pmf-in-process"


@dataclass(frozen=True)
class Job:
    """A notebook to run: its name for errors, its JSON, its parameters, its findings' file."""

    name: str
    notebook: str
    parameters: Mapping[str, str]
    findings: str


def run(job: Job, engine: str = IN_PROCESS) -> tuple[str, str]:
    """Run a job and return (executed notebook as JSON, "") or ("", what went wrong)."""
    notebook = nbformat.reads(job.notebook, as_version=4)
    with _environment({report.HANDED_OVER: job.findings, DEFERRED: "1"}):
        try:
            done = papermill.execute_notebook(
                notebook,
                None,
                parameters=dict(job.parameters),
                engine_name=None if engine == "kernel" else engine,
                kernel_name="python3",
                progress_bar=False,
            )
        except PapermillExecutionError as error:
            return "", f"{error.ename}: {error.evalue}"
    return nbformat.writes(done), ""


@contextlib.contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Recorder(io.TextIOBase):
    """Collects a cell's outputs in the order in which they come."""

    outputs: list[NotebookNode]
    stream = "stdout"

    def __init__(self, outputs: list[NotebookNode], stream: str) -> None:
        super().__init__()
        self.outputs, self.stream = outputs, stream

    def write(self, text: str) -> int:
        last = self.outputs[-1] if self.outputs else None
        if last is not None and last.get("name") == self.stream:
            last["text"] += text
        elif text:
            self.outputs.append(nbformat.v4.new_output("stream", name=self.stream, text=text))
        return len(text)


class _Publisher(DisplayPublisher):  # type: ignore[misc]
    """Records what ``display`` is given."""

    outputs: list[NotebookNode]

    def publish(self, data: Any, metadata: Any = None, **_: Any) -> None:
        output = nbformat.v4.new_output("display_data", data=data, metadata=metadata or {})
        self.outputs.append(output)


class _Hook(DisplayHook):  # type: ignore[misc]
    """Records the value of a cell's last expression."""

    outputs: list[NotebookNode]

    def write_output_prompt(self) -> None:
        """Print no prompt."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        output = nbformat.v4.new_output(
            "execute_result",
            data=format_dict,
            metadata=md_dict or {},
            execution_count=self.shell.execution_count,
        )
        self.outputs.append(output)

    def finish_displayhook(self) -> None:
        """Print no closing line."""


class InProcessEngine(Engine):  # type: ignore[misc]
    """Runs each cell in an IPython shell of this process."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_: Any) -> None:
        """Run the cells in order; stop at the first that fails."""
        del kernel_name  # the shell of this process takes its place
        main = sys.modules["__main__"]  # IPython puts a module of its own there
        with tempfile.TemporaryDirectory() as home:
            quiet = Config({"HistoryManager": {"enabled": False}})
            shell = InteractiveShell(
                config=quiet,
                ipython_dir=home,
                displayhook_class=_Hook,
                display_pub_class=_Publisher,
            )
            try:
                for index, cell in enumerate(nb_man.nb.cells):
                    if cell.cell_type == "code" and not _run_cell(shell, nb_man, cell, index):
                        break
            finally:
                sys.modules["__main__"] = main


def _run_cell(shell: InteractiveShell, nb_man: Any, cell: NotebookNode, index: int) -> bool:
    nb_man.cell_start(cell, index)
    outputs: list[NotebookNode] = []
    shell.displayhook.outputs = shell.display_pub.outputs = outputs
    with (
        contextlib.redirect_stdout(_Recorder(outputs, "stdout")),
        contextlib.redirect_stderr(_Recorder(outputs, "stderr")),
    ):
        shell.showtraceback = lambda *_, **__: None
        result = shell.run_cell(cell.source, store_history=True)
    cell.execution_count = result.execution_count
    failed = result.error_before_exec or result.error_in_exec
    if failed is not None:
        shown = nbformat.v4.new_output(
            "error",
            ename=type(failed).__name__,
            evalue=str(failed),
            traceback=[f"{type(failed).__name__}: {failed}"],
        )
        outputs.append(shown)
    cell.outputs = outputs
    if failed is not None:
        nb_man.cell_exception(cell, index, exception=failed)
        return False
    nb_man.cell_complete(cell, index)
    return True


papermill_engines.register(IN_PROCESS, InProcessEngine)
