"""The demonstration's figures built in each ready-made framework, once a session and worker."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from ruamel.yaml import YAML

from tests.conftest import copied_checkout, process
from tests.frameworks.coverage import BOOKS, rows

WHOLE = {"westmorland-and-furness"}  # whose catalogue is what is asked for
# What rows look for on other pages than the indicator's own.
NEEDED = {"103", "205", "305", "505", "506", "706", "807", "1007", "P01", "R04"}
EVERY = 6  # of the indicators that no row names, one in six is kept in the short form
Built = Callable[..., Path]


def _thinned(data: Path, name: str) -> None:
    """Leave out five indicators in six, which spares most of the time; none in the full form."""
    if os.environ.get("PMF_PROVE") or name in WHOLE:
        return
    named = NEEDED | {row.where.removeprefix("indicators/").upper() for row in rows(BOOKS[name])}
    codes = pd.read_csv(data / "indicators.csv", dtype=str)["indicator"]
    gone = [code for k, code in enumerate(codes) if k % EVERY and code not in named]
    path = data / "frameworks" / BOOKS[name] / "placing.yml"
    filed = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    filed["indicators"] = dict.fromkeys(gone, "") | filed.get("indicators", {})
    path.write_text(json.dumps(filed, indent=1), encoding="utf-8")  # which is YAML as well


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return where the book of a framework was built, by the command; each is built once.

    Tests that ask for one belong to the xdist group ``framework-<name>``.
    """

    @cache
    def build(name: str, audience: str = "public") -> Path:
        council = copied_checkout(tmp_path_factory.mktemp(name))
        _thinned(council / "data", name)
        where = ("--data", str(council / "data"), "--out", str(council / "html"))
        how = ("--framework", name, "--audience", audience, "--no-archive")
        done = process("build", *where, *how)
        assert done.returncode == 0, done.stderr + done.stdout
        return council / "html"

    return build
