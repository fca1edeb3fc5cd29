"""House rules that a machine can check."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmf_analysis.framework.plan import Words
from pmf_analysis.sources import folder, profiles
from pmf_analysis.tables.data_package import data_package
from pmf_analysis.tables.schemas import TABLES
from pmf_analysis.visuals import sentences
from tests import demonstration
from tests.conftest import ROOT, pmf

LONGEST = 300
# Files over the limit, each with its reason.
LONG_FOR_A_REASON: dict[str, str] = {}
VERBS = ("new", "check", "list", "findings", "build", "serve", "lab", "explore")
GROUPS = {
    "commentary": ("draft", "status", "export", "import"),
    "returns": ("issue", "collect", "status"),
    "import": ("fingertips", "ees", "tidy"),
    "data": ("copy",),
}
GROUPED = tuple(f"{group} {verb}" for group, verbs in GROUPS.items() for verb in verbs)


def tracked() -> list[Path]:
    """Files that git keeps or would keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not run: this is no git checkout")
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_file_is_long_without_a_reason() -> None:
    """About 300 lines, or a reason why not; and no reason kept for a file that needs none."""
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("pmf_analysis", "tests/demonstration", "tests/realdata")
        for path in (ROOT / folder).rglob("*.py")
    }
    long = {name for name, lines in lengths.items() if lines > LONGEST}
    assert long == set(LONG_FOR_A_REASON)


def test_nothing_names_a_registry_or_a_machine() -> None:
    """No registry host, no machine path."""
    wrong = re.compile(
        r"--(?:extra-)?index-url(?!\b)|https?://[^ \n]*/(?:simple|packages)/|"
        r"files\.pythonhosted|(?<![a-z.:/])/(?:home|root|work)/[a-z.]"
    )
    for path in tracked():
        if path.suffix in {".png", ".gz"} or path == Path(__file__).resolve():
            continue
        found = wrong.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.relative_to(ROOT)}: {found and found.group()}"


def test_the_wheel_ships_every_template_and_page() -> None:
    """What is hand-written in notebooks/ and book/ goes into the wheel; what is built does not."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = set(settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"])
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        template = name.startswith("notebooks/") and name.count("/") == 1
        page = name.startswith("book/") and not name.startswith("book/generated/")
        if template or page:
            assert any(name == s or name.startswith(f"{s}/") for s in shipped), name
    assert not any("book/generated".startswith(entry) for entry in shipped)


def test_lock_files_carry_hashes() -> None:
    """Every pinned package has at least one hash, and none a host."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pins = re.findall(r"(?m)^[a-z0-9][\w.\[\]-]*==", text)
        assert len(pins) > 50
        blocks = re.split(r"(?m)^(?=[a-z0-9][\w.\[\]-]*==)", text)[1:]
        assert all("--hash=sha256:" in block for block in blocks)


def test_the_demonstration_is_written_the_same_again(tmp_path: Path) -> None:
    """The generator gives the committed bytes."""
    demonstration.write(tmp_path)
    for path in sorted(tmp_path.glob("*.csv")):
        assert path.read_bytes() == (ROOT / "data" / path.name).read_bytes(), path.name
    assert {p.name for p in tmp_path.glob("*.csv")} >= {"observations.csv", "targets.csv"}


def test_the_data_package_describes_the_tables() -> None:
    """What data/datapackage.json says is what the schemas say."""
    kept = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    names = tuple(name for name in TABLES if (ROOT / "data" / f"{name}.csv").is_file())
    licence = kept["licenses"][0]["title"]
    assert kept == data_package(kept["name"], kept["title"], licence, names)


@pytest.mark.parametrize("verb", [*VERBS, *GROUPED])
def test_every_verb_has_help_and_stands_in_the_readme(verb: str) -> None:
    """Help with examples; the README names it."""
    done = pmf(*verb.split(), "--help")
    assert done.returncode == 0
    assert "Examples:" in done.stdout
    assert f"pmf {verb}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_command_has_the_verbs_that_are_tested() -> None:
    """No verb without its line here."""
    for group, verbs in {"": (*VERBS, *GROUPS), **GROUPS}.items():
        told = pmf(*group.split(), "--help").stdout
        assert set(re.findall(r"(?m)^\W+([a-z]+)  +[A-Z]", told)) == set(verbs)


def test_one_name_for_each_verdict() -> None:
    """A verdict on a page can be looked up under the same name in the book."""
    for page in ("how-to-read", "methods"):
        text = (ROOT / "book" / f"{page}.md").read_text(encoding="utf-8")
        for name in sentences._NAMES.values():
            assert name in text, (page, name)


def test_public_names_are_listed_and_lazy() -> None:
    """The package's face finds each of its names, and an unknown one raises."""
    import pmf_analysis

    for name in pmf_analysis.__all__:
        assert getattr(pmf_analysis, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = pmf_analysis.nothing


def test_the_changelog_says_which_figures_move() -> None:
    """Each version has a line about published figures."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "Published figures" in text


def _spoken(path: Path) -> Iterator[str]:
    """The texts of a module that are no docstring; of a template, all of it."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield text
        return
    tree = ast.parse(text)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def test_no_councils_word_stands_in_the_code() -> None:
    """What a council calls itself, its bodies, plans and parts comes from its profile alone."""
    proper: set[str] = set()
    for name in ("", *profiles.available()):
        profile, _ = folder.profile(ROOT / "data", name)
        assert profile is not None, name
        council, usual = profile.council, set(Words().model_dump().values())
        named = {council.name, council.short, council.plan, *profile.words.model_dump().values()}
        named |= {t.name for t in (*profile.themes, *profile.missions) if " " in t.name}
        named |= {d.name for d in profile.directorates if " " in d.name}
        proper |= {word for word in named - usual if word[:1].isupper()}
    assert {"Inventshire", "Cabinet", "Cumberland", "Carlisle"} <= proper
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(proper)))})(?!\w)")
    kinds = {".py", ".html", ".js", ".css"}
    places = (ROOT / "pmf_analysis", ROOT / "book" / "_templates", ROOT / "book" / "_look")
    found = {
        f"{path.relative_to(ROOT)}: {match.group()}"
        for place in places
        for path in place.rglob("*")
        if path.suffix in kinds and "vendor" not in path.parts
        for text in _spoken(path)
        if (match := pattern.search(text))
    }
    assert found == set()
