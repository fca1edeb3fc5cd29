"""Notebooks: thin, runnable by anyone, the same from either engine, honest in what they show."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from pmf_analysis import findings as flow
from pmf_analysis import report
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.assemble import assemble
from pmf_analysis.pages.commentary import Remark
from pmf_analysis.pages.contents import PageId, contents
from pmf_analysis.pages.engines import Job, run
from pmf_analysis.pages.execute import check_parameters
from pmf_analysis.pages.finish import charts_in, finish
from pmf_analysis.pages.produce import PageFailed, produce
from tests import books

# `start` is for those who write, and opens in JupyterLab alone.
NOTEBOOKS = sorted(
    path
    for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb")
    if path.stem != "start"
)
PARAMETERS = {"quarter": "", "scope": "", "data": "data", "audience": "public", "as_at": ""}
# What a notebook may hold: an import, an assignment, a call, an attribute, plain values.
ALLOWED = (
    ast.Module,
    ast.ImportFrom,
    ast.alias,
    ast.Assign,
    ast.AnnAssign,
    ast.Expr,
    ast.Call,
    ast.Attribute,
    ast.Name,
    ast.Constant,
    ast.keyword,
    ast.Load,
    ast.Store,
)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_hold_no_logic(path: Path) -> None:
    """Calls alone: no function, loop, condition or sum, and one import, of the report."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        for node in ast.walk(tree):
            assert isinstance(node, ALLOWED), (path.name, type(node).__name__)
            if isinstance(node, ast.ImportFrom):
                assert node.module == "pmf_analysis"
                assert [name.name for name in node.names] == ["report"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_without_outputs_and_with_typed_parameters(path: Path) -> None:
    """Nothing of a run is kept; every parameter has its type and a comment for help."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
    given_ = next(c for c in notebook.cells if "parameters" in c.metadata.get("tags", []))
    found = {}
    for node in ast.parse(given_.source).body:
        assert isinstance(node, ast.AnnAssign)
        assert ast.unparse(node.annotation) == "str"
        found[ast.unparse(node.target)] = ast.literal_eval(node.value)
        assert given_.source.splitlines()[node.lineno - 2].startswith("# ")
    # What only the internal edition has opens in it, so that each notebook runs alone.
    inside = {"audience": "internal"} if path.stem in {"clinic", "service"} else {}
    assert found == PARAMETERS | inside


def test_unknown_parameters_are_refused(root: Path) -> None:
    """Papermill only warns; the program names what there is."""
    with pytest.raises(WrongUse, match="has no parameter 'quater'; it has: quarter, scope"):
        check_parameters(root / "notebooks" / "theme.ipynb", ["quater"])


def test_plain_papermill_runs_a_notebook_from_the_root(root: Path, tmp_path: Path) -> None:
    """The command that the README gives, with a real kernel."""
    out = tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", "notebooks/directorate.ipynb", str(out)]
    command += ["-p", "quarter", "2025-26 Q2", "-p", "scope", "children"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    shown = out.read_text(encoding="utf-8")
    assert "Director of Children" in shown or "Led by the" in shown


def test_a_notebook_runs_alone_in_its_own_folder(root: Path) -> None:
    """As in JupyterLab: working folder notebooks/, default parameters, charts drawn in place."""
    code = (
        "import nbformat, nbclient\n"
        "nb = nbformat.read('indicator.ipynb', as_version=4)\n"
        "nbclient.NotebookClient(nb, kernel_name='python3').execute()\n"
        "print(sum('<svg' in o.get('data', {}).get('text/html', '') "
        "for c in nb.cells for o in c.get('outputs', [])))\n"
    )
    command = [sys.executable, "-c", code]
    folder = root / "notebooks"
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) >= 1


def job(findings: Findings, kind: str, scope: str, folder: Path, root: Path) -> Job:
    handed = folder / f"{kind}.json"
    handed.write_bytes(flow.dump(report.kind_of(kind).part(findings, scope)))
    template = nbformat.read(root / "notebooks" / f"{kind}.ipynb", as_version=4)
    text = nbformat.writes(assemble(template, "Title", [], charts=True))
    return Job(kind, text, PARAMETERS | {"scope": scope}, str(handed))


@pytest.mark.parametrize(("kind", "scope"), [("indicator", "601"), ("theme", "homes")])
def test_the_in_process_engine_shows_what_a_real_kernel_shows(
    demonstration: Findings, tmp_path: Path, root: Path, kind: str, scope: str
) -> None:
    """Every output of every cell, charts among them."""
    work = job(demonstration, kind, scope, tmp_path, root)
    ours, error = run(work)
    theirs, other = run(work, engine="kernel")
    assert (error, other) == ("", "")
    both = [
        [
            [(o.output_type, o.get("data", {}).get("text/html")) for o in cell.get("outputs", [])]
            for cell in nbformat.reads(text, as_version=4).cells
        ]
        for text in (ours, theirs)
    ]
    assert both[0] == both[1]
    assert set(charts_in(ours)) == set(charts_in(theirs))
    assert (kind == "theme") or charts_in(ours)


def test_a_failing_notebook_publishes_nothing(
    demonstration: Findings, tmp_path: Path, root: Path
) -> None:
    """All pages or none, and the pages of the last good run stay."""
    council = tmp_path / "council"
    (council / "notebooks").mkdir(parents=True)
    broken = nbformat.read(root / "notebooks" / "home.ipynb", as_version=4)
    broken.cells.append(nbformat.v4.new_code_cell("page.nothing_of_the_kind()"))
    nbformat.write(broken, council / "notebooks" / "home.ipynb")
    generated = tmp_path / "generated"
    generated.mkdir()
    (generated / "index.ipynb").write_text("as it was", encoding="utf-8")
    with pytest.raises(PageFailed, match="index: AttributeError"):
        produce(demonstration, {}, generated, data=council / "data", only="index")
    assert (generated / "index.ipynb").read_text(encoding="utf-8") == "as it was"


def test_only_pages_whose_inputs_changed_are_run(tmp_path: Path) -> None:
    """Nothing changed, nothing run; words changed, the pages that show them run."""
    data = books.write(tmp_path / "data")
    findings = flow.compute(data)
    generated = tmp_path / "generated"
    first = produce(findings, {}, generated, data=data)
    assert first.ran == len(first.pages) == len(list(contents(findings)))
    assert produce(findings, {}, generated, data=data).ran == 0
    words = {PageId("theme", "homes"): (Remark("Words.", "101", "", "0", "theme-homes.md", 1),)}
    again = produce(findings, words, generated, data=data)
    assert again.ran == 2  # the theme's page, and the indicator's
    text = (generated / "themes" / "homes.ipynb").read_text(encoding="utf-8")
    assert "Words." in text
    assert "The figures have changed since these words were written" in text


def test_a_page_that_is_no_longer_made_is_removed(tmp_path: Path) -> None:
    """An indicator taken out of the catalogue leaves no page behind."""
    data = books.write(tmp_path / "data")
    generated = tmp_path / "generated"
    produce(flow.compute(data), {}, generated, data=data)
    assert (generated / "indicators" / "102.ipynb").is_file()
    rows = books.tables()
    books.write(
        data,
        indicators=[r for r in rows["indicators"] if not r.startswith("102")],
        observations=[r for r in rows["observations"] if not r.startswith("102")],
    )
    produce(flow.compute(data), {}, generated, data=data)
    assert not (generated / "indicators" / "102.ipynb").exists()


def test_what_is_finished_carries_no_trace_of_the_run(
    demonstration: Findings, tmp_path: Path, root: Path
) -> None:
    """No parameters, code cells' counts, paths, timings or papermill's own metadata."""
    work = job(demonstration, "indicator", "601", tmp_path, root)
    text, _ = run(work)
    drawn = dict.fromkeys(charts_in(text), "<svg></svg>")
    done = finish(text, drawn, "index", ["index"])
    for trace in (str(tmp_path), "papermill", "injected-parameters", "as_at: str", "start_time"):
        assert trace not in done
    cells = json.loads(done)["cells"]
    assert all(c["execution_count"] is None for c in cells if c["cell_type"] == "code")


def test_an_error_in_a_notebook_is_words_and_no_traceback(root: Path) -> None:
    """An analyst who names an unknown theme reads what there is."""
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell()\n"
        "shell.run_cell('from pmf_analysis import report')\n"
        'shell.run_cell(\'report.page("theme", scope="nowhere")\')\n'
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert "there is no theme 'nowhere'; there are: communities" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize("tag", ["parameters", "injected-parameters"])
def test_parameters_are_not_shown_even_when_they_print(tag: str) -> None:
    """A value left at the end of a parameters cell is nobody's reading."""
    shown = nbformat.v4.new_output("display_data", data={"text/html": "<p>data</p>"})
    cell = nbformat.v4.new_code_cell("data = 'mine'\ndata", outputs=[shown])
    cell.metadata["tags"] = [tag]
    notebook = nbformat.v4.new_notebook(cells=[cell])
    assert json.loads(finish(nbformat.writes(notebook), {}, "index", ["index"]))["cells"] == []


def test_an_indicator_without_a_figure_is_listed_without_a_link(tmp_path: Path) -> None:
    """A new indicator has no page until somebody reports it."""
    rows = books.tables()
    data = books.write(
        tmp_path / "data", indicators=[*rows["indicators"], books.indicator("104", "Brand new")]
    )
    findings = flow.compute(data)
    listed = report.page("indicators", data=str(data)).catalogue().html
    assert "104 Brand new: no figure yet" in listed
    assert "indicators/104.html" not in listed
    assert "indicators/103.html" in listed
    assert PageId("indicator", "104") not in {page for page, _ in contents(findings)}


def test_what_has_no_page_in_this_edition_is_named_without_a_link() -> None:
    """A link to a page that is not made would be a dead one; hand-written pages are left alone."""
    html = (
        '<a href="../risk.html#risk-1">Floods</a> <a href="../themes/homes.html">Homes</a> '
        '<a href="../methods.html">Methods</a> <a href="care.html">Care</a>'
    )
    shown = nbformat.v4.new_output("display_data", data={"text/html": html})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[shown])])
    done = finish(nbformat.writes(notebook), {}, "themes/growth", ["themes/growth", "themes/homes"])
    assert "".join(json.loads(done)["cells"][0]["outputs"][0]["data"]["text/html"]) == (
        'Floods <a href="../themes/homes.html">Homes</a> <a href="../methods.html">Methods</a> Care'
    )
