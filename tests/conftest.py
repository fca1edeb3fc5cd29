"""What the tests share: the demonstration council, its built site, and the official statistics."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from pmf_analysis import findings as flow
from pmf_analysis.cli import main
from pmf_analysis.judgements.finding import Findings

pytest_plugins = ["tests.sources.postgres", "tests.sources.stores"]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
ABSENT = "not run: ../shared absent"

settings.register_profile("short", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("prove", max_examples=1500, deadline=None)
settings.load_profile("prove" if os.environ.get("PMF_PROVE") else "short")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The official statistics and oracles beside the checkout; a user does not have them."""
    if not SHARED.is_dir():
        pytest.skip(ABSENT)
    return SHARED


@pytest.fixture(scope="session")
def demonstration() -> Findings:
    """What the demonstration council's latest quarter says, to the public."""
    return flow.compute(ROOT / "data")


def pmf(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, which saves its start; `process` starts a real one."""
    out, err = io.StringIO(), io.StringIO()
    before = sys.argv
    sys.argv = ["pmf", *arguments]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        sys.argv = before
    return subprocess.CompletedProcess(list(arguments), code, out.getvalue(), err.getvalue())


def process(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would."""
    command = [str(Path(sys.executable).with_name("pmf")), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def copied_checkout(folder: Path) -> Path:
    """A council's own folder: its data, its words and what it may override."""
    for name in ("data", "notebooks", "book"):
        ignored = shutil.ignore_patterns("generated", "__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copyfile(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration council's site, built by the command from a copy of the checkout.

    It has no archive, which has a site of its own in tests/site. Tests that ask for it belong to
    the xdist group ``site``, so that it is built once.
    """
    council = copied_checkout(tmp_path_factory.mktemp("council"))
    where = ("--data", str(council / "data"), "--out", str(council / "html"))
    done = process("build", *where, "--no-archive")
    assert done.returncode == 0, done.stderr + done.stdout
    return council / "html"
