"""Run notebooks by papermill, a few processes at a time."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from multiprocessing.context import BaseContext
from pathlib import Path

import papermill

from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.pages.engines import Job, run

__all__ = ["artists", "check_parameters", "execute", "pool"]

# Imported by the server process before its first fork: a rehearsal of what notebooks do.
REHEARSAL = "pmf_analysis.pages.rehearsal"


def pool(jobs: int) -> Executor:
    """Return an executor whose workers each run one notebook in a clean interpreter.

    Where the system can fork, the interpreter comes with everything imported.
    """
    return ProcessPoolExecutor(jobs, mp_context=_context(), max_tasks_per_child=1)


def artists(jobs: int) -> Executor:
    """Return an executor whose workers stay, as those that draw charts should."""
    return ProcessPoolExecutor(jobs, mp_context=_context())


def _context() -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    # One thread each: the workers share the cores as it is.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    context = multiprocessing.get_context("forkserver")
    # Each fork imports what its parent was started from; of that, the server has all there is.
    started = [name for name in sys.modules if name.startswith("pmf_analysis.")]
    context.set_forkserver_preload([*started, REHEARSAL])
    return context


def execute(
    jobs: Iterable[Job], executor: Executor, done: Callable[[str], None] = lambda _: None
) -> Iterator[tuple[str, str, str]]:
    """Run jobs and yield (name, executed notebook as JSON, error) as each one ends.

    Parameters
    ----------
    jobs : iterable of Job
        The notebooks.
    executor : Executor
        Where they run; `pool`, or any other with the same interface.
    done : callable
        Told each job's name as it ends.
    """
    waiting = {executor.submit(run, job): job.name for job in jobs}
    for future in as_completed(waiting):
        name = waiting[future]
        notebook, error = future.result()
        done(name)
        yield name, notebook, error


def check_parameters(template: Path, given: Iterable[str]) -> None:
    """Refuse parameters that a template does not declare; papermill itself only warns.

    Raises
    ------
    WrongUse
        Names the unknown parameter and those that there are.
    """
    known = list(papermill.inspect_notebook(str(template)))
    for name in given:
        if name not in known:
            there = ", ".join(known) or "none"
            raise WrongUse(f"{template.name} has no parameter {name!r}; it has: {there}")
