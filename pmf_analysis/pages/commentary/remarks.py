"""What analysts wrote: MyST notebooks, read and never written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pmf_analysis.findings import locate
from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.contents import PageId

__all__ = ["Remark", "before", "key", "of_quarter", "read"]

FORMAT = "md:myst"
KINDS = ("theme", "directorate")
WHOLE = ("home", "corporate", "delivery", "risk", "finance", "people", "residents", "responses")
EARLIER = 4  # quarters whose words an indicator's page repeats


@dataclass(frozen=True)
class Remark:
    """One cell of commentary.

    Attributes
    ----------
    text : str
        Markdown, as written.
    indicator : str
        The indicator it discusses; "" for the page as a whole.
    organisation : str
        Whose figures; "" for the council's, or the directorate's own where it reports any.
    against : str
        Fingerprint of the finding that it was written against.
    file : str
        The file, as an error names it.
    cell : int
        Its place in the file, counted from 1.
    """

    text: str
    indicator: str
    organisation: str
    against: str
    file: str
    cell: int


def of_quarter(data: str | Path, findings: Findings) -> dict[PageId, tuple[Remark, ...]]:
    """Read the commentary that stands beside a book of data; its absence is no fault.

    Raises
    ------
    FaultsFound
        As `read`.
    """
    slug = findings.framework.period(findings.quarter).slug
    return read(_folder(data) / slug)


def before(data: str | Path, findings: Findings) -> dict[str, dict[PageId, tuple[Remark, ...]]]:
    """Read what was written for the quarters before, the latest first; `EARLIER` at most.

    Raises
    ------
    FaultsFound
        As `read`.
    """
    now, folder = findings.framework.period(findings.quarter), _folder(data)
    past = [quarter for quarter in reversed(findings.framework.quarters) if quarter < now]
    written = [quarter for quarter in past if (folder / quarter.slug).is_dir()]
    return {str(quarter): read(folder / quarter.slug) for quarter in written[:EARLIER]}


def _folder(data: str | Path) -> Path:
    return locate(data).parent / "notebooks" / "commentary"


def read(folder: Path) -> dict[PageId, tuple[Remark, ...]]:
    """Read a quarter's commentary; a folder that is not there holds none.

    Parameters
    ----------
    folder : Path
        Holds ``theme-<code>.md``, ``directorate-<code>.md``, and ``home.md``, ``corporate.md``
        or another page of `WHOLE`.

    Raises
    ------
    FaultsFound
        A file cannot be read, or its name is no page's.
    """
    import jupytext  # noqa: PLC0415 - slow to load, and most verbs read no commentary

    found: dict[PageId, tuple[Remark, ...]] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        page = _page(path.stem)
        name = f"{folder.name}/{path.name}"
        if page is None:
            named = ", ".join(f"{kind}.md" for kind in WHOLE)
            expected = f"{named}, theme-CODE.md or directorate-CODE.md"
            faults.append(Fault(name, None, "", expected, path.name))
            continue
        try:
            notebook = jupytext.read(path, fmt=FORMAT)
        except UnicodeDecodeError as error:
            faults.append(Fault(name, None, "", "text in UTF-8", f"a byte at {error.start}"))
            continue
        except Exception as error:  # noqa: BLE001 - whatever a hand-written file provokes
            faults.append(Fault(name, None, "", "a MyST notebook", str(error).split("\n")[0]))
            continue
        found[page] = tuple(_remarks(notebook.cells, name))
    if faults:
        raise FaultsFound(faults)
    return found


def _page(stem: str) -> PageId | None:
    kind, _, scope = stem.partition("-")
    if kind in WHOLE and not scope:
        return PageId(kind)
    return PageId(kind, scope) if kind in KINDS and scope else None


def _remarks(cells: Iterable[Mapping[str, object]], file: str) -> Iterable[Remark]:
    for number, cell in enumerate(cells, start=1):
        text = str(cell["source"])
        if cell["cell_type"] != "markdown" or not text.strip():
            continue
        metadata = cell["metadata"]
        wanted = ("indicator", "organisation", "against")
        said = {k: str(metadata.get(k, "")) for k in wanted}  # type: ignore[attr-defined]
        yield Remark(text, said["indicator"], said["organisation"], said["against"], file, number)


def key(remark: Remark, page: PageId, findings: Findings) -> tuple[str, str]:
    """Return which finding a remark is about."""
    council = findings.framework.council.code
    if remark.organisation or page.kind != "directorate":
        return remark.indicator, remark.organisation or council
    reported = {f.organisation for f in findings.findings if f.indicator == remark.indicator}
    own = page.scope in reported
    return remark.indicator, page.scope if own else council
