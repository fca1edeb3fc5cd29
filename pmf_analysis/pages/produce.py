"""Produce a quarter's pages: only those whose inputs changed are run, only successes kept."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from pmf_analysis import report
from pmf_analysis.findings import dump
from pmf_analysis.framework.errors import PmfError, WrongUse
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.assemble import assemble
from pmf_analysis.pages.case_studies import Story
from pmf_analysis.pages.commentary import Remark, key
from pmf_analysis.pages.contents import PageId, contents, could_be_made
from pmf_analysis.pages.engines import Job
from pmf_analysis.pages.execute import artists, check_parameters, execute, pool
from pmf_analysis.pages.finish import charts_in, finish
from pmf_analysis.pages.places import template
from pmf_analysis.visuals import words
from pmf_analysis.visuals.figure import draw

__all__ = ["CHARTS", "PageFailed", "Produced", "produce"]

MANIFEST = "manifest.json"
# What a page is kept in: the executed notebook, and the specifications of the charts in it.
NOTEBOOK, CHARTS = ".ipynb", ".charts.json"
Commentary = Mapping[PageId, tuple[Remark, ...]]


class PageFailed(PmfError):
    """One or more notebooks did not run; nothing of the quarter is published."""


@dataclass(frozen=True)
class Produced:
    """What a run left in the folder.

    Attributes
    ----------
    pages : dict of str to str
        Each page's path and the digest of its inputs, in reading order.
    ran : int
        How many notebooks were run; the others had not changed.
    """

    pages: dict[str, str]
    ran: int


def produce(
    findings: Findings,
    commentary: Commentary,
    generated: Path,
    *,
    data: Path,
    earlier: Mapping[str, Commentary] | None = None,
    stories: Sequence[Story] = (),
    jobs: int = 2,
    only: str = "",
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Produced:
    """Write the executed notebook of each page beneath `generated`.

    Parameters
    ----------
    findings : Findings
        The quarter's.
    commentary : mapping of PageId to tuple of Remark
        What analysts wrote.
    generated : Path
        The only folder that is written to; pages that are no longer made are removed.
    data : Path
        The book of data, whose neighbour ``notebooks/`` may override a template.
    earlier : mapping of str to mapping, optional
        What analysts wrote for the quarters before, the latest first, for indicators' pages.
    stories : sequence of Story, optional
        The case studies.
    jobs : int
        How many notebooks run at once.
    only : str
        Path of the one page to make, such as ``themes/homes``; of the others only those stay
        that still hold.
    progress : callable
        Told what is being done, how many are done, and of how many.

    Raises
    ------
    PageFailed
        A notebook did not run; the pages of the last good run are left.
    WrongUse
        There is no page of that path.
    """
    listed = list(contents(findings, stories))
    every = sorted(page.path for page, _ in listed)
    prepared = {
        page.path: _prepare(page, part, commentary, earlier or {}, stories, data, every)
        for page, part in listed
    }
    if only and only not in prepared:
        raise WrongUse(_no_such_page(only, prepared, findings.audience))
    before = _manifest(generated)
    stale = [
        path
        for path, made in prepared.items()
        if before.get(path) != made.digest
        or not all((generated / f"{path}{suffix}").is_file() for suffix in (NOTEBOOK, CHARTS))
    ]
    if only:  # the others are shown as long as they hold, and not run
        prepared = {path: m for path, m in prepared.items() if path == only or path not in stale}
        stale = [path for path in stale if path == only]
    wanted = {path: made.digest for path, made in prepared.items()}
    work = {path: prepared[path] for path in stale}
    for path, text in _run(work, data, jobs, every, progress).items():
        target = _inside(generated, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for path in set(before) - set(wanted):
        for suffix in (NOTEBOOK, CHARTS):
            _inside(generated, f"{path}{suffix}").unlink(missing_ok=True)
    generated.mkdir(parents=True, exist_ok=True)
    listing = json.dumps(dict(sorted(wanted.items())), indent=1)
    _inside(generated, MANIFEST).write_text(listing + "\n", encoding="utf-8")
    return Produced(wanted, len(stale))


def _no_such_page(path: str, pages: Collection[str], audience: str) -> str:
    near = difflib.get_close_matches(path, list(pages), n=3)
    like = f", but {' or '.join(near)}" if near else ""
    other = f" in the {audience} edition" if could_be_made(path) else ""
    return f"there is no page {path!r}{other}{like}; `pmf list` names them all"


@dataclass(frozen=True)
class _Prepared:
    notebook: str
    parameters: dict[str, str]
    findings: bytes
    digest: str


def _prepare(
    page: PageId,
    part: Findings,
    commentary: Commentary,
    earlier: Mapping[str, Commentary],
    stories: Sequence[Story],
    data: Path,
    every: list[str],
) -> _Prepared:
    """Everything that a page is made from, and one digest over it."""
    path = template(f"{page.kind}.ipynb", data)
    blank = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    remarks = [(remark, key(remark, home, part)[1]) for home, remark in _of(page, part, commentary)]
    title = report.kind_of(page.kind).title(part, page.scope)
    own = page.kind == "indicator"  # its chart stands at the top, the council's words first
    council = part.framework.council.code
    names = {f.organisation: f.organisation_name for f in part.findings} if own else {}
    names.pop(council, None)
    if own:
        remarks.sort(key=lambda said: said[1] != council)
    past = [
        (words.quarter(part.framework.period(quarter)), remark)
        for quarter, said in (earlier.items() if own else ())
        for _, remark in _of(page, part, said)
    ]
    told = stories if report.kind_of(page.kind).told else ()
    made = assemble(blank, title, remarks, charts=not own, names=names, earlier=past, stories=told)
    notebook = nbformat.writes(made)
    parameters = {
        "quarter": part.quarter,
        "scope": page.scope,
        "audience": str(part.audience),
        "as_at": part.as_at.isoformat() if part.as_at else "",
    }
    check_parameters(path, parameters)
    slice_ = dump(part)
    asked = json.dumps([parameters, every])
    inputs = (notebook, asked, hashlib.sha256(slice_).hexdigest(), _program())
    digest = hashlib.sha256("\0".join(inputs).encode()).hexdigest()
    return _Prepared(notebook, parameters, slice_, digest)


def _of(page: PageId, part: Findings, commentary: Commentary) -> list[tuple[PageId, Remark]]:
    """A page's own remarks; an indicator's page gathers what every page says of it.

    Words about figures that this edition does not show are not shown either.
    """
    seen = {finding.key for finding in part.findings}
    if page.kind != "indicator":
        return [
            (page, remark)
            for remark in commentary.get(page, ())
            if not remark.indicator or key(remark, page, part) in seen
        ]
    found = [
        (home, remark)
        for home, remarks in sorted(commentary.items())
        for remark in remarks
        if remark.indicator == page.scope and key(remark, home, part) in seen
    ]
    unlike = {remark.text.strip(): (home, remark) for home, remark in reversed(found)}
    return list(reversed(unlike.values()))


def _run(
    prepared: Mapping[str, _Prepared],
    data: Path,
    jobs: int,
    every: Collection[str],
    progress: Callable[[str, int, int], None],
) -> dict[str, str]:
    """Run the notebooks and draw their charts; the text of each file, or of none."""
    if not prepared:
        return {}
    executed: dict[str, str] = {}
    failed: list[str] = []
    with TemporaryDirectory() as folder, pool(jobs) as executor:
        work = []
        for number, (path, made) in enumerate(prepared.items()):
            handed = Path(folder) / f"{number}.json"
            handed.write_bytes(made.findings)
            parameters = made.parameters | {"data": str(data)}
            work.append(Job(path, made.notebook, parameters, str(handed)))
        for ended, (path, text, error) in enumerate(execute(work, executor), start=1):
            progress("running notebooks", ended, len(work))
            executed[path] = text
            if error:
                failed.append(f"{path}: {error}")
    if failed:
        raise PageFailed("these pages did not run:\n" + "\n".join(sorted(failed)))
    charts = {path: charts_in(text) for path, text in executed.items()}
    waiting = {name: spec for held in charts.values() for name, spec in held.items()}
    with artists(jobs) as drawing:
        drawn = _drawn(waiting, drawing, progress)
    written = {f"{p}{NOTEBOOK}": finish(text, drawn, p, every) for p, text in executed.items()}
    return written | {f"{p}{CHARTS}": json.dumps(c, sort_keys=True) for p, c in charts.items()}


def _drawn(
    waiting: Mapping[str, dict[str, object]],
    drawing: Executor,
    progress: Callable[[str, int, int], None],
) -> dict[str, str]:
    drawn: dict[str, str] = {}
    for mark, svg in zip(waiting, drawing.map(draw, waiting.values(), chunksize=4), strict=True):
        drawn[mark] = svg
        progress("drawing charts", len(drawn), len(waiting))
    return drawn


def _manifest(generated: Path) -> dict[str, str]:
    try:
        read: dict[str, str] = json.loads((generated / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read


def _inside(folder: Path, name: str) -> Path:
    """A path beneath `folder`, and never another: people's words lie close by."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError(f"{name} lies outside {folder}")
    return path


@cache
def _program() -> str:
    """A digest over the package itself: a change of code changes pages."""
    root = Path(report.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.suffix in {".py", ".html"}):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
