"""Have Jupyter Book build the site. Nothing else calls Jupyter Book."""

from __future__ import annotations

import pprint
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_book.config import get_final_config
from ruamel.yaml import YAML

from pmf_analysis.framework.errors import PmfError

__all__ = ["BuildFailed", "build"]

# Each brings scripts that a static report has no use for; thebe's even fail on every page.
UNWANTED = {
    "sphinx_thebe",
    "sphinx_comments",
    "sphinx_togglebutton",
    "sphinx_copybutton",
    "sphinx_design",
}
EXTENSION = "pmf_analysis.site.extension"
MOST_LINES = 30
# What Sphinx leaves in a site that no reader needs, and what of the theme's files one does.
LEFTOVERS = (".buildinfo", "objects.inv", "genindex.html")
NEEDED = {"pygments.css"}


class BuildFailed(PmfError):
    """Jupyter Book reported warnings or errors; the site was not published."""


def build(
    stage: Path, out: Path, settings: Mapping[str, Any], toc: Mapping[str, Any], jobs: int
) -> None:
    """Build the staged book; any warning fails.

    Parameters
    ----------
    stage : Path
        Folder with the pages; the settings are written into it.
    out : Path
        An empty folder for the pages.
    settings, toc : mapping
        As ``_config.yml`` and ``_toc.yml`` would hold them.
    jobs : int
        Processes.

    Raises
    ------
    BuildFailed
        With what Jupyter Book said.
    """
    writer = YAML()
    with (stage / "_toc.yml").open("w", encoding="utf-8") as file:
        writer.dump(dict(toc), file)
    config, _ = get_final_config(
        user_yaml=dict(settings),
        cli_config={"latex_individualpages": False},
        sourcedir=stage,
        validate=False,
    )
    config["extensions"] = [e for e in config["extensions"] if e not in UNWANTED] + [EXTENSION]
    config["external_toc_path"] = "_toc.yml"
    config["templates_path"] = ["_templates"]
    lines = [f"{name} = {pprint.pformat(value)}" for name, value in sorted(config.items())]
    (stage / "conf.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q"]
    command += ["-j", str(jobs), "-d", str(stage / ".doctrees"), str(stage), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = (done.stderr or done.stdout).replace(f"{stage}/", "").strip().splitlines()
        raise BuildFailed("Jupyter Book could not build:\n" + "\n".join(said[-MOST_LINES:]))
    for leftover in LEFTOVERS:
        (out / leftover).unlink(missing_ok=True)
    shutil.rmtree(out / "_sources", ignore_errors=True)
    _keep_own(out / "_static", stage / "_static")


def _keep_own(static: Path, own: Path) -> None:
    """Take the theme's scripts, fonts and style sheets out; pages ask for none of them."""
    for path in sorted(static.rglob("*"), reverse=True):
        place = path.relative_to(static)
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif not (own / place).is_file() and place.as_posix() not in NEEDED:
            path.unlink()
